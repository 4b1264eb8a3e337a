import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays, createLocalTime, daysBetween, weekdayOf } from "../../../src/calls/local-time.ts";
import { daysOf, resolvePeriod, type PeriodName } from "../../../src/calls/period.ts";

const HOUR_MS = 3_600_000;

function hoursOf(name: PeriodName, now: string, zone: string): number {
  const { start, end } = resolvePeriod(name, new Date(now), zone);
  return (end.getTime() - start.getTime()) / HOUR_MS;
}

/** Every day of a year. */
function daysOfYear(year: number): string[] {
  const first = `${year}-01-01`;
  return Array.from({ length: daysBetween(first, `${year + 1}-01-01`) }, (_, index) => addDays(first, index));
}

describe("period", () => {
  it("is the days that its name means", () => {
    // A Wednesday.
    const today = "2026-11-18";
    const cases: [name: PeriodName, first: string, last: string][] = [
      [{ kind: "today" }, "2026-11-18", "2026-11-18"],
      [{ kind: "yesterday" }, "2026-11-17", "2026-11-17"],
      [{ kind: "thisWeek" }, "2026-11-16", "2026-11-22"],
      [{ kind: "lastWeek" }, "2026-11-09", "2026-11-15"],
      [{ kind: "thisMonth" }, "2026-11-01", "2026-11-30"],
      [{ kind: "lastMonth" }, "2026-10-01", "2026-10-31"],
      [{ kind: "lastDays", count: 1 }, "2026-11-18", "2026-11-18"],
      [{ kind: "lastDays", count: 7 }, "2026-11-12", "2026-11-18"],
      [{ kind: "lastWeeks", count: 1 }, "2026-11-12", "2026-11-18"],
      [{ kind: "lastWeeks", count: 4 }, "2026-10-22", "2026-11-18"],
      [{ kind: "month", year: 2028, month: 2 }, "2028-02-01", "2028-02-29"],
      [{ kind: "month", year: 2026, month: 12 }, "2026-12-01", "2026-12-31"],
      [{ kind: "day", date: "2026-02-28" }, "2026-02-28", "2026-02-28"],
      [{ kind: "since", from: "2026-11-02" }, "2026-11-02", "2026-11-18"],
      [{ kind: "since", from: "2026-11-18" }, "2026-11-18", "2026-11-18"],
      [{ kind: "range", from: "2025-12-30", to: "2026-01-02" }, "2025-12-30", "2026-01-02"],
    ];
    for (const [name, first, last] of cases)
      assert.deepEqual(daysOf(name, today), { first, last }, JSON.stringify(name));
  });

  it("is half-open in the person's own time zone", () => {
    const now = new Date("2026-11-18T10:00:00Z");
    const name: PeriodName = { kind: "thisWeek" };
    assert.deepEqual(resolvePeriod(name, now, "Europe/Berlin"), {
      start: new Date("2026-11-15T23:00:00Z"),
      end: new Date("2026-11-22T23:00:00Z"),
      name,
    });
    assert.deepEqual(resolvePeriod(name, now, "Asia/Kathmandu").start, new Date("2026-11-15T18:15:00Z"));
  });

  it("takes today from the person's time zone, not from UTC", () => {
    const now = new Date("2026-11-15T23:30:00Z");
    assert.deepEqual(resolvePeriod({ kind: "today" }, now, "Europe/Berlin").start, new Date("2026-11-15T23:00:00Z"));
    assert.deepEqual(resolvePeriod({ kind: "today" }, now, "America/New_York").start, new Date("2026-11-15T05:00:00Z"));
    // Already Monday in Berlin, still Sunday in New York.
    assert.deepEqual(resolvePeriod({ kind: "thisWeek" }, now, "Europe/Berlin").start, new Date("2026-11-15T23:00:00Z"));
    assert.deepEqual(
      resolvePeriod({ kind: "thisWeek" }, now, "America/New_York").start,
      new Date("2026-11-09T05:00:00Z"),
    );
  });

  it("is as long as its days really are where clocks change", () => {
    assert.equal(hoursOf({ kind: "today" }, "2026-03-29T12:00:00Z", "Europe/Berlin"), 23);
    assert.equal(hoursOf({ kind: "today" }, "2026-10-25T12:00:00Z", "Europe/Berlin"), 25);
    assert.equal(hoursOf({ kind: "yesterday" }, "2026-03-09T12:00:00Z", "America/New_York"), 23);
    assert.equal(hoursOf({ kind: "yesterday" }, "2026-11-02T12:00:00Z", "America/New_York"), 25);
    assert.equal(hoursOf({ kind: "thisWeek" }, "2026-03-25T12:00:00Z", "Europe/Berlin"), 7 * 24 - 1);
    assert.equal(hoursOf({ kind: "lastWeek" }, "2026-10-28T12:00:00Z", "Europe/Berlin"), 7 * 24 + 1);
    assert.equal(hoursOf({ kind: "thisMonth" }, "2026-03-15T12:00:00Z", "America/New_York"), 31 * 24 - 1);
    assert.equal(hoursOf({ kind: "lastDays", count: 30 }, "2026-11-05T12:00:00Z", "America/New_York"), 30 * 24 + 1);
  });

  it("has weeks that start on Monday, hold today and touch each other, on every day of a leap year and beyond", () => {
    for (const today of [...daysOfYear(2028), ...daysOfYear(2026)]) {
      const week = daysOf({ kind: "thisWeek" }, today);
      const before = daysOf({ kind: "lastWeek" }, today);
      assert.equal(weekdayOf(week.first), 1, today);
      assert.equal(daysBetween(week.first, week.last), 6, today);
      assert.ok(week.first <= today && today <= week.last, today);
      assert.equal(addDays(before.last, 1), week.first, today);
      assert.equal(daysBetween(before.first, before.last), 6, today);
    }
  });

  it("has months that are whole, hold today and touch each other, on every day of a leap year and beyond", () => {
    for (const today of [...daysOfYear(2028), ...daysOfYear(2026)]) {
      const month = daysOf({ kind: "thisMonth" }, today);
      const before = daysOf({ kind: "lastMonth" }, today);
      assert.equal(month.first, `${today.slice(0, 7)}-01`);
      assert.equal(month.last.slice(0, 7), today.slice(0, 7));
      assert.equal(addDays(month.last, 1).slice(8), "01", today);
      assert.equal(addDays(before.last, 1), month.first, today);
      assert.equal(before.first.slice(8), "01", today);
      const named = { kind: "month", year: Number(today.slice(0, 4)), month: Number(today.slice(5, 7)) } as const;
      assert.deepEqual(daysOf(named, "2020-05-05"), month);
    }
  });

  it("starts and ends at the starts of local days, on every day of a leap year with its clock changes", () => {
    for (const zone of ["Europe/Berlin", "America/New_York"]) {
      const localTime = createLocalTime(zone);
      for (const today of daysOfYear(2028)) {
        const now = new Date(localTime.startOfDay(today).getTime() + 9 * HOUR_MS);
        for (const kind of ["today", "lastWeek"] as const) {
          const { start, end } = resolvePeriod({ kind }, now, zone);
          const { first, last } = daysOf({ kind }, today);
          assert.equal(localTime.dateOf(start), first);
          assert.notEqual(localTime.dateOf(new Date(start.getTime() - 1)), first);
          assert.equal(localTime.dateOf(new Date(end.getTime() - 1)), last);
          assert.notEqual(localTime.dateOf(end), last);
        }
      }
    }
  });

  it("of the last N days has N days and ends with today", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), fc.constantFrom(...daysOfYear(2028)), (count, today) => {
        const days = daysOf({ kind: "lastDays", count }, today);
        assert.equal(daysBetween(days.first, days.last) + 1, count);
        assert.equal(days.last, today);
        assert.deepEqual(
          daysOf({ kind: "lastWeeks", count }, today),
          daysOf({ kind: "lastDays", count: 7 * count }, today),
        );
      }),
    );
  });

  it("since a day to come is empty, never backwards", () => {
    const period = resolvePeriod(
      { kind: "since", from: "2027-01-01" },
      new Date("2026-11-18T10:00:00Z"),
      "Europe/Berlin",
    );
    assert.deepEqual(period.start, period.end);
  });

  it("of a month that no calendar has is refused", () => {
    assert.throws(() => daysOf({ kind: "month", year: 2026, month: 13 }, "2026-11-18"), RangeError);
  });
});
