import assert from "node:assert/strict";
import {
  CHECKS,
  failed,
  ok,
  skipped,
  type CheckCode,
  type CheckOutcome,
  type RunCheck,
} from "../../../src/doctor/check.ts";
import { reportOf, resultText, summaryText } from "../../../src/doctor/report.ts";
import { runChecks } from "../../../src/doctor/run-checks.ts";
import { ServiceError } from "../../../src/service-error.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

const never: RunCheck = () => new Promise(() => undefined);

function checksWith(over: Partial<Record<CheckCode, RunCheck>>): Record<CheckCode, RunCheck> {
  const good: RunCheck = () => Promise.resolve(ok("Fine."));
  return { ...(Object.fromEntries(CHECKS.map(({ code }) => [code, good])) as Record<CheckCode, RunCheck>), ...over };
}

describe("doctor/run-checks", () => {
  const clock = new DrivenClock();
  const statesOf = async (over: Partial<Record<CheckCode, RunCheck>>): Promise<Map<CheckCode, CheckOutcome>> => {
    const results = await runChecks({ checks: checksWith(over), clock });
    return new Map(results.map((result) => [result.code, result]));
  };

  it("runs every check in its order, each after what it needs", async () => {
    const results = await runChecks({ checks: checksWith({}), clock });
    assert.deepEqual(
      results.map(({ code, state }) => [code, state]),
      CHECKS.map(({ code }) => [code, "ok"]),
    );
    const before: string[] = [];
    for (const { code, needs } of CHECKS) {
      assert.ok(
        needs.every((need) => before.includes(need)),
        code,
      );
      before.push(code);
    }
  });

  it("goes on after a failure, and skips what depends on it with its name", async () => {
    const states = await statesOf({ secrets: () => Promise.resolve(failed("Gone.", "Bring it back.")) });
    const skippedOnes = [...states].filter(([, { state }]) => state === "skipped").map(([code]) => code);
    assert.deepEqual(skippedOnes, [
      "graph_sign_in",
      "call_records_permission",
      "call_logs_permission",
      "subscription",
      "tab_audience",
    ]);
    for (const code of skippedOnes) assert.match(states.get(code)?.found ?? "", /: Secrets\.$/);
    assert.equal(states.get("webhook")?.state, "ok");
  });

  it("skips what depends on something that is not set up", async () => {
    const states = await statesOf({ bot_sign_in: () => Promise.resolve(skipped("No bot.")) });
    assert.equal(states.get("bot_endpoint")?.state, "skipped");
    assert.match(states.get("bot_endpoint")?.found ?? "", /Sign-in of the bot/);
  });

  it("ends a check that takes too long, tells it so, and goes on", async () => {
    let isToldSo = false;
    const hanging: RunCheck = (signal) => {
      signal.addEventListener("abort", () => (isToldSo = true));
      return new Promise(() => undefined);
    };
    const done = statesOf({ database: hanging, alert_webhook: never });
    await clock.advance(60_000);
    const states = await done;
    assert.ok(isToldSo);
    assert.match(states.get("database")?.found ?? "", /No result within 20 seconds/);
    assert.deepEqual([states.get("database")?.state, states.get("alert_webhook")?.state], ["failed", "failed"]);
    assert.equal(states.get("tab_keys")?.state, "ok");
    assert.equal(clock.sleeping, 0);
  });

  it("makes a failure of what is thrown, without the words of errors that are not made to be shown", async () => {
    const states = await statesOf({
      clock: () => Promise.reject(new Error("password=hush")),
      webhook: () => Promise.reject(new ServiceError("told_so", "It is known what is wrong.")),
    });
    assert.deepEqual([states.get("clock")?.state, states.get("webhook")?.state], ["failed", "failed"]);
    assert.doesNotMatch(JSON.stringify([...states.values()]), /hush/);
    assert.match(states.get("webhook")?.found ?? "", /It is known what is wrong\. \(told_so\)/);
  });

  it("reports as text and as JSON", async () => {
    const at = new Date("2026-11-23T05:00:00Z");
    const checks = await runChecks({
      checks: checksWith({ clock: () => Promise.resolve(failed("Off.", "Set it.", ["one", "two"])) }),
      clock,
    });
    const report = reportOf(checks, "tenant", at);
    assert.deepEqual([report.ok, report.at, report.counts.failed], [false, "2026-11-23T05:00:00.000Z", 1]);
    const clockResult = checks.find(({ code }) => code === "clock");
    assert.ok(clockResult);
    assert.equal(
      resultText(clockResult),
      "FAILED   Clock: Off. (clock)\n         - one\n         - two\n         → Set it.\n",
    );
    assert.match(summaryText(report), /^\n16 ok, 0 with a warning, 1 failed\.\n$/);
    assert.ok(reportOf([], "simulated", at).ok);
  });
});
