import { createLocalTime, weekdayOf } from "./local-time.ts";
import type { Participation } from "./participation.ts";

/** Calls that began in one local hour of one weekday; weekday 1 is Monday. `poor`: of poor quality. */
export type HeatMapCell = { weekday: number; hour: number; calls: number; poor: number };

const HOUR_MS = 3_600_000;

/** When in the week calls are made: the hours that have one, Monday's first. */
export function heatMap(
  participations: readonly Pick<Participation, "start" | "quality">[],
  timeZone: string,
): HeatMapCell[] {
  const { dateOf, timeOfDay } = createLocalTime(timeZone);
  const cells = new Map<number, HeatMapCell>();
  for (const { start, quality } of participations) {
    const weekday = weekdayOf(dateOf(start));
    const hour = Math.floor(timeOfDay(start) / HOUR_MS);
    const place = weekday * 24 + hour;
    const cell = cells.get(place) ?? { weekday, hour, calls: 0, poor: 0 };
    cell.calls += 1;
    cell.poor += quality === "poor" ? 1 : 0;
    cells.set(place, cell);
  }
  return [...cells.values()].sort((a, b) => a.weekday - b.weekday || a.hour - b.hour);
}
