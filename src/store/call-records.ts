import { inBuilding, type BuildingOf } from "../calls/building-lookup.ts";
import { eraseFromCall, peopleIn, type Pseudonyms } from "../calls/erase-person.ts";
import type { JudgedCallRecord } from "../calls/judged-call-record.ts";
import { createChildWrites, type ChildStamp } from "./call-child.ts";
import { createHeaderTrips, type CallRecordDocument } from "./call-header.ts";
import { countsOf, fingerprintOf, rankText, revisionText, type CallRevision } from "./call-revision.ts";
import { callSessionDocument } from "./call-session-document.ts";
import type { CurrentBuildings } from "./current-buildings.ts";
import type { ErasedPeople } from "./erased-people.ts";
import { key } from "./key.ts";
import { participationDocument } from "./participation-document.ts";
import type { PersonNames } from "./people.ts";
import type { KeptFields } from "./personal-fields.ts";
import { pickPerson } from "./person-document.ts";
import { expiryOfCall } from "./retention.ts";
import type { MarkDays } from "./rollup-days.ts";
import { shareTrip } from "./shared-trip.ts";
import type { StoreContext } from "./store-context.ts";
import type { CallRecords, SaveOutcome } from "./store.ts";

const MAX_IDS_A_QUERY = 5_000;
/** A call with more sessions or people than this is saved by itself, so that no other waits for more than parts of it. */
const MOST_TOGETHER = 100;

/**
 * The write model of calls. A save survives a crash between any two of its steps, and runs beside other saves of the
 * same call: children go in first, each guarded by its revision, then stale ones out, and the header last.
 */
