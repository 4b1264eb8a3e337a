import { mondayOf, startOfMonth } from "../../src/calls/local-time.ts";
import type { Formats } from "../messages/format.ts";

/** More bars have no place for their labels in a chat window's width: clients cut them to a character or two. */
const MOST_DAYS = 14;
const MOST_WEEKS = 10;
/** Also the most in which no name of a month comes twice. */
const MOST_MONTHS = 12;

/** Days put together for the bars of a chart, in order. */
export type DayGroups<Day> = {
  unit: "day" | "week" | "month";
  /** By their first day in the period: a label as short as a bar is wide, and a name for where there is place. */
  groups: { label: string; name: string; days: Day[] }[];
  /** Groups of days before those, which a chart has no place for. */
  left: number;
};

/** By day for two weeks at most, by week for ten, else by month. */
export function groupDays<Day extends { date: string }>(byDay: Day[], formats: Formats): DayGroups<Day> {
  const { locale, weekday, day } = formats;
  if (byDay.length <= MOST_DAYS) {
    const label = byDay.length <= 7 ? weekday : dateFormat(locale, { day: "numeric" });
    return { unit: "day", groups: merged(byDay, (date) => date, label, day), left: 0 };
  }
  const label = dateFormat(locale, { day: "numeric", month: "numeric" });
  const weeks = byDay.length <= 7 * MOST_WEEKS ? merged(byDay, mondayOf, label, day) : [];
  if (weeks.length > 0 && weeks.length <= MOST_WEEKS) return { unit: "week", groups: weeks, left: 0 };
  const months = merged(
    byDay,
    (date) => startOfMonth(date),
    dateFormat(locale, { month: "short" }),
    dateFormat(locale, { month: "long", year: "numeric" }),
  );
  return { unit: "month", groups: months.slice(-MOST_MONTHS), left: Math.max(0, months.length - MOST_MONTHS) };
}

/** A local date in the way of the person's region. */
function dateFormat(locale: string, parts: Intl.DateTimeFormatOptions): (date: string) => string {
  const format = new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" });
  return (date) => format.format(new Date(`${date}T00:00:00Z`));
}

function merged<Day extends { date: string }>(
  days: Day[],
  keyOf: (date: string) => string,
  labelOf: (date: string) => string,
  nameOf: (date: string) => string,
): DayGroups<Day>["groups"] {
  const groups = new Map<string, DayGroups<Day>["groups"][number]>();
  for (const day of days) {
    const key = keyOf(day.date);
    const group = groups.get(key) ?? { label: labelOf(day.date), name: nameOf(day.date), days: [] };
    group.days.push(day);
    groups.set(key, group);
  }
  return [...groups.values()];
}
