import type { Interval } from "./interval.ts";
import { addDays, createLocalTime, daysBetween } from "./local-time.ts";

/**
 * What a period of whole local days is compared with: as many days, directly before it. Of a period that still runs
 * they end as far into it as now is, by the clocks of the time zone: "this week" on a Wednesday at ten is compared with
 * Monday to Wednesday at ten of the week before. A period that has not begun is compared with nothing: an empty
 * interval.
 */
export function periodBefore({ start, end }: Interval, now: Date, timeZone: string): Interval {
  const localTime = createLocalTime(timeZone);
  const first = localTime.dateOf(start);
  const days = daysBetween(first, localTime.dateOf(end));
  const startBefore = localTime.startOfDay(addDays(first, -days));
  if (now >= end) return { start: startBefore, end: start };
  if (now <= start) return { start: startBefore, end: startBefore };
  const sameTime = localTime.atTimeOfDay(addDays(localTime.dateOf(now), -days), localTime.timeOfDay(now));
  return { start: startBefore, end: sameTime < start ? sameTime : start };
}
