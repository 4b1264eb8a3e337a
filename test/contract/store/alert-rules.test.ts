import assert from "node:assert/strict";
import type { CallRecord } from "../../../src/calls/call-record.ts";
import { judgeCallRecord } from "../../../src/calls/judge-call-record.ts";
import { CALL_RULE_DEFAULTS } from "../../../src/calls/rule-defaults.ts";
import type { ChangedAlertRule } from "../../../src/store/alert-rules.ts";
import type { Store } from "../../../src/store/store.ts";
import {
  buildGroupCall,
  buildMedia,
  buildNetwork,
  buildPerson,
  buildServiceSession,
  buildStream,
} from "../../support/call-record-builder.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const NOW = new Date("2026-11-20T08:00:00Z");
const ANNA = buildPerson("anna");
const BERT = buildPerson("bert");

const RULE: ChangedAlertRule = {
  id: "poorShare",
  kind: "poorShare",
  isOn: false,
  settings: CALL_RULE_DEFAULTS.poorShare.settings,
  updatedAt: NOW,
  updatedBy: "admin",
};

/** A call of half an hour in which everybody was in one subnet behind a relay, and some heard badly. */
function call(callId: string, start: string, subnet: string, poor: readonly string[] = []): CallRecord {
  const startsAt = new Date(start);
  const end = new Date(startsAt.getTime() + 1_800_000);
  const sessions = [ANNA, BERT].map((person) =>
    buildServiceSession(person, {
      start: startsAt,
      end,
      media: [
        buildMedia({
          callerNetwork: buildNetwork({ subnet, relayIpAddress: "192.0.2.1" }),
          streams: [buildStream("calleeToCaller", poor.includes(person.id) ? { averageJitterMs: 99 } : {})],
        }),
      ],
    }),
  );
  return buildGroupCall([ANNA, BERT], { callId, sessions, start: startsAt, end });
}

