import type { Look } from "../calls/look.ts";
import type { Viewer } from "../calls/viewer.ts";
import { ServiceError } from "../service-error.ts";
import type { AccessLog } from "./access-log.ts";
import { anonymousMode } from "./anonymous-mode.ts";
import { createCallList } from "./call-list.ts";
import type { CallRecordDocument } from "./call-header.ts";
import { createCompanionSearch } from "./companions.ts";
import { PSEUDONYM_PREFIX } from "./erased-people.ts";
import { key } from "./key.ts";
import { createOwnSessions } from "./own-sessions.ts";
import { participationKey, pickParticipation, type ParticipationDocument } from "./participation-document.ts";
import type { PersonNames } from "./people.ts";
import { createPhoneCallLookup } from "./phone-call-lookup.ts";
import { createPublicAddressUse } from "./public-address-use.ts";
import type { StoreContext } from "./store-context.ts";
import type { ParticipationQuery, Participations } from "./store.ts";

/** A full stop is the character after a hyphen. */
const AFTER_PSEUDONYMS = PSEUDONYM_PREFIX.replace("-", ".");
/** A month of a busy person in one answer: the driver asks for 101 at first. */
const READ_BATCH = 1_000;
/** Sorts after every letter that an id may have. */
const AFTER_IDS = "\uffff";

/** The read model of calls. Every read of a person's calls goes through `admit` first. */
export function createParticipations(
  {
    database,
    tenantId,
    clock,
    isAnonymous = false,
  }: Pick<StoreContext, "database" | "tenantId" | "clock" | "isAnonymous">,
  accessLog: AccessLog,
  people: PersonNames,
): Participations {
  const headers = database.collection<CallRecordDocument>("callRecords");
  const participations = database.collection<ParticipationDocument>("participations");
  const phoneCallOf = createPhoneCallLookup({ database, tenantId });
  const sessionsOf = createOwnSessions({ database, tenantId });
  const companionsIn = createCompanionSearch({ database, tenantId }, people);
  const callList = createCallList({ database, tenantId }, companionsIn);

  /** The one place of the access rule: one's own calls, or an admin's look that the person can read about. */
  async function admit(viewer: Viewer, personId: string, look: Look): Promise<void> {
    if (viewer.personId === personId) return;
    if (!viewer.isAdmin) throw new ServiceError("not_allowed", "Only admins may look at another person's calls.");
    if (isAnonymous) throw anonymousMode();
    await accessLog.record(viewer, personId, look);
  }

  return {
    async find(viewer, query) {
      const { personId, start, end } = query;
      await admit(viewer, personId, lookAt(query));
      const found = await participations
        .find({ tenantId, personId, start: { $gte: start, $lt: end } })
        .sort({ start: -1, callId: 1 })
        .batchSize(READ_BATCH)
        .toArray();
      return found.map(pickParticipation);
    },

    async last(viewer, personId, before) {
      await admit(viewer, personId, { what: "lastCall", before });
      const [newest] = await participations
        .find({ tenantId, personId, start: { $lt: before } })
        .sort({ start: -1, callId: 1 })
        .limit(1)
        .toArray();
      return newest ? pickParticipation(newest) : null;
    },

    async call(viewer, personId, callId) {
      await admit(viewer, personId, { what: "call", callId });
      const [header, participation] = await Promise.all([
        headers.findOne({ _id: key(tenantId, callId) }),
        participations.findOne({ _id: participationKey(tenantId, callId, personId) }),
      ]);
      if (!header || !participation) return null;
      const { version, type, modalities, start, end } = header;
      return {
        participation: pickParticipation(participation),
        call: { callId, version, type, modalities, start, end },
        participantCount: participation.others.count + 1,
        sessions: (await sessionsOf(personId, [callId])).get(callId) ?? [],
        phoneCall: await phoneCallOf(participation),
      };
    },

    async page(viewer, query, request) {
      await admit(viewer, query.personId, lookAt(query));
      return callList.page(query, request);
    },

    async matching(viewer, query) {
      await admit(viewer, query.personId, lookAt(query));
      return callList.matching(query);
    },

    async totals(viewer, query) {
      await admit(viewer, query.personId, lookAt(query));
      return callList.totals(query);
    },

    neighbors: ({ personId }, place) => callList.neighbors(personId, place),

    async ownCallIds({ personId }, prefix, limit) {
      const found = await participations
        .find({ tenantId, callId: { $gte: prefix, $lt: prefix + AFTER_IDS }, personId })
        .project<{ callId: string }>({ callId: 1 })
        .sort({ start: -1, callId: 1 })
        .limit(limit)
        .toArray();
      return found.map(({ callId }) => callId);
    },

    async companions(viewer, query, name) {
      await admit(viewer, query.personId, lookAt(query));
      return companionsIn(query, name);
    },

    peopleByPublicAddress: createPublicAddressUse({ database, tenantId, clock }),

    async mostActive(since, limit) {
      if (isAnonymous) return [];
      const groups = await participations
        .aggregate<{ _id: string; displayName: string | null; calls: number }>([
          // Users only: nobody can ask for the calls of a phone number or a bot.
          { $match: { tenantId, personKind: "user", start: { $gte: since } } },
          { $group: { _id: "$personId", displayName: { $max: "$displayName" }, calls: { $sum: 1 } } },
          { $match: { $or: [{ _id: { $lt: PSEUDONYM_PREFIX } }, { _id: { $gte: AFTER_PSEUDONYMS } }] } },
          { $sort: { calls: -1, _id: 1 } },
          { $limit: limit },
        ])
        .toArray();
      return groups.map(({ _id, displayName, calls }) => ({ personId: _id, displayName, calls }));
    },
  };
}

function lookAt({ start, end }: ParticipationQuery): Look {
  return { what: "calls", start, end };
}
