import assert from "node:assert/strict";
import fc from "fast-check";
import { addDays } from "../../../src/calls/local-time.ts";
import type { PeriodName } from "../../../src/calls/period.ts";
import { MOST_DAYS, periodText, readPeriodText } from "../../../src/calls/period-text.ts";

// A Wednesday.
const TODAY = "2026-11-18";

const anyDate = fc.integer({ min: -20_000, max: 20_000 }).map((days) => addDays(TODAY, days));
const anyRange = fc
  .tuple(anyDate, fc.integer({ min: 0, max: MOST_DAYS - 1 }))
  .map(([from, days]): PeriodName => ({ kind: "range", from, to: addDays(from, days) }));
const anyPeriodName: fc.Arbitrary<PeriodName> = fc.oneof(
  fc
    .constantFrom("today", "yesterday", "thisWeek", "lastWeek", "thisMonth", "lastMonth")
    .map((kind): PeriodName => ({ kind })),
  fc.integer({ min: 1, max: MOST_DAYS }).map((count): PeriodName => ({ kind: "lastDays", count })),
  fc.integer({ min: 1, max: Math.floor(MOST_DAYS / 7) }).map((count): PeriodName => ({ kind: "lastWeeks", count })),
  fc
    .record({ year: fc.integer({ min: 1000, max: 2999 }), month: fc.integer({ min: 1, max: 12 }) })
    .map(({ year, month }): PeriodName => ({ kind: "month", year, month })),
  anyDate.map((date): PeriodName => ({ kind: "day", date })),
  fc
    .integer({ min: 0, max: MOST_DAYS - 1 })
    .map((days): PeriodName => ({ kind: "since", from: addDays(TODAY, -days) })),
  anyRange,
);

describe("period text", () => {
  it("names each kind of period", () => {
    const cases: [text: string, name: PeriodName][] = [
      ["thisWeek", { kind: "thisWeek" }],
      ["last28days", { kind: "lastDays", count: 28 }],
      ["last4weeks", { kind: "lastWeeks", count: 4 }],
      ["2026-11", { kind: "month", year: 2026, month: 11 }],
      ["2026-11-05", { kind: "day", date: "2026-11-05" }],
      ["2026-11-01..2026-11-22", { kind: "range", from: "2026-11-01", to: "2026-11-22" }],
      ["since-2026-11-01", { kind: "since", from: "2026-11-01" }],
    ];
    for (const [text, name] of cases) {
      assert.equal(periodText(name), text);
      assert.deepEqual(readPeriodText(text, TODAY), name);
    }
  });

  it("is read back as the period it was made of", () => {
    fc.assert(
      fc.property(anyPeriodName, (name) => {
        assert.deepEqual(readPeriodText(periodText(name), TODAY), name);
      }),
    );
  });

  it("is the one text of its period", () => {
    const nearlyText = fc.oneof(
      fc.string(),
      fc.tuple(anyPeriodName.map(periodText), fc.string({ maxLength: 3 })).map((parts) => parts.join("")),
      fc.stringMatching(/^last\d{1,4}(days|weeks)$/),
      fc.stringMatching(/^(since-)?\d{4}-[01]\d(-[0-3]\d)?(\.\.\d{4}-[01]\d-[0-3]\d)?$/),
    );
    fc.assert(
      fc.property(nearlyText, (text) => {
        const name = readPeriodText(text, TODAY);
        assert.ok(name === null || periodText(name) === text, text);
      }),
    );
  });

  it("refuses what the calendar does not have, what ends before it starts, and more than the most days", () => {
    const refused = [
      "",
      "tomorrow",
      "thisweek",
      "last0days",
      "last07days",
      "last-1days",
      "last401days",
      "last58weeks",
      "last1e2days",
      "2026-00",
      "2026-13",
      "2026-02-29",
      "2026-11-31",
      "2026-11-5",
      "0000-01-01",
      "9999-12-31",
      "+002026-11",
      "2026-11-05..",
      "..2026-11-05",
      "2026-11-05..2026-11-04",
      "2026-02-29..2026-03-01",
      "2026-11-01..2026-11-02..2026-11-03",
      "2026-01-01..2027-02-05",
      "since-2025-10-14",
      "since-2026-02-30",
      "since-thisWeek",
      "lastDays",
      "constructor",
    ];
    for (const text of refused) assert.equal(readPeriodText(text, TODAY), null, text);
    assert.notEqual(readPeriodText("2026-01-01..2027-02-04", TODAY), null);
    assert.notEqual(readPeriodText("since-2025-10-15", TODAY), null);
  });
});
