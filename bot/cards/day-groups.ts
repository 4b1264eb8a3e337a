import { mondayOf, startOfMonth } from "../../src/calls/local-time.ts";
import type { Formats } from "../messages/format.ts";

/** More bars lose their labels in a chat window's or a phone's width: clients cut them to a character or two. */
const MOST_BARS = 14;

/** Days put together for the bars of a chart, in order. */
export type DayGroups<Day> = {
  unit: "day" | "week" | "month";
  /** Labelled by their first day in the period. */
  groups: { label: string; days: Day[] }[];
  /** Groups of days before those, which a chart has no place for. */
  left: number;
};

/** By day for two weeks at most, by week for a quarter, else by month. */
export function groupDays<Day extends { date: string }>(byDay: Day[], formats: Formats): DayGroups<Day> {
  if (byDay.length <= MOST_BARS) {
    const label = byDay.length <= 7 ? formats.weekday : shortDate(formats.locale);
    return { unit: "day", groups: merged(byDay, (date) => date, label), left: 0 };
  }
  if (byDay.length <= 7 * MOST_BARS) {
    const weeks = merged(byDay, mondayOf, shortDate(formats.locale));
    if (weeks.length <= MOST_BARS) return { unit: "week", groups: weeks, left: 0 };
  }
  const months = merged(byDay, (date) => startOfMonth(date), shortMonth(formats.locale));
  return { unit: "month", groups: months.slice(-MOST_BARS), left: Math.max(0, months.length - MOST_BARS) };
}

/** Day and month in figures, in the order of the person's region. */
function shortDate(locale: string): (date: string) => string {
  const format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "numeric", timeZone: "UTC" });
  return (date) => format.format(new Date(`${date}T00:00:00Z`));
}

function shortMonth(locale: string): (date: string) => string {
  const format = new Intl.DateTimeFormat(locale, { month: "short", year: "2-digit", timeZone: "UTC" });
  return (date) => format.format(new Date(`${date}T00:00:00Z`));
}

function merged<Day extends { date: string }>(
  days: Day[],
  keyOf: (date: string) => string,
  labelOf: (date: string) => string,
): DayGroups<Day>["groups"] {
  const groups = new Map<string, { label: string; days: Day[] }>();
  for (const day of days) {
    const key = keyOf(day.date);
    const group = groups.get(key) ?? { label: labelOf(day.date), days: [] };
    group.days.push(day);
    groups.set(key, group);
  }
  return [...groups.values()];
}
