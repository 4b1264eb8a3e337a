import assert from "node:assert/strict";
import fc from "fast-check";
import { compileGrammar } from "../../../../bot/commands/grammar-compiled.ts";
import { englishGrammar } from "../../../../bot/commands/grammar-english.ts";
import { parsePeriod } from "../../../../bot/commands/parse-period.ts";
import { plainText } from "../../../../bot/commands/plain-text.ts";
import { addDays } from "../../../../src/calls/local-time.ts";
import type { PeriodName } from "../../../../src/calls/period.ts";
import { day, lastDays, lastWeeks, month, range, since } from "../../../support/asked-command.ts";

/** A Wednesday. */
const TODAY = "2026-11-18";

const { periods } = compileGrammar(englishGrammar);

function read(text: string, today = TODAY): PeriodName | null {
  return parsePeriod(plainText(text), today, periods).name;
}

const UNDERSTOOD: [text: string, name: PeriodName][] = [
  ["today", { kind: "today" }],
  ["Yesterday", { kind: "yesterday" }],
  ["this week", { kind: "thisWeek" }],
  ["in the current week", { kind: "thisWeek" }],
  ["LAST WEEK", { kind: "lastWeek" }],
  ["from last week", { kind: "lastWeek" }],
  ["the previous week", { kind: "lastWeek" }],
  ["this  month", { kind: "thisMonth" }],
  ["for last month", { kind: "lastMonth" }],
  ["last 7 days", lastDays(7)],
  ["the last seven days", lastDays(7)],
  ["past 30 days", lastDays(30)],
  ["in the past twelve days", lastDays(12)],
  ["last 1 day", lastDays(1)],
  ["last 2 weeks", lastWeeks(2)],
  ["over the past three weeks", lastWeeks(3)],
  ["last one week", lastWeeks(1)],
  ["the past week", lastWeeks(1)],
  // Months: the latest not after today; the present one counts.
  ["November", month(2026, 11)],
  ["in october", month(2026, 10)],
  ["dec", month(2025, 12)],
  ["Sept.", month(2026, 9)],
  ["may", month(2026, 5)],
  ["March 2025", month(2025, 3)],
  ["december 2027", month(2027, 12)],
  ["2026-02", month(2026, 2)],
  // Dates: the latest not after today.
  ["2026-11-16", day("2026-11-16")],
  ["2026-1-5", day("2026-01-05")],
  ["16 Nov", day("2026-11-16")],
  ["18 november", day("2026-11-18")],
  ["19 november", day("2025-11-19")],
  ["Nov 16", day("2026-11-16")],
  ["Nov. 16th", day("2026-11-16")],
  ["the 1st of November", day("2026-11-01")],
  ["on December 24", day("2025-12-24")],
  ["November 16 2026", day("2026-11-16")],
  ["November 16, 2026", day("2026-11-16")],
  ["16th November 2024", day("2024-11-16")],
  ["3 may", day("2026-05-03")],
  ["29 Feb", day("2024-02-29")],
  ["Mon 16 Nov", day("2026-11-16")],
  ["Monday, November 16, 2026", day("2026-11-16")],
  // Numbers are read day first.
  ["16.11.2026", day("2026-11-16")],
  ["16/11/2026", day("2026-11-16")],
  ["2/11/2026", day("2026-11-02")],
  ["16-11-2026", day("2026-11-16")],
  ["16.11.", day("2026-11-16")],
  ["24/12", day("2025-12-24")],
  // Weekdays: the latest not after today, and with "last" before today.
  ["Monday", day("2026-11-16")],
  ["on wednesday", day("2026-11-18")],
  ["thu", day("2026-11-12")],
  ["last Wednesday", day("2026-11-11")],
  ["last Monday", day("2026-11-16")],
  // Parts of years, as ranges.
  ["this year", range("2026-01-01", "2026-12-31")],
  ["last quarter", range("2026-07-01", "2026-09-30")],
  ["Q4 2025", range("2025-10-01", "2025-12-31")],
  ["last weekend", range("2026-11-14", "2026-11-15")],
  ["last 3 months", range("2026-08-19", "2026-11-18")],
  ["week 47", range("2026-11-16", "2026-11-22")],
  // Since: from the first day of whatever is named.
  ["since Monday", since("2026-11-16")],
  ["since 2 November", since("2026-11-02")],
  ["since the 2nd of November", since("2026-11-02")],
  ["since 2025-12-24", since("2025-12-24")],
  ["since yesterday", since("2026-11-17")],
  ["since last week", since("2026-11-09")],
  ["since October", since("2026-10-01")],
  ["since 30 Nov", since("2025-11-30")],
  ["since today", since("2026-11-18")],
  // Ranges: both ends included.
  ["from 2 November to 13 November", range("2026-11-02", "2026-11-13")],
  ["from 2 to 13 November", range("2026-11-02", "2026-11-13")],
  ["from Nov 2 to 13", range("2026-11-02", "2026-11-13")],
  ["between 2026-11-02 and 2026-11-13", range("2026-11-02", "2026-11-13")],
  ["between November 2 and November 13, 2025", range("2025-11-02", "2025-11-13")],
  ["from 1 Oct until today", range("2026-10-01", "2026-11-18")],
  ["from Monday to yesterday", range("2026-11-16", "2026-11-17")],
  ["from September to October", range("2026-09-01", "2026-10-31")],
  ["from last week to this week", range("2026-11-09", "2026-11-22")],
  ["2026-11-01 to 2026-11-16", range("2026-11-01", "2026-11-16")],
  ["2026-11-01..2026-11-16", range("2026-11-01", "2026-11-16")],
  ["1 Nov – 16 Nov", range("2026-11-01", "2026-11-16")],
  ["1 Nov - 16 Nov", range("2026-11-01", "2026-11-16")],
  ["from 20 Dec to 5 Jan", range("2025-12-20", "2026-01-05")],
  ["from 16 Nov to 16 Nov", range("2026-11-16", "2026-11-16")],
  // The other end says which year, or week, is meant.
  ["from 1 Nov to 30 Nov", range("2026-11-01", "2026-11-30")],
  ["from Monday to Friday", range("2026-11-16", "2026-11-20")],
  ["from 20 Dec to 5 Jan 2025", range("2024-12-20", "2025-01-05")],
  ["from 1.11.2026 to 16.11.2026", range("2026-11-01", "2026-11-16")],
];

