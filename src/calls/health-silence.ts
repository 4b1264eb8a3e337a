import type { Silence } from "./health.ts";
import { APPEARED_AFTER_MS, hourOf, LEDGER_HOUR_MS, type HourFigures } from "./ledger.ts";

const HOURS_A_WEEK = 168;

/**
 * What the whole hours since the last notification say, as far as their calls ought to have been notified by now: the
 * calls that Graph lists of them; and for hours that were not listed, how many are usual at that hour of the week,
 * by the mean of the weeks before. An hour of the week without an example is taken for quiet.
 *
 * @param hours lines of the ledger, in any order
 */
export function measureSilence(hours: readonly HourFigures[], since: Date, now: Date): Silence {
  const usual = usualCalls(hours.filter(({ hour }) => hour.getTime() + LEDGER_HOUR_MS <= since.getTime()));
  const known = new Map(hours.map((figures) => [figures.hour.getTime(), figures]));
  const endMs = now.getTime() - APPEARED_AFTER_MS;
  let listedCalls = 0;
  let expectedCalls = 0;
  const firstMs = hourOf(new Date(since.getTime() + LEDGER_HOUR_MS - 1)).getTime();
  for (let hourMs = firstMs; hourMs + LEDGER_HOUR_MS <= endMs; hourMs += LEDGER_HOUR_MS) {
    const figures = known.get(hourMs);
    if (figures?.isComplete) listedCalls += figures.listed ?? 0;
    else expectedCalls += usual.get(hourOfWeek(hourMs)) ?? 0;
  }
  return { since, listedCalls, expectedCalls };
}

function usualCalls(hours: readonly HourFigures[]): Map<number, number> {
  const sums = new Map<number, { calls: number; weeks: number }>();
  for (const { hour, held } of hours) {
    const place = hourOfWeek(hour.getTime());
    const sum = sums.get(place) ?? { calls: 0, weeks: 0 };
    sums.set(place, { calls: sum.calls + held, weeks: sum.weeks + 1 });
  }
  return new Map([...sums].map(([place, { calls, weeks }]) => [place, calls / weeks]));
}

function hourOfWeek(hourMs: number): number {
  return Math.floor(hourMs / LEDGER_HOUR_MS) % HOURS_A_WEEK;
}
