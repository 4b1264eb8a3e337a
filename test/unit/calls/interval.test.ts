import assert from "node:assert/strict";
import fc from "fast-check";
import { type Interval, unionMs } from "../../../src/calls/interval.ts";

function interval(startMs: number, endMs: number): Interval {
  return { start: new Date(startMs), end: new Date(endMs) };
}

describe("unionMs", () => {
  it("counts overlaps once and gaps not at all", () => {
    assert.equal(unionMs([]), 0);
    assert.equal(unionMs([interval(0, 10), interval(5, 20)]), 20);
    assert.equal(unionMs([interval(0, 100), interval(10, 20)]), 100);
    assert.equal(unionMs([interval(50, 60), interval(0, 10), interval(10, 15)]), 25);
  });

  it("counts nothing for an interval of no length or one that ends before it starts", () => {
    assert.equal(unionMs([interval(5, 5)]), 0);
    assert.equal(unionMs([interval(90, 10)]), 0);
    assert.equal(unionMs([interval(90, 10), interval(20, 30)]), 10);
  });

  it("equals the count of milliseconds that lie in any interval, in whatever order they come", () => {
    const instant = fc.integer({ min: 0, max: 60 });
    const intervals = fc.array(fc.tuple(instant, instant), { maxLength: 12 });
    fc.assert(
      fc.property(intervals, (pairs) => {
        const covered = new Set<number>();
        for (const [start, end] of pairs) for (let ms = start; ms < end; ms += 1) covered.add(ms);
        assert.equal(unionMs(pairs.map(([start, end]) => interval(start, end))), covered.size);
      }),
    );
  });
});
