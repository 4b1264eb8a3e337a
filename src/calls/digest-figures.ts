import type { DigestFigures } from "./answer.ts";
import { addDays, createLocalTime, mondayOf } from "./local-time.ts";
import type { Participation } from "./participation.ts";
import { resolvePeriod, type Period } from "./period.ts";
import { summarize } from "./summary.ts";

/** The week that a digest of this moment is about, and the week before; both whole, in the person's time zone. */
export function digestPeriods(now: Date, timeZone: string): { week: Period; before: Period } {
  const monday = mondayOf(createLocalTime(timeZone).dateOf(now));
  return {
    week: resolvePeriod({ kind: "lastWeek" }, now, timeZone),
    before: resolvePeriod({ kind: "range", from: addDays(monday, -14), to: addDays(monday, -8) }, now, timeZone),
  };
}

/** @param participations the person's calls of both weeks, newest first */
export function digestFigures(participations: readonly Participation[], now: Date, timeZone: string): DigestFigures {
  const { week, before } = digestPeriods(now, timeZone);
  const sumOf = (period: Period): DigestFigures["summary"] =>
    summarize(
      participations.filter(({ start }) => start >= period.start && start < period.end),
      period,
      now,
      timeZone,
    );
  return { period: week, summary: sumOf(week), before: sumOf(before) };
}