export function createCallRecords(
  { database, tenantId, clock, retentionDays }: StoreContext,
  parts: {
    people: Pick<PersonNames, "keep" | "forget">;
    markDays: MarkDays;
    erasedPeople: Pick<ErasedPeople, "among" | "knownAmong" | "marks">;
    personalFields: KeptFields;
    buildings: CurrentBuildings;
  },
): CallRecords {
  const { people, markDays, erasedPeople, personalFields, buildings } = parts;
  const headers = database.collection<CallRecordDocument>("callRecords");
  const { readHeader, writeHeader } = createHeaderTrips(headers);
  const sessions = createChildWrites(database.collection<ChildStamp>("callSessions"));
  const participations = createChildWrites(database.collection<ChildStamp>("participations"));

  /** @param laterThan the sequence of an earlier try whose children must not stay */
  async function save(arrived: JudgedCallRecord, laterThan = 0): Promise<SaveOutcome> {
    const { callId, version } = arrived.record;
    const _id = key(tenantId, callId);
    const present = peopleIn(arrived);
    const [held, pseudonyms, markOf, { uploadId, buildingOf }] = await Promise.all([
      readHeader(_id),
      erasedPeople.knownAmong(present),
      erasedPeople.marks(),
      buildings.lookup(),
    ]);
    const judged = eraseFromCall(arrived, pseudonyms);
    const incoming = {
      version,
      ruleVersion: judged.ruleVersion,
      counts: countsOf(judged),
      // Keyed, because it outlives what is erased or cleared of the content: nobody can test a guess of it.
      fingerprint: markOf(fingerprintOf(judged)),
    };
    const refused = held && refusal(held, incoming);
    if (refused) {
      // The save that wrote the held one may have ended before its own look.
      if (await forgetErased(present, pseudonyms)) return save(arrived, laterThan);
      // A save that lost against the held one, and ended before it could tidy up, may have left children.
      await removeStale(held);
      if (held.start.getTime() !== judged.record.start.getTime()) await markDays([judged.record.start]);
      return refused;
    }
    const savedAt = clock.now();
    const sequence = Math.max(savedAt.getTime(), (held?.sequence ?? 0) + 1, laterThan + 1);
    const kept = await personalFields.ofCall(judged);
    const header = {
      ...headerDocument(kept, { ...incoming, sequence }, savedAt),
      ...(kept !== judged && { isWithoutPersonalFields: true }),
    };
    // Of a call that is not held there is nothing to remove, but for what a save left that ended before its header.
    if (held === null) await Promise.all([writeAll(kept, header, buildingOf, true), removeStale(header)]);
    else {
      await writeAll(kept, header, buildingOf, false);
      await removeStale(header);
    }
    // After the last change of the day's participations, and before the header, without which the save is run again.
    const [uploadIdNow] = await Promise.all([
      buildings.uploadId(),
      markDays(held ? [header.start, held.start] : [header.start]),
    ]);
    // The buildings were replaced, and earlier calls perhaps brought to them already.
    if (uploadIdNow !== uploadId) return save(arrived, sequence);
    const isWritten = await writeHeader({ header, isFirst: held === null });
    // After the last write, since an erasure finds nothing of what is written after it.
    if (await forgetErased(present, pseudonyms)) return save(arrived, sequence);
    if (isWritten) return "saved";

    const winner = await readHeader(_id);
    if (winner) await removeStale(winner);
    await markDays([header.start]);
    return winner && winner.version > version ? "stale" : "unchanged";
  }

  /** True when somebody was erased while their call was on its way here, so that it must be saved without them. */
  async function forgetErased(present: ReadonlySet<string>, known: Pseudonyms): Promise<boolean> {
    const erased = await erasedPeople.among(present);
    if (erased.size === known.size) return false;
    await people.forget([...erased.keys()]);
    return true;
  }

  function headerDocument({ record }: JudgedCallRecord, revision: CallRevision, savedAt: Date): CallRecordDocument {
    return {
      _id: key(tenantId, record.callId),
      tenantId,
      callId: record.callId,
      type: record.type,
      modalities: record.modalities,
      start: record.start,
      end: record.end,
      lastModified: record.lastModified,
      joinWebUrl: record.joinWebUrl,
      organizer: record.organizer && pickPerson(record.organizer),
      unknownValues: record.unknownValues,
      ...revision,
      revision: revisionText(revision),
      savedAt,
      expireAt: expiryOfCall(record.start, savedAt, retentionDays),
    };
  }

  async function writeAll(
    judged: JudgedCallRecord,
    header: CallRecordDocument,
    buildingOf: BuildingOf,
    isFirst: boolean,
  ): Promise<void> {
    const { callId, version, revision, expireAt } = header;
    const stamp = { tenantId, callId, version, revision, expireAt };
    const participants = new Map(judged.record.participants.map((person) => [person.id, person]));
    const write = isLarge(judged) ? "writeAlone" : "write";
    await Promise.all([
      people.keep(judged.participations, personalFields.namesUntil(header.start, expireAt)),
      sessions[write]({ children: judged.sessions.map((session) => callSessionDocument(stamp, session)), isFirst }),
      participations[write]({
        children: judged.participations.map((participation) =>
          participationDocument(
            stamp,
            inBuilding(participation, buildingOf),
            participants.get(participation.personId) ?? null,
          ),
        ),
        isFirst,
      }),
    ]);
  }

  async function removeStale(current: CallRecordDocument): Promise<void> {
    await Promise.all([sessions.removeStale(current), participations.removeStale(current)]);
  }

  /** Side by side, so that each step of all is one trip. One that fails harms no other. */
  const saveTogether = shareTrip((calls: JudgedCallRecord[]) =>
    Promise.allSettled(calls.map((judged) => save(judged))),
  );

  return {
    async save(judged) {
      if (isLarge(judged)) return save(judged);
      const saved = await saveTogether(judged);
      if (saved.status === "rejected") throw saved.reason;
      return saved.value;
    },

    async versions(callIds) {
      const versions = new Map<string, number>();
      for (let from = 0; from < callIds.length; from += MAX_IDS_A_QUERY) {
        const ids = callIds.slice(from, from + MAX_IDS_A_QUERY).map((callId) => key(tenantId, callId));
        const found = headers.find({ _id: { $in: ids } }).project<{ callId: string; version: number }>({
          callId: 1,
          version: 1,
        });
        for await (const { callId, version } of found) versions.set(callId, version);
      }
      return versions;
    },

    count: () => headers.countDocuments({ tenantId }),

    async reachesBack(instant) {
      const found = await headers
        .find({ tenantId, start: { $lt: instant } })
        .limit(1)
        .toArray();
      return found.length > 0;
    },
  };
}

function isLarge({ sessions, participations }: JudgedCallRecord): boolean {
  return sessions.length > MOST_TOGETHER || participations.length > MOST_TOGETHER;
}

type Incoming = Omit<CallRevision, "sequence">;

/** Why a record is not to be saved over the held one; null when it is. */
function refusal(held: CallRevision, incoming: Incoming): Exclude<SaveOutcome, "saved"> | null {
  if (held.version > incoming.version) return "stale";
  if (held.version < incoming.version) return null;
  const isSame = held.fingerprint === incoming.fingerprint;
  return isSame || rankText(held) > rankText(incoming) ? "unchanged" : null;
}
