import assert from "node:assert/strict";
import { createLog } from "../../src/log.ts";
import type { Cause } from "../../src/simulator/causes.ts";
import { evaluateAlerts, type AlertEvaluation } from "../support/alert-evaluation.ts";
import { SettableClock } from "../support/settable-clock.ts";
import { openTestStore } from "../support/test-store.ts";

/** A Monday; in this tenant a headset's driver is sick from Tuesday on, a subnet and a trunk from Wednesday on. */
const START = new Date("2026-02-02T00:00:00Z");
const SICK = new Set<Cause["factor"]>(["subnet", "headset", "trunk"]);

/** `npm run evaluate:alerts` does the same over 28 days, with everything that the simulated tenant can suffer from. */
describe("alerts about a simulated tenant's calls", function () {
  this.timeout(300_000);

  async function evaluate(isSick: (cause: Cause) => boolean, people: number, days: number): Promise<AlertEvaluation> {
    const clock = new SettableClock(START);
    const opened = await openTestStore({ clock });
    try {
      return await evaluateAlerts(
        { seed: 1, people, start: START, historyDays: 1, days, stepMinutes: 60, isSick },
        opened.store,
        { clock, setNow: (now) => clock.set(now), log: createLog("silent") },
      );
    } finally {
      await opened.close();
    }
  }

  it("name what is sick, once each, and nothing else", async () => {
    const { windows, wrong, precision, recall } = await evaluate(({ factor }) => SICK.has(factor), 120, 2);
    assert.deepEqual(wrong, []);
    assert.deepEqual([precision, recall], [1, 1]);
    const found = windows.filter(({ outcome }) => outcome === "found");
    assert.deepEqual(found.map(({ factor }) => factor).sort(), ["headset", "subnet", "trunk"]);
    for (const { cards, afterMs } of found) {
      assert.equal(cards, 1);
      assert.ok(afterMs !== null && afterMs < 12 * 3_600_000);
    }
  });

  it("are silent while nothing is sick", async () => {
    const { wrong, right, others } = await evaluate(() => false, 60, 1);
    assert.deepEqual([wrong, right, others], [[], 0, {}]);
  });
});