const NOT_UNDERSTOOD: string[] = [
  "",
  "tomorrow",
  "next week",
  "week",
  "days",
  "last days",
  "last 24 hours",
  "this morning",
  "week 54",
  "q5",
  "the 32nd",
  "last 0 days",
  "last 99999 days",
  "last zero weeks",
  "last thousand weeks",
  "last -3 days",
  "31 feb",
  "30 February 2026",
  "29 Feb 2027",
  "2026-02-29",
  "2026-13-01",
  "31.04.2026",
  "11/16/2026",
  "16.11/2026",
  "0 november",
  "32 november",
  "Tuesday 16 Nov",
  "Mon Nov 17 2026",
  "noon",
  "since",
  "since 1 Jan 2030",
  "since 31 feb",
  "since the big bang",
  "from 13 Nov to 2 Nov",
  "from 2026-11-13 to 2026-11-02",
  "between today and yesterday",
  "from 1 Nov to 31 Feb",
  "from 2 to 5",
  "from 0001-01-01 to 9999-12-31",
  "since 1800-01-01",
  "with Anna",
];

describe("parse period", () => {
  for (const [text, name] of UNDERSTOOD) {
    it(`reads "${text}"`, () => assert.deepEqual(read(text), name));
  }

  for (const text of NOT_UNDERSTOOD) {
    it(`does not guess at "${text}"`, () => assert.equal(read(text), null));
  }

  it("takes every year-less date for the latest not after today, on every day of a leap year", () => {
    for (let today = "2028-01-01"; today <= "2028-12-31"; today = addDays(today, 1)) {
      const [, monthNumber, dayNumber] = today.split("-").map(Number);
      assert.deepEqual(read(`${dayNumber}.${monthNumber}.`, today), day(today));
      const tomorrow = addDays(today, 1);
      const [, nextMonth, nextDay] = tomorrow.split("-").map(Number);
      const expected =
        tomorrow === "2028-02-29" ? "2024-02-29" : `${tomorrow === "2029-01-01" ? 2028 : 2027}${tomorrow.slice(4)}`;
      assert.deepEqual(read(`${nextDay}.${nextMonth}.`, today), day(expected), today);
    }
  });

  it("takes a weekday for one of the seven days that end with today", () => {
    const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    for (let today = "2026-12-25"; today <= "2027-01-08"; today = addDays(today, 1)) {
      const dates = weekdays.map((weekday) => {
        const name = read(weekday, today);
        assert.ok(name?.kind === "day");
        return name.date;
      });
      const lastSeven = Array.from({ length: 7 }, (_, index) => addDays(today, index - 6));
      assert.deepEqual(dates.sort(), lastSeven);
    }
  });

  it("offers a backward range turned round", () => {
    const reading = parsePeriod("from 13 nov to 2 nov", TODAY, periods);
    assert.deepEqual(reading, { name: null, instead: range("2026-11-02", "2026-11-13") });
  });

  it("never throws, whatever the text", () => {
    const word = fc.constantFrom(
      ..."from to between and since last 7 days monday nov 16 2026-11-16 the of – .. 31 feb".split(" "),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint16Array({ maxLength: 40 }).map((units) => String.fromCharCode(...units)),
          fc.array(word, { maxLength: 20 }).map((words) => words.join(" ")),
        ),
        (text) => {
          parsePeriod(plainText(text), TODAY, periods);
        },
      ),
      { numRuns: 300 },
    );
  });
});
