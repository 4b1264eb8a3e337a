import assert from "node:assert/strict";
import { paperScale } from "../../bench/paper-scale.ts";

describe("paper scale", () => {
  const cost = { cpuMs: 10, storedBytes: 20_000, graphRequests: 1, notifications: 1.5 };

  it("is five million times what one call costs", () => {
    const figures = paperScale(cost);
    assert.equal(figures["paperStoredADay"]?.value, 100);
    assert.equal(figures["paperStoredInDefaultRetention"]?.value, 36_500);
    // 5,000,000 × 1.5 × 10 ms in 86,400 s
    assert.equal(figures["paperProcessorCores"]?.value.toFixed(3), "0.868");
  });

  it("counts a fetch for every notification against Graph's limits", () => {
    const figures = paperScale(cost);
    assert.equal(figures["paperGraphRequestsPerSecond"]?.value.toFixed(1), "86.8");
    assert.ok((figures["paperGraphRequestsOfOneApplication"]?.value ?? 0) > 1);
    const once = paperScale({ ...cost, notifications: 1 });
    assert.ok((once["paperGraphRequestsOfOneApplication"]?.value ?? 2) < 1);
  });

  it("says how many calls a day keep within the limit of one application", () => {
    const calls = paperScale(cost)["paperCallsADayOfOneApplication"]?.value ?? 0;
    // 1,500 in 20 s, of which 99 % are used, for 1.5 requests a call
    assert.equal(Math.round(calls), Math.round((86_400 * 75 * 0.99) / 1.5));
  });
});
