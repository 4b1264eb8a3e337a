import assert from "node:assert/strict";
import { ALERT_PACE } from "../../src/alerting/alert-pace.ts";
import { createCallRules } from "../../src/alerting/call-rules.ts";
import type { IncidentRule, RuleState } from "../../src/alerting/incident-rule.ts";
import { readRules } from "../../src/alerting/read-rules.ts";
import { createRuleSettings } from "../../src/alerting/rule-settings.ts";
import type { Incident } from "../../src/calls/incident.ts";
import { CALL_RULE_DEFAULTS } from "../../src/calls/rule-defaults.ts";
import type { Participation } from "../../src/calls/participation.ts";
import { createLog } from "../../src/log.ts";
import { buildCallRecord } from "../support/call-record-builder.ts";
import { buildRuleCalls, type RuleCalls } from "../support/rule-calls-builder.ts";
import { SettableClock } from "../support/settable-clock.ts";
import { openTestStore } from "../support/test-store.ts";

const START = new Date("2026-03-02T12:00:00Z");
const MINUTE_MS = 60_000;
const ADMIN = { personId: "admin", isAdmin: true };
const SUBNET = { subnet: "10.1.0.0", people: 8 };

describe("rules about calls, on stored calls", function () {
  this.timeout(60_000);
  const clock = new SettableClock(START);
  let opened: Awaited<ReturnType<typeof openTestStore>>;
  before(async () => {
    opened = await openTestStore({ clock });
  });
  after(() => opened.close());

  function rulesOf() {
    const { ruleReadings, buildings, alertRules } = opened.store;
    const rules = createCallRules({
      ruleReadings,
      buildings,
      timeZone: "UTC",
      pace: ALERT_PACE,
      log: createLog("silent"),
    });
    return createRuleSettings({ rules, alertRules, clock });
  }

  async function hold(groups: readonly RuleCalls[]): Promise<void> {
    await Promise.all(buildRuleCalls(clock.now(), groups).map((participation) => save(participation)));
  }

  async function save(participation: Participation): Promise<void> {
    const { callId, start, end, ruleVersion } = participation;
    const record = buildCallRecord({ callId, start, end });
    await opened.store.callRecords.save({ record, sessions: [], participations: [participation], ruleVersion });
  }

  /** Reads the rules as often as the service would until so many minutes have passed. */
  async function pass(minutes: number, rules = rulesOf()): Promise<Incident | null> {
    const { incidents } = opened.store;
    for (let minute = 0; minute < minutes; minute += 5) {
      clock.set(new Date(clock.now().getTime() + 5 * MINUTE_MS));
      await readRules({ rules, incidents, pace: ALERT_PACE, clock, log: createLog("silent") });
    }
    return incidents.latest("poorShareAboveBaseline", "subnet:10.1.0.0");
  }

  it("open one incident, which grows, ends by itself and is opened again", async () => {
    await hold([
      { subnet: "10.9.0.0", people: 30, calls: 60, poor: 2 },
      { ...SUBNET, calls: 14, poor: 9 },
    ]);
    const suspected = await pass(5);
    assert.equal(suspected?.state, "suspected");
    const open = await pass(10);
    assert.deepEqual([open?.state, open?.number, open?.affected?.callIds.length], ["open", 1, 9]);
    assert.ok(open?.content.kind === "poorShareAboveBaseline" && open.content.calls === 9);

    await hold([{ ...SUBNET, calls: 3, poor: 3 }]);
    const grown = await pass(15);
    assert.ok(grown?.content.kind === "poorShareAboveBaseline" && grown.content.calls === 12);
    assert.ok(grown.revision > open.revision);

    clock.set(new Date(clock.now().getTime() + 120 * MINUTE_MS));
    await hold([{ ...SUBNET, calls: 10, poor: 0 }]);
    const resolved = await pass(40);
    assert.deepEqual([resolved?.state, resolved?.number], ["resolved", 1]);

    clock.set(new Date(clock.now().getTime() + 240 * MINUTE_MS));
    await hold([{ ...SUBNET, calls: 14, poor: 12 }]);
    const again = await pass(15);
    assert.deepEqual([again?.state, again?.number, again?.reopened], ["open", 1, 1]);
    assert.deepEqual((await opened.store.incidents.open()).length, 1);
  });

  it("look at the latest calls of a window that has more than can be held, and say so", async () => {
    const { ruleReadings, buildings } = opened.store;
    const lines: string[] = [];
    const log = createLog("warn", { write: (line) => lines.push(line) });
    const readings = [10_000, 5].map(async (mostParticipations) => {
      const pace = ALERT_PACE;
      const rules = createCallRules({ ruleReadings, buildings, timeZone: "UTC", pace, log, mostParticipations });
      const share = rules.find(({ kind }) => kind === "poorShare");
      const settings = {
        ...CALL_RULE_DEFAULTS.poorShare.settings,
        windowMinutes: 1_440,
        minimumSample: 6,
        threshold: 0,
      };
      const [trouble] = (await share?.read(clock.now(), { settings, recent: [] })) ?? [];
      return trouble?.content.kind;
    });
    assert.deepEqual(await Promise.all(readings), ["poorShare", undefined]);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? "", /"participations":5/);
  });

  it("end the incidents of a rule that is turned off", async () => {
    const rules = rulesOf();
    await rules.save({ id: "poorShareAboveBaseline", isOn: false }, ADMIN);
    assert.equal((await pass(5, rules))?.state, "resolved");
  });

  it("know of incidents that ended as long ago as their window reaches", async () => {
    clock.set(new Date(clock.now().getTime() + 5 * 1_440 * MINUTE_MS));
    const { settings: usual } = CALL_RULE_DEFAULTS.poorShareAboveBaseline;
    const known: number[] = [];
    for (const windowMinutes of [1_440, 7 * 1_440]) {
      const rule: IncidentRule = {
        id: "poorShareAboveBaseline",
        kind: "poorShareAboveBaseline",
        isOn: true,
        settings: usual,
        pace: { healthyForMs: ALERT_PACE.callsHealthyForMs, reopenWithinMs: ALERT_PACE.callsReopenWithinMs },
        read(_now: Date, { recent }: RuleState) {
          known.push(recent.length);
          return Promise.resolve([]);
        },
      };
      const { id, kind } = rule;
      const settings = { ...usual, windowMinutes };
      const all = () => Promise.resolve([{ rule, id, kind, isOn: true, settings, updatedAt: null, updatedBy: null }]);
      const { incidents } = opened.store;
      await readRules({ rules: { all }, incidents, pace: ALERT_PACE, clock, log: createLog("silent") });
    }
    assert.deepEqual(known, [0, 1]);
  });
});