for (const engine of testEngines()) {
  describe(`alert rules on ${engine.name}`, () => {
    let database: TestDatabase;
    before(async () => {
      database = await openTestDatabase(engine);
    });
    after(() => database.close());

    const open = (): Omit<Store, "close"> => database.storeFor({ clock: new DrivenClock(NOW) });

    it("are as they came until they are changed, and then as changed", async () => {
      const { alertRules } = open();
      assert.deepEqual(await alertRules.all(), []);
      assert.equal(await alertRules.save(RULE, null), true);
      const health = { ...RULE, id: "ingestionHealth", kind: "ingestionHealth", settings: null } as const;
      assert.equal(await alertRules.save(health, null), true);
      assert.deepEqual(await alertRules.all(), [health, RULE]);
      const later = { ...RULE, isOn: true, updatedAt: new Date(NOW.getTime() + 1) };
      assert.equal(await alertRules.save(later, RULE), true);
      assert.deepEqual(await alertRules.all(), [health, later]);
    });

    it("are not changed over somebody else's change", async () => {
      const { alertRules } = open();
      const others = { ...RULE, updatedAt: new Date(NOW.getTime() + 1), updatedBy: "other" };
      await alertRules.save(RULE, null);
      assert.equal(await alertRules.save(others, null), false);
      await alertRules.save(others, RULE);
      assert.equal(await alertRules.save({ ...RULE, isOn: true }, RULE), false);
      assert.deepEqual(await alertRules.all(), [others]);
    });

    it("of two who change one for the first time at once have the one who is told that it was saved", async () => {
      const { alertRules } = open();
      for (let index = 0; index < 30; index += 1) {
        const saves = ["one", "other"].map(async (updatedBy) => {
          const rule = { ...RULE, id: `rule-${index}`, updatedBy };
          return (await alertRules.save(rule, null)) ? [rule] : [];
        });
        const saved = (await Promise.all(saves)).flat();
        assert.deepEqual(
          (await alertRules.all()).filter(({ id }) => id === `rule-${index}`),
          saved,
        );
      }
    });

    it("name nobody any more who was erased", async () => {
      const { alertRules, erasures } = open();
      const settings = CALL_RULE_DEFAULTS.poorShare.settings;
      const personGroup = { name: "Sales", personIds: ["anna", "bert"] };
      const rule = { ...RULE, updatedBy: "anna", settings: { ...settings, scope: { ...settings.scope, personGroup } } };
      await alertRules.save(rule, null);
      await erasures.erase("anna");
      const [found] = await alertRules.all();
      assert.ok(!JSON.stringify(found).includes("anna"));
      assert.equal(found?.settings?.scope.personGroup?.personIds[1], "bert");
    });

    it("read the calls of a half-open stretch of time, the latest of them if there are many", async () => {
      const { callRecords, ruleReadings } = open();
      for (const [callId, start] of [
        ["second", "2026-11-19T10:00:00Z"],
        ["first", "2026-11-19T09:00:00Z"],
        ["end", "2026-11-19T11:00:00Z"],
        ["before", "2026-11-19T08:59:59Z"],
      ] as const) {
        await callRecords.save(judgeCallRecord(call(callId, start, "10.1.0.0", ["anna"])));
      }
      const [start, end] = [new Date("2026-11-19T09:00:00Z"), new Date("2026-11-19T11:00:00Z")];
      const found = await ruleReadings.participations(start, end, 4);
      assert.deepEqual(found.map(({ callId, personId, quality }) => [callId, personId, quality]).sort(), [
        ["first", "anna", "poor"],
        ["first", "bert", "good"],
        ["second", "anna", "poor"],
        ["second", "bert", "good"],
      ]);
      const first = found.find(({ callId }) => callId === "first");
      assert.deepEqual(
        [first?.callId, first?.network?.subnet, first?.reasons.length],
        ["first", "10.1.0.0", first?.personId === "anna" ? 1 : 0],
      );
      const latest = await ruleReadings.participations(start, end, 2);
      assert.deepEqual(
        latest.map(({ callId }) => callId),
        ["second", "second"],
      );
    });

    it("read what days came to for everybody and for a factor", async () => {
      const { callRecords, rollups, ruleReadings } = open();
      await callRecords.save(judgeCallRecord(call("a", "2026-11-17T09:00:00Z", "10.1.0.0", ["anna"])));
      await callRecords.save(judgeCallRecord(call("b", "2026-11-18T09:00:00Z", "10.1.0.0", ["anna", "bert"])));
      await callRecords.save(judgeCallRecord(call("c", "2026-11-18T10:00:00Z", "10.2.0.0")));
      await callRecords.save(judgeCallRecord(call("d", "2026-11-19T09:00:00Z", "10.1.0.0")));
      await rollups.refresh(10);
      const subnet = { kind: "subnet", value: "10.1.0.0" } as const;
      const relay = { kind: "relay", value: "192.0.2.1" } as const;
      const none = { kind: "subnet", value: "10.3.0.0" } as const;
      const days = { first: "2026-11-17", last: "2026-11-18" };
      const { everybody, byFactor } = await ruleReadings.baselineDays([subnet, relay, none], days);
      const sum = (list: readonly { poor: number; classified: number }[] = []): number[] => [
        list.length,
        list.reduce((all, { poor }) => all + poor, 0),
        list.reduce((all, { classified }) => all + classified, 0),
      ];
      assert.deepEqual(sum(everybody), [2, 3, 6]);
      assert.deepEqual(sum(byFactor.get("subnet:10.1.0.0")), [2, 3, 4]);
      assert.deepEqual(sum(byFactor.get("relay:192.0.2.1")), [2, 3, 6]);
      assert.equal(byFactor.has("subnet:10.3.0.0"), false);
    });

    it("read only the published figures of a day that was computed anew", async () => {
      const { callRecords, rollups, ruleReadings } = open();
      const days = { first: "2026-11-17", last: "2026-11-17" };
      await callRecords.save(judgeCallRecord(call("a", "2026-11-17T09:00:00Z", "10.1.0.0", ["anna"])));
      await rollups.refresh(10);
      await callRecords.save(judgeCallRecord(call("b", "2026-11-17T10:00:00Z", "10.1.0.0", ["anna"])));
      await rollups.refresh(10);
      const { everybody } = await ruleReadings.baselineDays([], days);
      assert.deepEqual(everybody, [{ poor: 2, classified: 4 }]);
    });
  });
}
