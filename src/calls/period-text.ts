import { addDays, dateFrom, daysBetween } from "./local-time.ts";
import { daysOf, type DaySpan, type PeriodName } from "./period.ts";

/** No period that is asked for by its text spans more days: a year, and some to compare it with. */
export const MOST_DAYS = 400;

const PLAIN_NAMES = ["today", "yesterday", "thisWeek", "lastWeek", "thisMonth", "lastMonth"] as const;

/**
 * How a period stands in a URL: `today`, `thisWeek`, `last28days`, `last4weeks`, `2026-11`, `2026-11-05`,
 * `2026-11-01..2026-11-22`, `since-2026-11-01`. `readPeriodText` reads it back.
 */
export function periodText(name: PeriodName): string {
  switch (name.kind) {
    case "lastDays":
      return `last${name.count}days`;
    case "lastWeeks":
      return `last${name.count}weeks`;
    case "month":
      return `${String(name.year).padStart(4, "0")}-${String(name.month).padStart(2, "0")}`;
    case "day":
      return name.date;
    case "since":
      return `since-${name.from}`;
    case "range":
      return `${name.from}..${name.to}`;
    case "today":
    case "yesterday":
    case "thisWeek":
    case "lastWeek":
    case "thisMonth":
    case "lastMonth":
      return name.kind;
  }
}

/**
 * The period that a text of `periodText` names. Null for every other text, for a day or month that the calendar does
 * not have, a range that ends before it starts, and more than `MOST_DAYS` days.
 *
 * @param today the local date, "YYYY-MM-DD", on which it is asked: "since" reaches until then
 */
export function readPeriodText(text: string, today: string): PeriodName | null {
  const name = nameOf(text);
  return name !== null && daysIn(daysOf(name, today)) <= MOST_DAYS ? name : null;
}

function nameOf(text: string): PeriodName | null {
  const plain = PLAIN_NAMES.find((kind) => kind === text);
  if (plain !== undefined) return { kind: plain };

  // Three digits at most: a number that would leave the calendar is no count of days.
  const [, count, unit] = /^last([1-9]\d{0,2})(days|weeks)$/.exec(text) ?? [];
  if (count !== undefined) return { kind: unit === "days" ? "lastDays" : "lastWeeks", count: Number(count) };

  const [, year, month] = /^([12]\d{3})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  if (year !== undefined) return { kind: "month", year: Number(year), month: Number(month) };

  if (text.startsWith("since-")) {
    const from = existingDate(text.slice("since-".length));
    return from === null ? null : { kind: "since", from };
  }

  const [first = "", last, ...more] = text.split("..");
  const from = existingDate(first);
  if (from === null || more.length > 0) return null;
  if (last === undefined) return { kind: "day", date: from };
  const to = existingDate(last);
  return to === null || to < from ? null : { kind: "range", from, to };
}

/** The text itself when it is a date of the calendar. */
function existingDate(text: string): string | null {
  const [, year, month, day] = /^([12]\d{3})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return year === undefined ? null : dateFrom(Number(year), Number(month), Number(day));
}

function daysIn({ first, last }: DaySpan): number {
  return daysBetween(first, addDays(last, 1));
}
