import assert from "node:assert/strict";
import type { HandledIncident } from "../../../src/calls/incident-handling.ts";
import { incidentIdOf, type Incident } from "../../../src/calls/incident.ts";
import type { Delivery } from "../../../src/store/deliveries.ts";
import type { IncidentPage, IncidentPlace } from "../../../src/store/incidents.ts";
import { buildAlertChannel } from "../../support/alert-channel-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { buildBrokenIngestion, buildHandledIncident, INCIDENT_AT } from "../../support/incident-builder.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const MINUTE_MS = 60_000;
const minutesOn = (minutes: number): Date => new Date(INCIDENT_AT.getTime() + minutes * MINUTE_MS);
const FIRST = "19:first@thread.tacv2";
const SECOND = "19:second@thread.tacv2";

for (const engine of testEngines()) {
  describe(`alert channels, incidents and deliveries on ${engine.name}`, () => {
    let db: TestDatabase;
    let store: ReturnType<TestDatabase["storeFor"]>;

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      store = db.storeFor({ clock: new DrivenClock(INCIDENT_AT) });
    });

    describe("alert channels", () => {
      it("are added once, whoever asks again, and removed once", async () => {
        const first = buildAlertChannel({ conversationId: FIRST, since: INCIDENT_AT });
        const { alertChannels } = store;
        assert.deepEqual(await alertChannels.add(first), first);
        assert.deepEqual(await alertChannels.add({ ...first, since: minutesOn(5), setBy: "ben" }), first);
        const second = buildAlertChannel({ conversationId: SECOND, since: minutesOn(1), setBy: "ben" });
        await alertChannels.add(second);
        assert.deepEqual(await alertChannels.all(), [first, second]);
        assert.equal(await alertChannels.remove(FIRST), true);
        assert.equal(await alertChannels.remove(FIRST), false);
        assert.deepEqual(await alertChannels.all(), [second]);
        assert.deepEqual(await db.storeFor({ clock: new DrivenClock() }).alertChannels.all(), []);
      });

      it("keep what is wanted in them until they are removed", async () => {
        const { alertChannels } = store;
        const wanted = { rulesOff: ["exhaustedJobs"], delivery: "daily" } as const;
        assert.equal(await alertChannels.change(FIRST, { ...wanted, rulesOff: [...wanted.rulesOff] }), null);
        const fresh = buildAlertChannel({ conversationId: FIRST, since: INCIDENT_AT });
        await alertChannels.add(fresh);
        await alertChannels.change(FIRST, { rulesOff: [...wanted.rulesOff] });
        const changed = await alertChannels.change(FIRST, { delivery: "daily" });
        assert.deepEqual(changed, { ...fresh, ...wanted });
        assert.deepEqual(await alertChannels.add({ ...fresh, setBy: "ben" }), changed);
        assert.deepEqual(await alertChannels.find(FIRST), changed);
        await alertChannels.remove(FIRST);
        assert.equal(await alertChannels.find(FIRST), null);
      });
    });

    describe("turns of alert channels", () => {
      it("come one after the other, whoever asks", async () => {
        const { alertChannels } = store;
        assert.equal(await alertChannels.takeTurn(FIRST, INCIDENT_AT, MINUTE_MS), "none");
        await alertChannels.add({ conversationId: FIRST, since: INCIDENT_AT, setBy: "anna" });
        const ask = (): Promise<string> => alertChannels.takeTurn(FIRST, INCIDENT_AT, MINUTE_MS);
        assert.deepEqual((await Promise.all([ask(), ask(), ask()])).sort(), ["later", "later", "now"]);
        assert.equal(await alertChannels.takeTurn(FIRST, minutesOn(1), MINUTE_MS), "now");
        await alertChannels.holdBack(FIRST, minutesOn(10));
        await alertChannels.holdBack(FIRST, minutesOn(5));
        assert.equal(await alertChannels.takeTurn(FIRST, minutesOn(9), MINUTE_MS), "later");
        assert.equal(await alertChannels.takeTurn(FIRST, minutesOn(10), MINUTE_MS), "now");
      });
    });

    describe("incidents", () => {
      /** Those with a revision that is not in the outbox, told of before what was done about them. */
      async function waiting(): Promise<HandledIncident[]> {
        const found = await store.incidents.undispatched();
        return found.map(({ tellsHandling, ...incident }) => {
          assert.equal(tellsHandling, false);
          return incident;
        });
      }

      it("are kept as they are, and found by rule, factor and id", async () => {
        const { incidents } = store;
        const open = buildHandledIncident({ ruleId: "ingestionHealth", content: buildBrokenIngestion() });
        const over = buildHandledIncident({ state: "resolved", resolvedAt: minutesOn(-90) });
        assert.equal(await incidents.save(open, null), true);
        assert.equal(await incidents.save(over, null), true);
        assert.deepEqual(await incidents.since("ingestionHealth", minutesOn(5)), [plain(open)]);
        assert.deepEqual(await incidents.since("exhaustedJobs", minutesOn(-60)), []);
        assert.deepEqual(await incidents.since("exhaustedJobs", minutesOn(-90)), [plain(over)]);
        assert.deepEqual(await incidents.latest("exhaustedJobs", "service"), plain(over));
        assert.equal(await incidents.latest("exhaustedJobs", "another"), null);
        assert.deepEqual(await incidents.find(incidentIdOf(open)), open);
        assert.deepEqual(await incidents.open(), [open]);
      });

      it("are listed in pages once they are over, also those that changed in the same millisecond", async () => {
        const { incidents } = store;
        const resolved = [1, 2, 3, 4, 5].map((number) =>
          buildHandledIncident({
            number,
            state: "resolved",
            resolvedAt: minutesOn(1),
            revisedAt: minutesOn(number === 5 ? 2 : 1),
          }),
        );
        for (const incident of resolved) await incidents.save(incident, null);
        await incidents.save(
          buildHandledIncident({ ruleId: "ingestionHealth", content: buildBrokenIngestion() }),
          null,
        );
        const pages: number[][] = [];
        for (let after: IncidentPlace | null | undefined; after !== null;) {
          const page: IncidentPage = await incidents.over({ after: after ?? null, limit: 2 });
          pages.push(page.incidents.map(({ number }) => number));
          after = page.next;
        }
        assert.deepEqual(
          pages.map(({ length }) => length),
          [2, 2, 1],
        );
        assert.equal(pages[0]?.[0], 5, "the last changed first");
        assert.deepEqual(pages.flat().sort(), [1, 2, 3, 4, 5]);
      });

      it("are changed only by whoever saw their present revision and state", async () => {
        const { incidents } = store;
        const first = buildHandledIncident();
        const second = { ...first, revision: 2, revisedAt: minutesOn(1) };
        assert.equal(await incidents.save(first, null), true);
        assert.equal(await incidents.save(first, null), false, "the number is taken");
        assert.equal(await incidents.save(second, first), true);
        assert.equal(await incidents.save({ ...second, state: "resolved" }, first), false, "read too early");
        await incidents.remove(first);
        assert.deepEqual(await incidents.latest("exhaustedJobs", "service"), plain(second));
        const next = buildHandledIncident({ number: 2, state: "suspected", revision: 0 });
        assert.equal(await incidents.save(next, second), true);
        assert.deepEqual(await incidents.latest("exhaustedJobs", "service"), plain(next));
        await incidents.remove(next);
        assert.deepEqual(await incidents.latest("exhaustedJobs", "service"), plain(second));
      });

      it("wait to be dispatched with every revision, and nothing less", async () => {
        const { incidents } = store;
        const suspected = buildHandledIncident({ state: "suspected", revision: 0 });
        const open = buildHandledIncident();
        const second = { ...open, revision: 2 };
        await incidents.save(suspected, null);
        assert.deepEqual(await waiting(), []);
        await incidents.save(open, suspected);
        assert.deepEqual(await waiting(), [open]);
        await incidents.save(second, open);
        await incidents.markDispatched(open);
        assert.deepEqual(await waiting(), [second], "a newer revision still waits");
        await incidents.markDispatched(second);
        const healthy = { ...second, healthySince: minutesOn(3) };
        await incidents.save(healthy, second);
        assert.deepEqual(await waiting(), []);
        await incidents.dispatchOpenAgain();
        assert.deepEqual(await waiting(), [healthy]);
      });

      it("keep what is done about them as a revision of its own, once, also while they change", async () => {
        const { incidents } = store;
        const open = buildHandledIncident();
        const incidentId = incidentIdOf(open);
        const anna = { by: "anna", now: minutesOn(1) };
        assert.equal(await incidents.handle(incidentId, { kind: "acknowledge" }, anna), null);
        await incidents.save(open, null);
        await incidents.markDispatched(open);
        const ben = { by: "ben", now: minutesOn(2) };
        const changes = [{ kind: "acknowledge" }, { kind: "acknowledge" }, { kind: "assign", to: "ben" }] as const;
        await Promise.all(changes.map((change) => incidents.handle(incidentId, change, anna)));
        const handled = await incidents.handle(incidentId, { kind: "acknowledge" }, ben);
        assert.deepEqual(handled?.handling, {
          acknowledged: { by: "anna", at: anna.now },
          muted: null,
          assigned: { to: "ben", by: "anna", at: anna.now },
        });
        assert.equal(handled?.revision, 3);
        const [told] = await incidents.undispatched();
        assert.equal(told?.tellsHandling, true);
        assert.equal(await incidents.save({ ...open, revision: 2 }, open), false, "read before it was handled");
        const grown = { ...handled, revision: 4, content: buildBrokenIngestion() };
        assert.equal(await incidents.save(grown, handled), true);
        assert.deepEqual(await incidents.find(incidentId), grown, "what was done stays");
        await incidents.markDispatched(grown);
        assert.deepEqual(await waiting(), []);
        const over = { ...grown, state: "resolved" as const, revision: 5, resolvedAt: minutesOn(9) };
        await incidents.save(over, grown);
        assert.deepEqual(await incidents.handle(incidentId, { kind: "mute", forMs: 1_000 }, ben), over);
      });

      it("are found by when they last changed, the newest first", async () => {
        const { incidents } = store;
        const at = (minutes: number): Date => minutesOn(minutes);
        const told = [1, 2, 3].map((number) => buildHandledIncident({ number, revisedAt: at(number) }));
        for (const one of told) await incidents.save(one, null);
        await incidents.save(buildHandledIncident({ number: 4, revision: 0, state: "suspected" }), null);
        const [first, second, third] = told;
        assert.deepEqual(await incidents.changed({ start: at(0), end: at(9) }, 2), [third, second]);
        assert.deepEqual(await incidents.changed({ start: at(0), end: at(2) }, 9), [first]);
      });
    });

    describe("deliveries", () => {
      const incidentId = "exhaustedJobs/1/service";

      async function add(revision: number, conversationIds = [FIRST], at = INCIDENT_AT): Promise<void> {
        await store.deliveries.add({ incidentId, revision, conversationIds, at });
      }

      async function onlyDue(now = INCIDENT_AT): Promise<Delivery> {
        const [due, ...more] = await store.deliveries.due(now, 10);
        assert.ok(due);
        assert.deepEqual(more, []);
        return due;
      }

      it("are one for each incident, channel and revision", async () => {
        await add(1, [FIRST, SECOND]);
        await add(1, [FIRST, SECOND], minutesOn(1));
        assert.equal((await store.deliveries.due(INCIDENT_AT, 10)).length, 2);
        assert.equal((await store.deliveries.due(INCIDENT_AT, 1)).length, 1);
        assert.deepEqual(await store.deliveries.due(minutesOn(-1), 10), []);
        assert.deepEqual((await store.deliveries.channelsOf(incidentId)).sort(), [FIRST, SECOND]);
      });

      it("give way to a later revision while they wait, not while they are sent", async () => {
        await add(1, [FIRST, SECOND]);
        const [first] = await store.deliveries.due(INCIDENT_AT, 10);
        assert.ok(first);
        const other = first.conversationId === FIRST ? SECOND : FIRST;
        await store.deliveries.begin(first, minutesOn(1), true);
        await add(2, [FIRST, SECOND]);
        const outcomes = async (conversationId: string): Promise<unknown[]> =>
          (await store.deliveries.ofCard(incidentId, conversationId)).map(({ revision, outcome }) => [
            revision,
            outcome,
          ]);
        assert.deepEqual(await outcomes(first.conversationId), [
          [2, null],
          [1, null],
        ]);
        assert.deepEqual(await outcomes(other), [
          [2, null],
          [1, "superseded"],
        ]);
      });

      it("are taken by one sender, and by another once the first has vanished", async () => {
        await add(1);
        const due = await onlyDue();
        const taken = await store.deliveries.begin(due, minutesOn(1), true);
        assert.equal(taken?.unconfirmedPosts, 1);
        assert.equal(await store.deliveries.begin(due, minutesOn(1), true), null);
        assert.deepEqual(await store.deliveries.due(INCIDENT_AT, 10), []);
        const again = await onlyDue(minutesOn(1));
        assert.deepEqual(again.sendingUntil, minutesOn(1));
        const second = await store.deliveries.begin(again, minutesOn(2), true);
        assert.equal(second?.unconfirmedPosts, 2);
        await store.deliveries.end(taken, { outcome: "sent", activityId: "late" });
        assert.equal((await onlyDue(minutesOn(2))).activityId, null, "the first has lost it");
      });

      it("wait for another attempt, or are over", async () => {
        await add(1);
        const taken = await store.deliveries.begin(await onlyDue(), minutesOn(1), true);
        assert.ok(taken);
        const lastError = { code: "429", at: INCIDENT_AT };
        await store.deliveries.end(taken, { attempts: 1, unconfirmedPosts: 0, lastError, nextAttemptAt: minutesOn(5) });
        assert.deepEqual(await store.deliveries.due(minutesOn(4), 10), []);
        const due = await onlyDue(minutesOn(5));
        assert.deepEqual(
          [due.attempts, due.unconfirmedPosts, due.sendingUntil, due.lastError],
          [1, 0, null, lastError],
        );
        await store.deliveries.end(due, { outcome: "sent", activityId: "message-1" });
        assert.deepEqual(await store.deliveries.due(minutesOn(9_999), 10), []);
        const [sent] = await store.deliveries.ofCard(incidentId, FIRST);
        assert.deepEqual([sent?.nextAttemptAt, sent?.outcome, sent?.activityId], [null, "sent", "message-1"]);
      });

      it("forget a message that is there no more", async () => {
        await add(1);
        await store.deliveries.end(await onlyDue(), { outcome: "sent", activityId: "message-1" });
        await store.deliveries.forgetMessage(incidentId, FIRST);
        const [sent] = await store.deliveries.ofCard(incidentId, FIRST);
        assert.deepEqual([sent?.outcome, sent?.activityId], ["sent", null]);
      });

      it("are forgotten with their channel", async () => {
        await add(1, [FIRST, SECOND]);
        const sent = (await store.deliveries.due(INCIDENT_AT, 10)).find(
          ({ conversationId }) => conversationId === FIRST,
        );
        assert.ok(sent);
        await store.deliveries.end(sent, { outcome: "sent", activityId: "message-1" });
        await add(2, [FIRST, SECOND]);
        await store.deliveries.removeChannel(FIRST, "waiting");
        assert.deepEqual(
          (await store.deliveries.ofCard(incidentId, FIRST)).map(({ revision }) => revision),
          [1],
        );
        await store.deliveries.removeChannel(FIRST, "all");
        assert.deepEqual(await store.deliveries.channelsOf(incidentId), [SECOND]);
      });
    });
  });
}

/** Without what was done about it, as rules read it. */
function plain(handled: HandledIncident): Incident {
  const incident: Partial<HandledIncident> = { ...handled };
  delete incident.handling;
  return incident as Incident;
}
