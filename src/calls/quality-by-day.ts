import { createLocalTime } from "./local-time.ts";
import type { Participation } from "./participation.ts";
import type { Quality } from "./stream-quality.ts";

export type DayOfQuality = { date: string } & Record<Quality, number>;

/** Calls of each of these local days, "YYYY-MM-DD", by their quality; a call belongs to the day on which it began. */
export function qualityByDay(
  participations: readonly Pick<Participation, "start" | "quality">[],
  dates: readonly string[],
  timeZone: string,
): DayOfQuality[] {
  const { dateOf } = createLocalTime(timeZone);
  const days = new Map(
    dates.map((date): [string, DayOfQuality] => [date, { date, good: 0, poor: 0, unclassified: 0 }]),
  );
  for (const { start, quality } of participations) {
    const day = days.get(dateOf(start));
    if (day !== undefined) day[quality] += 1;
  }
  return [...days.values()];
}
