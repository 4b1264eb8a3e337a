import assert from "node:assert/strict";
import { axisTicks, durationTicks } from "../../../../tab/charts/axis-ticks.ts";

describe("ticks of an axis", () => {
  it("are round, begin with 0, reach the largest value, and are few", () => {
    for (let largest = 0; largest <= 5000; largest += 7) {
      const ticks = axisTicks(largest);
      assert.equal(ticks[0], 0);
      assert.ok((ticks.at(-1) ?? 0) >= largest, String(largest));
      assert.ok(ticks.length >= 2 && ticks.length <= 6, String(largest));
      assert.ok(ticks.every(Number.isInteger), String(largest));
    }
  });

  it("are fractions for shares", () => {
    assert.deepEqual(axisTicks(1, 0.01), [0, 0.25, 0.5, 0.75, 1]);
    assert.deepEqual(axisTicks(0.1, 0.01).length, 5);
  });

  it("are times that a clock has for durations", () => {
    assert.deepEqual(durationTicks(0), [0, 60]);
    assert.deepEqual(durationTicks(5 * 3600), [0, 7200, 14_400, 21_600]);
    assert.deepEqual(durationTicks(50 * 60), [0, 900, 1800, 2700, 3600]);
    for (const largest of [1, 59, 61, 3601, 90_000, 500_000, 9_000_000]) {
      const ticks = durationTicks(largest);
      assert.ok((ticks.at(-1) ?? 0) >= largest && ticks.length <= 6, String(largest));
    }
  });
});
