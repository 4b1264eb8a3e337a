import assert from "node:assert/strict";
import fc from "fast-check";
import { createLocalTime, daysBetween } from "../../../src/calls/local-time.ts";
import { periodBefore } from "../../../src/calls/period-before.ts";
import { resolvePeriod, type PeriodName } from "../../../src/calls/period.ts";

function before(name: PeriodName, now: string, timeZone = "Europe/Berlin"): [start: string, end: string] {
  const instant = new Date(now);
  const { start, end } = periodBefore(resolvePeriod(name, instant, timeZone), instant, timeZone);
  return [start.toISOString(), end.toISOString()];
}

describe("the period before", () => {
  it("is as many days, directly before one that is over", () => {
    assert.deepEqual(before({ kind: "lastWeek" }, "2026-11-18T10:00:00Z"), [
      "2026-11-01T23:00:00.000Z",
      "2026-11-08T23:00:00.000Z",
    ]);
    assert.deepEqual(before({ kind: "day", date: "2026-11-10" }, "2026-11-18T10:00:00Z"), [
      "2026-11-08T23:00:00.000Z",
      "2026-11-09T23:00:00.000Z",
    ]);
    // 28 days of February are compared with the last 28 of January.
    assert.deepEqual(before({ kind: "month", year: 2026, month: 2 }, "2026-11-18T10:00:00Z"), [
      "2026-01-03T23:00:00.000Z",
      "2026-01-31T23:00:00.000Z",
    ]);
  });

  it("of one that runs goes only as far into it as now is", () => {
    assert.deepEqual(before({ kind: "thisWeek" }, "2026-11-18T10:15:30Z"), [
      "2026-11-08T23:00:00.000Z",
      "2026-11-11T10:15:30.000Z",
    ]);
    assert.deepEqual(before({ kind: "today" }, "2026-11-18T10:15:30Z"), [
      "2026-11-16T23:00:00.000Z",
      "2026-11-17T10:15:30.000Z",
    ]);
    // The rest of the day before the first of seven days was not reached by now either.
    assert.deepEqual(before({ kind: "lastDays", count: 7 }, "2026-11-18T10:15:30Z"), [
      "2026-11-04T23:00:00.000Z",
      "2026-11-11T10:15:30.000Z",
    ]);
  });

  it("of one that has not begun is empty", () => {
    assert.deepEqual(before({ kind: "day", date: "2026-11-20" }, "2026-11-18T10:00:00Z"), [
      "2026-11-18T23:00:00.000Z",
      "2026-11-18T23:00:00.000Z",
    ]);
    const [start, end] = before({ kind: "since", from: "2026-11-20" }, "2026-11-18T10:00:00Z");
    assert.equal(start, end);
  });

  it("tells the time by the clocks, where they change", () => {
    // Berlin sets its clocks back on 25 October 2026, at three in the morning.
    assert.deepEqual(before({ kind: "thisWeek" }, "2026-10-28T09:00:00Z"), [
      "2026-10-18T22:00:00.000Z",
      "2026-10-21T08:00:00.000Z",
    ]);
    assert.deepEqual(before({ kind: "lastDays", count: 1 }, "2026-10-26T09:00:00Z"), [
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T09:00:00.000Z",
    ]);
    // Forward on 29 March, at two: at half past two of the day before, the clocks had not skipped that hour yet.
    assert.deepEqual(before({ kind: "today" }, "2026-03-30T00:30:00Z"), [
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T01:00:00.000Z",
    ]);
  });

  it("ends where the period starts, or at the time that the clocks show now", () => {
    const zones = ["UTC", "Europe/Berlin", "America/St_Johns", "Asia/Kathmandu", "Pacific/Chatham", "America/Havana"];
    const names = fc.oneof(
      fc
        .constantFrom("today", "yesterday", "thisWeek", "lastWeek", "thisMonth", "lastMonth")
        .map((kind): PeriodName => ({ kind })),
      fc.integer({ min: 1, max: 400 }).map((count): PeriodName => ({ kind: "lastDays", count })),
    );
    const instants = fc.date({
      min: new Date("2024-01-01T00:00Z"),
      max: new Date("2027-12-31T00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(names, instants, fc.constantFrom(...zones), (name, now, timeZone) => {
        const { dateOf, startOfDay, timeOfDay } = createLocalTime(timeZone);
        const period = resolvePeriod(name, now, timeZone);
        const days = daysBetween(dateOf(period.start), dateOf(period.end));
        const { start, end } = periodBefore(period, now, timeZone);
        assert.equal(daysBetween(dateOf(start), dateOf(period.start)), days);
        assert.deepEqual(start, startOfDay(dateOf(start)));
        assert.ok(end <= period.start);
        if (now >= period.end) return assert.deepEqual(end, period.start);
        // Later only where the clocks skipped that time.
        assert.ok(timeOfDay(end) >= timeOfDay(now) || timeOfDay(end) === 0 || end.getTime() === period.start.getTime());
      }),
    );
  });
});
