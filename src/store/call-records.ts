import { inBuilding, type BuildingOf } from "../calls/building-lookup.ts";
import { eraseFromCall, peopleIn } from "../calls/erase-person.ts";
import type { CallRecord } from "../calls/call-record.ts";
import type { JudgedCallRecord } from "../calls/judged-call-record.ts";
import { isDuplicateKey } from "./bulk-upsert.ts";
import { removeStaleChildren, writeChildren, type ChildStamp } from "./call-child.ts";
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
import type { StoreContext } from "./store-context.ts";
import type { CallRecords, SaveOutcome } from "./store.ts";

/** The header: small, whatever the meeting's size. Participants are kept with their participations. */
export type CallRecordDocument = Omit<CallRecord, "participants" | "sessions"> &
  CallRevision & {
    _id: string;
    tenantId: string;
    revision: string;
    savedAt: Date;
    expireAt: Date;
    /** The call is so old that only what was measured is kept, see personal-fields.ts. */
    isWithoutPersonalFields?: boolean;
  };

const MAX_IDS_A_QUERY = 5_000;
const MAX_TRIES = 3;

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
  const sessions = database.collection<ChildStamp>("callSessions");
  const participations = database.collection<ChildStamp>("participations");

  /** @param laterThan the sequence of an earlier try whose children must not stay */
  async function save(arrived: JudgedCallRecord, laterThan = 0): Promise<SaveOutcome> {
    const { callId, version } = arrived.record;
    const _id = key(tenantId, callId);
    const present = peopleIn(arrived);
    const [held, pseudonyms, markOf, { uploadId, buildingOf }] = await Promise.all([
      headers.findOne({ _id }),
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
    await writeAll(kept, header, buildingOf);
    await removeStale(header);
    // After the last change of the day's participations, and before the header, without which the save is run again.
    const [erasedNow, uploadIdNow] = await Promise.all([
      erasedPeople.among(present),
      buildings.uploadId(),
      markDays(held ? [header.start, held.start] : [header.start]),
    ]);
    if (erasedNow.size > pseudonyms.size) {
      // Somebody was erased while their call was on its way here.
      await people.forget([...erasedNow.keys()]);
      return save(arrived, sequence);
    }
    // The buildings were replaced, and earlier calls perhaps brought to them already.
    if (uploadIdNow !== uploadId) return save(arrived, sequence);
    if (await writeHeader(header)) return "saved";

    const winner = await headers.findOne({ _id });
    if (winner) await removeStale(winner);
    await markDays([header.start]);
    return winner && winner.version > version ? "stale" : "unchanged";
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

  async function writeAll(judged: JudgedCallRecord, header: CallRecordDocument, buildingOf: BuildingOf): Promise<void> {
    const { callId, version, revision, expireAt } = header;
    const stamp = { tenantId, callId, version, revision, expireAt };
    await people.keep(judged.participations, personalFields.namesUntil(header.start, expireAt));
    const participants = new Map(judged.record.participants.map((person) => [person.id, person]));
    await writeChildren(
      sessions,
      judged.sessions.map((session) => callSessionDocument(stamp, session)),
    );
    await writeChildren(
      participations,
      judged.participations.map((participation) =>
        participationDocument(
          stamp,
          inBuilding(participation, buildingOf),
          participants.get(participation.personId) ?? null,
        ),
      ),
    );
  }

  async function removeStale(current: CallRecordDocument): Promise<void> {
    await removeStaleChildren(sessions, current);
    await removeStaleChildren(participations, current);
  }

  /** False when a later revision is held. */
  async function writeHeader({ _id, ...header }: CallRecordDocument): Promise<boolean> {
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      try {
        await headers.replaceOne({ _id, revision: { $lte: header.revision } }, header, { upsert: true });
        return true;
      } catch (error) {
        // Either a later revision, or an earlier one inserted at this very moment: then the next try replaces it.
        if (!isDuplicateKey(error)) throw error;
      }
    }
    return false;
  }

  return {
    save: (judged) => save(judged),

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

type Incoming = Omit<CallRevision, "sequence">;

/** Why a record is not to be saved over the held one; null when it is. */
function refusal(held: CallRevision, incoming: Incoming): Exclude<SaveOutcome, "saved"> | null {
  if (held.version > incoming.version) return "stale";
  if (held.version < incoming.version) return null;
  const isSame = held.fingerprint === incoming.fingerprint;
  return isSame || rankText(held) > rankText(incoming) ? "unchanged" : null;
}
