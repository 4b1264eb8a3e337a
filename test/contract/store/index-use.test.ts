import assert from "node:assert/strict";
import type { CommandStartedEvent, Document } from "mongodb";
import { NO_CONDITIONS } from "../../../src/calls/call-conditions.ts";
import { ANY_CALL } from "../../../src/calls/call-filter.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import { incidentIdOf } from "../../../src/calls/incident.ts";
import { NO_DELAYS } from "../../../src/calls/ledger-delays.ts";
import { INDEXES } from "../../../src/store/indexes.ts";
import type { ListingPass, Store } from "../../../src/store/store.ts";
import { buildBuilding } from "../../support/building-file-builder.ts";
import { BUILT_START, buildGroupCall, buildPerson, secondsIn } from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { enqueueCalls } from "../../support/enqueue-calls.ts";
import { buildIncident } from "../../support/incident-builder.ts";
import { buildPstnCall } from "../../support/phone-call-builder.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const NOW = new Date("2030-03-04T08:00:00Z");
const ANNA = { personId: "anna", isAdmin: false };
const PHONE = buildPerson("+4915112345***", { kind: "phone" });
const PEOPLE = Array.from({ length: 40 }, (_, index) => buildPerson(index === 0 ? "anna" : `person-${index}`));

const PASS: ListingPass = {
  name: "day",
  requestId: "request",
  source: "reconcile",
  start: BUILT_START,
  end: NOW,
  place: NOW,
  listed: 0,
  enqueued: 0,
  requestedAt: NOW,
  startedAt: null,
  finishedAt: null,
  planVersion: 1,
  lastError: null,
};

const OWN_RECORDS = [
  "calls",
  "phoneCalls",
  "looks",
  "conversations",
  "organized",
  "looksMade",
  "incidents",
  "settings",
] as const;

/** Everything the store asks of the database, once. */
async function useEverything(store: Omit<Store, "close">): Promise<void> {
  const { callRecords, participations, ingestJobs, subscriptions, leases, progress, conversations } = store;
  await callRecords.save(judgeCallRecord(buildGroupCall([...PEOPLE, PHONE], { callId: "last", version: 2 })));
  await callRecords.versions(["last"]);
  await callRecords.count();
  await callRecords.reachesBack(NOW);
  await participations.find(ANNA, { personId: "anna", start: BUILT_START, end: secondsIn(1) });
  await participations.last(ANNA, "anna", NOW);
  await store.phoneCalls.save([buildPstnCall("row-1")]);
  const pulled = { readThrough: NOW, pulledAt: NOW, pull: null, rows: 1, dueAt: NOW, lastError: null };
  await store.phoneCalls.saveProgress({ kind: "pstn", ...pulled });
  await store.phoneCalls.progress();
  await participations.call(ANNA, "anna", "last");
  await participations.ownCallIds(ANNA, "las", 3);
  await useCallList(participations);
  await useOwnRecords(store);
  await participations.mostActive(BUILT_START, 3);
  await participations.companions(ANNA, { personId: "anna", start: BUILT_START, end: secondsIn(1) }, "person-1");
  await participations.peopleByPublicAddress(["198.51.100.1"], BUILT_START, 2);
  await store.people.named("person an", 5);
  await store.people.names(["anna"]);
  await store.preferences.save("anna", { digest: true });
  await store.preferences.of("anna");
  await store.preferences.digestsToSend("2030-03-04");
  await store.preferences.claimDigest("anna", "2030-03-04");
  await store.preferences.returnDigest("anna", "2030-03-04");
  await store.accessLog.of(ANNA, 5);
  await store.erasures.stored("person-2");
  await store.erasures.erase("person-2");
  await store.buildings.reapply();
  await store.buildings.replace([buildBuilding()], "anna");
  await store.buildings.rows(0, 10);
  for await (const rows of store.buildings.allRows()) assert.equal(rows.length, 1);
  await store.buildings.reapply();
  await store.buildings.current();
  await store.rollups.refresh(5);
  await store.rollups.summary({ first: "2026-11-01", last: "2026-11-30" }, 1);
  const days = { first: "2026-11-01", last: "2026-11-30" };
  await store.ruleReadings.baselineDays([{ kind: "platform", value: "windows" }], days);
  await store.ruleReadings.participations(BUILT_START, secondsIn(1), 10);
  await store.alertRules.all();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const [job] = await ingestJobs.claim({ owner: "worker", limit: 1, now: NOW, leaseMs: 1000 });
    assert.ok(job);
    await ingestJobs.extendLease(job, NOW);
    await ingestJobs.release(job);
    if (attempt === 0) await ingestJobs.fail(job, { code: "not_found", now: NOW, nextAttemptAt: null });
    if (attempt === 1) await ingestJobs.complete(job, NOW);
  }
  await ingestJobs.counts(NOW);
  await ingestJobs.exhausted(5);
  await ingestJobs.nextDueAt(NOW);
  await ingestJobs.enqueueListed({ callIds: ["new"], source: "reconcile", at: NOW, staysGivenUp: () => true });
  await ingestJobs.listedSince(NOW);
  await ingestJobs.replay({ callId: "call-1" }, NOW);
  await ingestJobs.replay("exhausted", NOW);
  await progress.widen(PASS);
  await progress.advance(PASS, { startedAt: NOW });
  await progress.passes();
  await progress.beat(NOW);
  await progress.lastBeat();
  await ingestJobs.unattended(["call-1"]);
  await useLedger(store);
  await useAlerting(store);
  await useHelpRequests(store);
  await conversations.find("one");
  await conversations.personalOf("anna");
  await subscriptions.all();
  await subscriptions.remove("one");
  await leases.acquire("renewal", "one", NOW, 1000);
  await leases.release("renewal", "one");
  await conversations.all();
  await conversations.remove("one");
}

