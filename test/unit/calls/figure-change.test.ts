import assert from "node:assert/strict";
import { averageRatingChange, poorShareChange } from "../../../src/calls/figure-change.ts";

describe("change of a figure", () => {
  it("says of a poor share that it is better or worse only beyond chance", () => {
    const meaningOf = (now: [number, number], before: [number, number]) =>
      poorShareChange({ count: now[0], of: now[1] }, { count: before[0], of: before[1] })?.meaning ?? null;
    assert.equal(meaningOf([20, 100], [5, 100]), "worse");
    assert.equal(meaningOf([5, 100], [20, 100]), "better");
    assert.equal(meaningOf([10, 100], [8, 100]), "chance");
    assert.equal(meaningOf([9, 9], [0, 100]), null);
    assert.equal(meaningOf([10, 100], [0, 9]), null);
  });

  it("tells how far a poor share moved", () => {
    const change = poorShareChange({ count: 20, of: 100 }, { count: 5, of: 100 });
    assert.ok(change && Math.abs(change.difference - 0.15) < 1e-9);
  });

  it("says of an average rating that it is better or worse only beyond chance", () => {
    const meaningOf = (now: [number, number], before: [number, number]) =>
      averageRatingChange({ rated: now[0], average: now[1] }, { rated: before[0], average: before[1] })?.meaning ??
      null;
    assert.equal(meaningOf([60, 4.8], [60, 3.5]), "better");
    assert.equal(meaningOf([60, 3.5], [60, 4.8]), "worse");
    assert.equal(meaningOf([12, 4.2], [12, 3.9]), "chance");
    assert.equal(meaningOf([9, 5], [60, 1]), null);
    assert.equal(averageRatingChange({ rated: 0, average: null }, { rated: 20, average: 4 }), null);
  });
});
