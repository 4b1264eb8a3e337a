import { addDays, createLocalTime, dateFrom, mondayOf, startOfMonth } from "./local-time.ts";

/** A half-open interval of instants, and how it was named. */
export type Period = {
  start: Date;
  end: Date;
  name: PeriodName;
};

/** What the person said, so that an answer can say it back in any language. Dates are local, "YYYY-MM-DD". */
export type PeriodName =
  | { kind: "today" | "yesterday" | "thisWeek" | "lastWeek" | "thisMonth" | "lastMonth" }
  | { kind: "lastDays" | "lastWeeks"; count: number }
  | { kind: "month"; year: number; month: number }
  | { kind: "day"; date: string }
  | { kind: "since"; from: string }
  | { kind: "range"; from: string; to: string };

/** Local days, both included. */
export type DaySpan = { first: string; last: string };

/**
 * The instants of a named period, half-open, from the start of its first local day to the start of the day after its
 * last: so a period has 23 or 25 hours a day where clocks change. The time zone is an IANA name that `isTimeZone` accepts.
 */
export function resolvePeriod(name: PeriodName, now: Date, timeZone: string): Period {
  const localTime = createLocalTime(timeZone);
  const { first, last } = daysOf(name, localTime.dateOf(now));
  return { start: localTime.startOfDay(first), end: localTime.startOfDay(addDays(last, 1)), name };
}

/**
 * The days that a name means on the day `today`. Weeks and months are whole, whatever part of them is still to come;
 * weeks start on Monday. The last N days end with today, and the last N weeks are the last 7 · N days. What is `since`
 * a day to come has no days: its last is the day before its first.
 */
export function daysOf(name: PeriodName, today: string): DaySpan {
  switch (name.kind) {
    case "today":
      return { first: today, last: today };
    case "yesterday":
      return oneDay(addDays(today, -1));
    case "thisWeek":
      return weekFrom(mondayOf(today));
    case "lastWeek":
      return weekFrom(addDays(mondayOf(today), -7));
    case "thisMonth":
      return monthFrom(startOfMonth(today));
    case "lastMonth":
      return monthFrom(startOfMonth(today, -1));
    case "lastDays":
      return { first: addDays(today, 1 - name.count), last: today };
    case "lastWeeks":
      return { first: addDays(today, 1 - 7 * name.count), last: today };
    case "month":
      return monthFrom(firstOfMonth(name.year, name.month));
    case "day":
      return oneDay(name.date);
    case "since":
      return { first: name.from, last: name.from > today ? addDays(name.from, -1) : today };
    case "range":
      return { first: name.from, last: name.to };
  }
}

/** Refuses what the calendar does not have, rather than answer about another month. */
function firstOfMonth(year: number, month: number): string {
  const first = dateFrom(year, month, 1);
  if (first === null) throw new RangeError("no such month");
  return first;
}

function oneDay(date: string): DaySpan {
  return { first: date, last: date };
}

function weekFrom(monday: string): DaySpan {
  return { first: monday, last: addDays(monday, 6) };
}

function monthFrom(first: string): DaySpan {
  return { first, last: addDays(startOfMonth(first, 1), -1) };
}
