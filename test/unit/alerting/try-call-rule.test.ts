import assert from "node:assert/strict";
import { ALERT_PACE } from "../../../src/alerting/alert-pace.ts";
import { tryCallRule } from "../../../src/alerting/try-call-rule.ts";
import type { AlertRuleTrial, CallRuleSettings } from "../../../src/calls/alert-rule.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import { createLog } from "../../../src/log.ts";
import { CALL_RULE_DEFAULTS } from "../../../src/calls/rule-defaults.ts";
import { buildRuleCalls } from "../../support/rule-calls-builder.ts";

const NOW = new Date("2026-03-09T16:00:00Z");
const DAY_MS = 86_400_000;
const PACE = {
  ...ALERT_PACE,
  healthyForMs: ALERT_PACE.callsHealthyForMs,
  reopenWithinMs: ALERT_PACE.callsReopenWithinMs,
};

function tried(
  calls: readonly Participation[],
  over: Partial<CallRuleSettings> = {},
  isAnonymous = false,
  mostParticipations = 10_000,
): Promise<AlertRuleTrial> {
  const kind = "poorShareAboveBaseline";
  const settings = { ...CALL_RULE_DEFAULTS[kind].settings, ...over };
  const ruleReadings = {
    participations: (start: Date, end: Date, most: number) =>
      Promise.resolve(calls.filter((call) => call.start >= start && call.start < end).slice(-most)),
    baselineDays: () =>
      Promise.resolve({
        everybody: Array.from({ length: 20 }, () => ({ poor: 2, classified: 50 })),
        byFactor: new Map(),
      }),
    personMarks: () => Promise.resolve((personId: string) => personId),
  };
  const buildings = {
    async *allRows() {
      // There is no building file.
    },
  };
  return tryCallRule(
    { kind, settings, pace: PACE },
    {
      ruleReadings,
      buildings,
      timeZone: "UTC",
      pace: ALERT_PACE,
      isAnonymous,
      log: createLog("silent"),
      mostParticipations,
    },
    NOW,
  );
}

/** A subnet that was sick for some hours two days ago and is well again, and others that were always well. */
function calls(people = 8): Participation[] {
  const sickEnd = new Date(NOW.getTime() - 2 * DAY_MS);
  return [
    ...buildRuleCalls(NOW, [
      { subnet: "10.9.0.0", people: 40, calls: 1_200, poor: 30 },
      { subnet: "10.1.0.0", people, calls: 240, poor: 0 },
    ]),
    ...buildRuleCalls(sickEnd, [{ subnet: "10.1.0.0", people, calls: 24, poor: 20 }]),
  ];
}

describe("trying a rule on the last seven days", () => {
  it("tells when it would have told of what, and for how long", async () => {
    const trial = await tried(calls());
    assert.deepEqual([trial.end, trial.end.getTime() - trial.start.getTime()], [NOW, 7 * DAY_MS]);
    const [alert, ...more] = trial.alerts;
    assert.deepEqual(more, []);
    assert.ok(alert?.resolvedAt);
    assert.deepEqual(alert.factor, { kind: "subnet", value: "10.1.0.0" });
    const sickEnd = NOW.getTime() - 2 * DAY_MS;
    assert.ok(alert.at.getTime() > sickEnd - 240 * 60_000 && alert.at.getTime() < sickEnd);
    assert.ok(alert.resolvedAt.getTime() > sickEnd && alert.resolvedAt.getTime() < sickEnd + DAY_MS);
    assert.ok(alert.calls >= 15 && alert.calls <= 20);
  });

  it("tells of groups alone in anonymous mode", async () => {
    assert.equal((await tried(calls(4))).alerts.length, 1);
    assert.deepEqual((await tried(calls(4), {}, true)).alerts, []);
    assert.equal((await tried(calls(8), {}, true)).alerts.length, 1);
  });

  it("holds no more than a window and some hours at once, and refuses where that is too much", async () => {
    const all = calls().length;
    assert.equal((await tried(calls(), {}, false, all)).alerts.length, 1);
    await assert.rejects(tried(calls(), {}, false, 200), { code: "alert_rule_trial_too_large" });
  });

  it("is silent by settings that ask for more, and in quiet hours", async () => {
    assert.deepEqual((await tried(calls(), { minimumCalls: 30 })).alerts, []);
    const quietHours = { from: "00:00", to: "23:59", timeZone: "UTC", isQuietAtWeekends: true };
    assert.deepEqual((await tried(calls(), { quietHours })).alerts, []);
  });
});
