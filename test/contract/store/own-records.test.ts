import assert from "node:assert/strict";
import { incidentIdOf } from "../../../src/calls/incident.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import { OPERATOR_ID } from "../../../src/calls/look.ts";
import { CALL_RULE_DEFAULTS } from "../../../src/calls/rule-defaults.ts";
import type { Store } from "../../../src/store/store.ts";
import { buildGroupCall, buildPerson, buildTwoPartyCall, secondsIn } from "../../support/call-record-builder.ts";
import { buildBuilding } from "../../support/building-file-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { buildIncident } from "../../support/incident-builder.ts";
import { buildPstnCall } from "../../support/phone-call-builder.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const NOW = new Date("2030-03-04T08:00:00Z");
const ANNA = buildPerson("Anna", { displayName: "Anna Example" });
const BERT = buildPerson("bert", { displayName: "Bert Example" });
const AS_ANNA = { personId: "Anna", isAdmin: false };

async function all<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const found: Value[] = [];
  for await (const value of values) found.push(value);
  return found;
}

for (const engine of testEngines()) {
  describe(`own records on ${engine.name}`, () => {
    let db: TestDatabase;
    let store: Omit<Store, "close">;

    before(async () => {
      db = await openTestDatabase(engine);
      store = db.storeFor({ clock: new DrivenClock(NOW) });
    });
    after(() => db.close());

    it("are everything of the person, and nothing of anybody else's", async () => {
      for (let index = 0; index < 120; index += 1) {
        const call = buildTwoPartyCall(ANNA, BERT, { callId: `call-${index}` });
        await store.callRecords.save(judgeCallRecord({ ...call, start: secondsIn(60 * index) }));
      }
      const [carl, dora] = [buildPerson("carl"), buildPerson("dora")];
      await store.callRecords.save(judgeCallRecord(buildGroupCall([BERT, carl, dora], { callId: "not-hers" })));
      await store.phoneCalls.save([
        buildPstnCall("row-1", { personId: "anna" }),
        buildPstnCall("row-2", { personId: "bert" }),
      ]);
      await store.participations.last({ personId: "admin", isAdmin: true, reason: "Ticket 1" }, "Anna", NOW);
      await store.participations.last({ personId: "admin", isAdmin: true }, "bert", NOW);
      const conversation = {
        conversationType: "personal" as const,
        serviceUrl: "https://example.org",
        channelId: "msteams",
        botId: "bot",
        tenantId: "tenant",
        teamId: null,
        locale: null,
        updatedAt: NOW,
      };
      await store.conversations.save({ ...conversation, conversationId: "hers", personId: "Anna" });
      await store.conversations.save({ ...conversation, conversationId: "his", personId: "bert" });

      const calls = await all(store.ownRecords.calls(AS_ANNA));
      const listed = await store.participations.find(AS_ANNA, {
        personId: "Anna",
        start: new Date(0),
        end: new Date("2100-01-01T00:00:00Z"),
      });
      assert.deepEqual(
        calls.map(({ participation }) => participation),
        listed,
      );
      assert.equal(calls.length, 120);
      const detail = await store.participations.call(AS_ANNA, "Anna", "call-7");
      assert.deepEqual(
        calls.find(({ participation }) => participation.callId === "call-7")?.sessions,
        detail?.sessions,
      );
      assert.ok(calls.every(({ sessions }) => sessions.length === 1));
      const [row, ...otherRows] = await all(store.ownRecords.phoneCalls(AS_ANNA));
      assert.deepEqual([row?.rowId, otherRows], ["row-1", []]);
      const looks = await all(store.ownRecords.looks(AS_ANNA));
      assert.deepEqual(looks, [
        { at: NOW, viewerId: "admin", look: { what: "lastCall", before: NOW }, reason: "Ticket 1" },
      ]);
      const conversations = await all(store.ownRecords.conversations(AS_ANNA));
      assert.deepEqual(conversations, [{ ...conversation, conversationId: "hers", personId: "Anna" }]);
    }).timeout(30_000);

    it("are what they organized, whom they looked at, and what alerts keep of them", async () => {
      const own = db.storeFor({ clock: new DrivenClock(NOW) });
      const call = buildGroupCall([BERT, buildPerson("carl")], { callId: "organized", organizer: ANNA });
      await own.callRecords.save(judgeCallRecord(call));
      await own.participations.last({ personId: "Anna", isAdmin: true, reason: "Ticket 2" }, "bert", NOW);
      await own.accessLog.recordExport("Anna");
      await own.alertChannels.add({ conversationId: "19:hers", since: NOW, setBy: "Anna" });
      await own.alertChannels.add({ conversationId: "19:his", since: NOW, setBy: "bert" });
      const { settings } = CALL_RULE_DEFAULTS.poorCall;
      const scope = { ...settings.scope, personGroup: { name: "Some", personIds: ["Anna"] } };
      const rule = { id: "poorCall", kind: "poorCall", isOn: true, updatedAt: NOW, updatedBy: "bert" } as const;
      await own.alertRules.save({ ...rule, settings: { ...settings, scope } }, null);
      const incident = buildIncident({ affected: { personIds: ["Anna"], callIds: ["organized"] } });
      await own.incidents.save(incident, null);
      await own.incidents.handle(incidentIdOf(incident), { kind: "acknowledge" }, { by: "Anna", now: NOW });
      await own.buildings.replace([buildBuilding()], "Anna");

      const { ownRecords } = own;
      const { start, end } = call;
      assert.deepEqual(await all(ownRecords.organized(AS_ANNA)), [{ callId: "organized", start, end }]);
      assert.deepEqual(await all(ownRecords.looksMade(AS_ANNA)), [
        { at: NOW, personId: "bert", look: { what: "lastCall", before: NOW }, reason: "Ticket 2" },
      ]);
      assert.deepEqual(await all(ownRecords.looks(AS_ANNA)), [
        { at: NOW, viewerId: OPERATOR_ID, look: { what: "export" }, reason: null },
      ]);
      const { ruleId, number, since } = incident;
      assert.deepEqual(await all(ownRecords.incidents(AS_ANNA)), [
        { ruleId, number, since, isAffected: true, did: ["acknowledged"], isAssigned: false },
      ]);
      assert.deepEqual(await all(ownRecords.settings(AS_ANNA)), [
        { what: "alertChannel", conversationId: "19:hers", since: NOW },
        { what: "alertRule", ruleId: "poorCall", changedAt: null, isInGroup: true },
        { what: "buildings", at: NOW },
      ]);
    });

    it("are none of somebody who is not known", async () => {
      const nobody = { personId: "nobody", isAdmin: true };
      const kinds = ["calls", "phoneCalls", "looks", "conversations"] as const;
      const traces = ["organized", "looksMade", "incidents", "settings"] as const;
      for (const kind of [...kinds, ...traces])
        assert.deepEqual(await all<unknown>(store.ownRecords[kind](nobody)), []);
    });
  });
}
