import assert from "node:assert/strict";
import { addDays } from "../../../../src/calls/local-time.ts";
import { coarseBuckets, isLabeled, periodOf, sumOf, timeBuckets } from "../../../../tab/charts/time-buckets.ts";

const daysFrom = (first: string, count: number): { date: string; calls: number }[] =>
  Array.from({ length: count }, (_, index) => ({ date: addDays(first, index), calls: 1 }));

describe("columns of a chart over time", () => {
  it("are days, weeks or months, by how many there would be", () => {
    assert.equal(timeBuckets(daysFrom("2026-11-01", 28)).unit, "day");
    assert.equal(timeBuckets(daysFrom("2026-09-01", 90)).unit, "week");
    assert.equal(timeBuckets(daysFrom("2025-11-01", 365)).unit, "month");
    assert.equal(coarseBuckets(daysFrom("2026-11-02", 7)).unit, "day");
    assert.equal(coarseBuckets(daysFrom("2026-11-02", 28)).unit, "week");
  });

  it("hold every day once, weeks from Monday on, and lead to their days", () => {
    // A Saturday.
    const { buckets } = coarseBuckets(daysFrom("2026-10-24", 28));
    assert.deepEqual(
      buckets.map(({ first, last }) => [first, last]),
      [
        ["2026-10-24", "2026-10-25"],
        ["2026-10-26", "2026-11-01"],
        ["2026-11-02", "2026-11-08"],
        ["2026-11-09", "2026-11-15"],
        ["2026-11-16", "2026-11-20"],
      ],
    );
    assert.equal(
      sumOf(buckets, ({ days }) => sumOf(days, ({ calls }) => calls)),
      28,
    );
    assert.deepEqual(buckets.slice(0, 1).map(periodOf), [{ kind: "range", from: "2026-10-24", to: "2026-10-25" }]);
    assert.deepEqual(timeBuckets(daysFrom("2026-11-05", 1)).buckets.map(periodOf), [
      { kind: "day", date: "2026-11-05" },
    ]);
  });

  it("are labeled as far as there is place on a phone", () => {
    for (const count of [1, 7, 8, 14, 28, 31, 45, 90, 210, 400]) {
      const grouped = timeBuckets(daysFrom("2026-01-01", count));
      const labels = grouped.buckets.filter((_, index) => isLabeled(index, grouped)).length;
      assert.ok(labels >= 1 && labels <= 7, `${count} days: ${labels}`);
    }
  });
});
