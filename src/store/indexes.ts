import type { Db } from "mongodb";
import { appendTo } from "../calls/append-to.ts";

type StoreIndex = {
  collection: string;
  name: string;
  key: Record<string, 1 | -1>;
  /** Removes a document once the instant in this index's one field has passed. */
  expires?: true;
  /** The queries it is there for. */
  serves: string;
};

/**
 * Every index of the store beside `_id`. Each query either names documents by `_id` or stands here under `serves`;
 * the contract suite explains the queries and refuses a collection scan.
 */
export const INDEXES: readonly StoreIndex[] = [
  {
    collection: "callRecords",
    name: "tenant_start",
    key: { tenantId: 1, start: 1 },
    serves: "callRecords.count, callRecords.reachesBack, ledgerHours.heldCalls, personalFields.clear",
  },
  {
    collection: "callRecords",
    name: "organizer",
    key: { tenantId: 1, "organizer.id": 1 },
    serves: "erasures.erase (what somebody organized without taking part)",
  },
  { collection: "callRecords", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "retention" },
  {
    collection: "callSessions",
    name: "call_caller",
    key: { tenantId: 1, callId: 1, callerPersonId: 1 },
    serves: "participations.call, callRecords.save (stale children)",
  },
  {
    collection: "callSessions",
    name: "call_callee",
    key: { tenantId: 1, callId: 1, calleePersonId: 1 },
    serves: "participations.call",
  },
  { collection: "callSessions", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "retention" },
  {
    collection: "participations",
    name: "person_start",
    key: { tenantId: 1, personId: 1, start: -1, callId: 1 },
    serves:
      "participations.find, participations.last, participations.page, participations.matching, participations.totals, " +
      "participations.neighbors, participations.companions, erasures.stored, erasures.erase",
  },
  {
    collection: "participations",
    name: "call",
    key: { tenantId: 1, callId: 1 },
    serves:
      "callRecords.save (stale children), participations.companions (everybody in larger calls), participations.ownCallIds",
  },
  {
    collection: "participations",
    name: "public_address",
    key: { tenantId: 1, "network.reflexiveIpAddress": 1, start: 1 },
    serves: "participations.peopleByPublicAddress",
  },
  {
    collection: "participations",
    name: "kind_start",
    key: { tenantId: 1, personKind: 1, start: 1 },
    serves: "participations.mostActive",
  },
  {
    collection: "participations",
    name: "start",
    key: { tenantId: 1, start: 1, callId: 1, personKind: 1, personId: 1, sessionCount: 1 },
    serves: "rollups.refresh (a day's, call by call), buildings.reapply (a day's), ruleReadings.participations",
  },
  { collection: "participations", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "retention" },
  {
    collection: "buildingChunks",
    name: "written",
    key: { tenantId: 1, writtenAt: 1 },
    serves: "buildings.reapply (lines of earlier uploads); the current ones are read by _id",
  },
  {
    collection: "rollupDays",
    name: "dirty",
    key: { tenantId: 1, dirtySince: 1 },
    serves: "rollups.refresh; rollups are read by _id, which begins with tenant and day",
  },
  { collection: "rollupDays", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "retention" },
  {
    collection: "dailyRollups",
    name: "value_day",
    key: { tenantId: 1, dimension: 1, valueKey: 1, day: 1 },
    serves: "ruleReadings.baselineDays, rollups.summary (totals)",
  },
  { collection: "dailyRollups", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "retention" },
  {
    collection: "phoneCalls",
    name: "call_person",
    key: { tenantId: 1, callId: 1, personId: 1 },
    serves: "participations.call (rows that name their call)",
  },
  {
    collection: "phoneCalls",
    name: "person_start",
    key: { tenantId: 1, personId: 1, start: 1 },
    serves: "participations.call (rows that fit by person and start)",
  },
  {
    collection: "phoneCalls",
    name: "start",
    key: { tenantId: 1, start: 1 },
    serves: "personalFields.clear (numbers)",
  },
  { collection: "phoneCalls", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "retention" },
  {
    collection: "ingestJobs",
    name: "due",
    key: { tenantId: 1, priority: 1, nextAttemptAt: 1, leaseUntil: 1 },
    serves: "ingestJobs.claim, ingestJobs.nextDueAt, ingestJobs.counts (queued, failed), ingestJobs.listedSince",
  },
  {
    collection: "ingestJobs",
    name: "lease",
    key: { tenantId: 1, leaseUntil: 1 },
    serves: "ingestJobs.nextDueAt, ingestJobs.counts (running)",
  },
  {
    collection: "ingestJobs",
    name: "exhausted",
    key: { tenantId: 1, exhaustedAt: 1 },
    serves: "ingestJobs.exhausted, ingestJobs.replay, ingestJobs.counts (exhausted), ingestJobs.listedSince",
  },
  {
    collection: "ingestJobs",
    name: "expiry",
    key: { expireAt: 1 },
    expires: true,
    serves: "ingestJobs.counts (done); forgets done jobs",
  },
  {
    collection: "ingestJobs",
    name: "served",
    key: { tenantId: 1, servedRank: 1, callStart: 1 },
    serves: "ledgerHours.repairedCalls",
  },
  {
    collection: "notificationInbox",
    name: "oldest",
    key: { tenantId: 1, at: 1 },
    serves: "ingestJobs.claim (what was accepted), ingestJobs.counts (queued), ingestJobs.nextDueAt",
  },
  { collection: "subscriptions", name: "tenant", key: { tenantId: 1, createdAt: 1 }, serves: "subscriptions.all" },
  { collection: "progress", name: "tenant", key: { tenantId: 1, requestedAt: 1 }, serves: "progress.passes" },
  { collection: "progress", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "forgets old passes" },
  { collection: "ledgerHours", name: "tenant_hour", key: { tenantId: 1, hour: 1 }, serves: "ledgerHours.find" },
  { collection: "ledgerHours", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "forgets old hours" },
  { collection: "serviceHeartbeats", name: "tenant", key: { tenantId: 1, at: 1 }, serves: "serviceHeartbeats.all" },
  {
    collection: "serviceHeartbeats",
    name: "expiry",
    key: { expireAt: 1 },
    expires: true,
    serves: "forgets instances that are gone",
  },
  {
    collection: "conversations",
    name: "tenant",
    key: { tenantId: 1, updatedAt: 1 },
    serves: "conversations.all",
  },
  {
    collection: "conversations",
    name: "person",
    key: { tenantId: 1, personId: 1, updatedAt: -1 },
    serves: "conversations.personalOf, erasures",
  },
  {
    collection: "people",
    name: "beginnings",
    key: { tenantId: 1, beginnings: 1, foldedName: 1, personId: 1 },
    serves: "people.named, participations.companions (whom a name may mean)",
  },
  { collection: "people", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "retention" },
  {
    collection: "preferences",
    name: "digest",
    key: { tenantId: 1, digest: 1, personId: 1 },
    serves: "preferences.digestsToSend",
  },
  {
    collection: "accessLog",
    name: "person_at",
    key: { tenantId: 1, personId: 1, at: -1, _id: 1 },
    serves: "accessLog.of, erasures.stored, erasures.erase",
  },
  {
    collection: "accessLog",
    name: "viewer",
    key: { tenantId: 1, viewerId: 1 },
    serves: "erasures.erase",
  },
  { collection: "alertChannels", name: "tenant", key: { tenantId: 1, since: 1 }, serves: "alertChannels.all" },
  { collection: "alertRules", name: "tenant", key: { tenantId: 1, id: 1 }, serves: "alertRules.all" },
  { collection: "incidents", name: "over", key: { tenantId: 1, ruleId: 1, overAt: 1 }, serves: "incidents.since" },
  {
    collection: "incidents",
    name: "number",
    key: { tenantId: 1, ruleId: 1, factor: 1, number: -1 },
    serves: "incidents.latest",
  },
  {
    collection: "incidents",
    name: "state",
    key: { tenantId: 1, state: 1 },
    serves: "incidents.open, incidents.dispatchOpenAgain",
  },
  {
    collection: "incidents",
    name: "changes",
    key: { tenantId: 1, revisedAt: -1, _id: 1 },
    serves: "incidents.changed, incidents.over",
  },
  {
    collection: "incidents",
    name: "dispatch",
    key: { tenantId: 1, isDispatched: 1 },
    serves: "incidents.undispatched",
  },
  { collection: "incidents", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "retention" },
  { collection: "deliveries", name: "due", key: { tenantId: 1, nextAttemptAt: 1 }, serves: "deliveries.due" },
  {
    collection: "deliveries",
    name: "channel",
    key: { tenantId: 1, conversationId: 1, incidentId: 1, revision: -1 },
    serves: "deliveries.ofCard, deliveries.add (earlier revisions), deliveries.removeChannel",
  },
  {
    collection: "deliveries",
    name: "incident",
    key: { tenantId: 1, incidentId: 1 },
    serves: "deliveries.channelsOf",
  },
  {
    collection: "helpRequests",
    name: "person",
    key: { tenantId: 1, personId: 1, at: -1 },
    serves: "helpRequests.of, erasures.erase",
  },
  {
    collection: "helpRequests",
    name: "until",
    key: { tenantId: 1, endedAt: 1, until: 1 },
    serves: "helpRequests.endExpired",
  },
  {
    collection: "helpRequests",
    name: "dispatch",
    key: { tenantId: 1, isDispatched: 1 },
    serves: "helpRequests.undispatched",
  },
  { collection: "helpRequests", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "forgets old requests" },
  { collection: "deliveries", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "retention" },
  { collection: "erasures", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "forgets old receipts" },
  { collection: "accessLog", name: "expiry", key: { expireAt: 1 }, expires: true, serves: "retention" },
];

/** Creates what is missing and waits for it. An index that exists under its name with another key is an error. */
export async function createIndexes(database: Db): Promise<void> {
  for (const [collection, indexes] of byCollection(INDEXES)) {
    await database.collection(collection).createIndexes(
      indexes.map(({ name, key, expires }) => ({
        name,
        key,
        ...(expires === true && { expireAfterSeconds: 0 }),
      })),
    );
  }
}

function byCollection(indexes: readonly StoreIndex[]): Map<string, StoreIndex[]> {
  const grouped = new Map<string, StoreIndex[]>();
  for (const index of indexes) appendTo(grouped, index.collection, index);
  return grouped;
}