async function useCallList(participations: Store["participations"]): Promise<void> {
  const filter = { ...ANY_CALL, quality: "good" as const, person: "person-1" };
  const conditions = { ...NO_CONDITIONS, filter, device: "Headset", feedback: "rated" as const, search: "call-search" };
  const query = { personId: "anna", start: BUILT_START, end: secondsIn(1) };
  const place = { start: BUILT_START, callId: "call-1" };
  for (const asked of [NO_CONDITIONS, conditions]) {
    await participations.page(ANNA, { ...query, conditions: asked }, { after: null, limit: 5 });
    await participations.page(ANNA, { ...query, conditions: asked }, { after: place, limit: 5 });
    await participations.matching(ANNA, { ...query, conditions: asked });
    await participations.totals(ANNA, { ...query, conditions: asked });
  }
  await participations.neighbors(ANNA, place);
}

async function useOwnRecords({ ownRecords }: Omit<Store, "close">): Promise<void> {
  for (const kind of OWN_RECORDS) {
    for await (const record of ownRecords[kind](ANNA)) assert.ok(record);
  }
}

async function useAlerting({ alertChannels, incidents, deliveries }: Omit<Store, "close">): Promise<void> {
  const incident = buildIncident();
  const incidentId = incidentIdOf(incident);
  await alertChannels.add({ conversationId: "19:channel", since: NOW, setBy: "anna" });
  await alertChannels.all();
  await alertChannels.change("19:channel", { delivery: "daily" });
  await alertChannels.takeTurn("19:channel", NOW, 1_000);
  await alertChannels.takeTurn("19:channel", NOW, 1_000);
  await alertChannels.holdBack("19:channel", NOW);
  await incidents.save(incident, null);
  await incidents.save({ ...incident, revision: 2 }, incident);
  await incidents.since("exhaustedJobs", NOW);
  await incidents.latest("exhaustedJobs", "service");
  await incidents.find(incidentId);
  await incidents.open();
  await incidents.changed({ start: NOW, end: secondsIn(1) }, 5);
  await incidents.over({ after: { revisedAt: NOW, id: incidentId }, limit: 5 });
  await incidents.handle(incidentId, { kind: "acknowledge" }, { by: "anna", now: NOW });
  await incidents.undispatched();
  await incidents.markDispatched(incident);
  await incidents.dispatchOpenAgain();
  await deliveries.add({ incidentId, revision: 2, conversationIds: ["19:channel"], at: NOW });
  const [due] = await deliveries.due(NOW, 5);
  assert.ok(due);
  const taken = await deliveries.begin(due, NOW, true);
  assert.ok(taken);
  await deliveries.end(taken, { outcome: "sent" });
  await deliveries.ofCard(incidentId, "19:channel");
  await deliveries.forgetMessage(incidentId, "19:channel");
  await deliveries.channelsOf(incidentId);
  await deliveries.removeChannel("19:channel", "waiting");
  await deliveries.removeChannel("19:channel", "all");
  await incidents.remove(incident);
  await alertChannels.remove("19:channel");
}

async function useHelpRequests({ helpRequests, revealedPeople }: Omit<Store, "close">): Promise<void> {
  const viewer = { personId: "person-1", isAdmin: true };
  const request = await helpRequests.send(viewer, "call-1", { days: 1, note: null });
  await helpRequests.of(viewer);
  await helpRequests.view(viewer, request.id);
  await helpRequests.endExpired();
  await helpRequests.undispatched();
  await helpRequests.markDispatched(request);
  await helpRequests.revoke(viewer, "call-1");
  await revealedPeople.names(viewer, ["person-1"], { what: "incident", since: NOW });
}

async function useLedger({ ledgerHours, serviceHeartbeats }: Omit<Store, "close">): Promise<void> {
  const counted = { notified: 1, lastNotifiedAt: NOW, ownDelay: NO_DELAYS, graphDelay: NO_DELAYS };
  await ledgerHours.addActivity([{ hour: BUILT_START, ...counted }]);
  await ledgerHours.changeListing(BUILT_START, (listing) => ({ ...listing }));
  await ledgerHours.find(BUILT_START, secondsIn(1));
  await ledgerHours.heldCalls(BUILT_START, secondsIn(1));
  await ledgerHours.repairedCalls(BUILT_START, secondsIn(1));
  await serviceHeartbeats.all();
}

type Asked = { collection: string; filter: Document; sort: Document | null; limit: number };

/** What a command looks for, as a find; null for one that looks for nothing. */
function askedBy({ commandName, command }: CommandStartedEvent): Asked[] {
  const ask = (filter: Document, sort: Document | null = null, limit = 0): Asked => ({
    collection: String(command[commandName]),
    filter,
    sort,
    limit,
  });
  const documents = (value: unknown): Document[] => (Array.isArray(value) ? value : []) as Document[];
  switch (commandName) {
    case "find":
      return [ask(command.filter as Document, command.sort as Document | null, Number(command.limit ?? 0))];
    case "findAndModify":
      return [ask(command.query as Document, command.sort as Document | null, 1)];
    case "update":
      return documents(command.updates).map(({ q }) => ask(q as Document));
    case "delete":
      return documents(command.deletes).map(({ q }) => ask(q as Document));
    case "aggregate":
      return documents(command.pipeline)
        .slice(0, 1)
        .map(({ $match }) => ask($match as Document));
    default:
      return [];
  }
}

function stagesOf(plan: unknown): { stage: string; indexName: string | null }[] {
  if (typeof plan !== "object" || plan === null) return [];
  const own =
    "stage" in plan
      ? [{ stage: String(plan.stage), indexName: "indexName" in plan ? String(plan.indexName) : null }]
      : [];
  return [...own, ...Object.values(plan).flatMap(stagesOf)];
}

for (const engine of testEngines()) {
  describe(`index use on ${engine.name}`, () => {
    let db: TestDatabase;
    const asked = new Map<string, Asked>();
    const used = new Set<string>();

    before(async function () {
      this.timeout(60_000);
      db = await openTestDatabase(engine);
      const store = db.storeFor({ clock: new DrivenClock(NOW) });
      const callIds = Array.from({ length: 40 }, (_, index) => `call-${index}`);
      await enqueueCalls(store.ingestJobs, callIds, "backfill", NOW);
      for (const callId of callIds.slice(0, 5)) {
        await store.callRecords.save(judgeCallRecord(buildGroupCall(PEOPLE, { callId })));
      }
      await store.ingestJobs.accept([{ callId: "call-0", at: NOW }]);
      db.client.on("commandStarted", (event) => {
        for (const one of askedBy(event)) asked.set(JSON.stringify([one.collection, shapeOf(one)]), one);
      });
      await useEverything(store);
      const { tenantId } = store;
      await db.storeFor({ clock: new DrivenClock(NOW), tenantId, personalFieldsDays: 30 }).personalFields.clear(10);
      db.client.removeAllListeners("commandStarted");
      for (const one of asked.values()) for (const name of await indexesUsed(one)) used.add(name);
    });
    after(() => db.close());

    async function plan({
      collection,
      filter,
      sort,
      limit,
    }: Asked): Promise<{ stage: string; indexName: string | null }[]> {
      const cursor = db.database.collection(collection).find(filter).limit(limit);
      const answer: Document = await (sort ? cursor.sort(sort) : cursor).explain("queryPlanner");
      const { queryPlanner } = answer as { queryPlanner?: { winningPlan?: unknown } };
      return stagesOf(queryPlanner?.winningPlan);
    }

    async function indexesUsed(one: Asked): Promise<string[]> {
      const names = (await plan(one)).flatMap(({ indexName }) => indexName ?? []);
      return names.map((name) => `${one.collection}.${name}`);
    }

    it("reads no whole collection, whatever the store is asked", async () => {
      assert.ok(asked.size >= 30, `${asked.size} different queries were seen`);
      for (const one of asked.values()) {
        const stages = (await plan(one)).map(({ stage }) => stage);
        // A real server answers a query by _id with stages of its own that name no index.
        assert.ok(stages.length > 0 && !stages.includes("COLLSCAN"), `${one.collection} ${JSON.stringify(one.filter)}`);
      }
    });

    it("has no index that no query uses", () => {
      const idle = INDEXES.filter(({ expires }) => !expires).map(({ collection, name }) => `${collection}.${name}`);
      assert.deepEqual(
        idle.filter((name) => !used.has(name)),
        [],
      );
    });

    it("finds a person's calls and the next jobs in the order of an index", async () => {
      const sorted = [...asked.values()].filter(
        ({ collection, sort }) => sort && /participations|ingestJobs/.test(collection),
      );
      assert.ok(sorted.length >= 5);
      for (const one of sorted) {
        const stages = (await plan(one)).map(({ stage }) => stage);
        assert.ok(!stages.includes("SORT"), `${one.collection} ${JSON.stringify(one.filter)}`);
      }
    });
  });
}

/** Queries that differ in their values only are one. */
function shapeOf({ filter, sort }: Asked): unknown {
  const withoutValues = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null || value instanceof Date || Array.isArray(value)) return "value";
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutValues(inner)]));
  };
  return [withoutValues(filter), sort];
}
