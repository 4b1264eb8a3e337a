import { mondayOf, startOfMonth } from "../../src/calls/local-time.ts";
import type { PeriodName } from "../../src/calls/period.ts";

/** More columns than these are narrower than a finger or a pointer finds. */
const MOST_DAYS = 45;
const MOST_WEEKS = 30;

export type BucketUnit = "day" | "week" | "month";

/** Days put together for one column of a chart; `first` and `last` are days of the period, both included. */
export type TimeBucket<Day> = { first: string; last: string; days: Day[] };

/** By day for six weeks at most, by week for thirty, else by month. Days are given in order, without a gap. */
export function timeBuckets<Day extends { date: string }>(
  days: readonly Day[],
): { unit: BucketUnit; buckets: TimeBucket<Day>[] } {
  if (days.length <= MOST_DAYS) return { unit: "day", buckets: merged(days, (date) => date) };
  if (days.length <= 7 * MOST_WEEKS) return { unit: "week", buckets: merged(days, mondayOf) };
  return { unit: "month", buckets: merged(days, (date) => startOfMonth(date)) };
}

/** The same days by week, or by month where a column a week would be too many: for shares, which need a sample. */
export function coarseBuckets<Day extends { date: string }>(
  days: readonly Day[],
): { unit: BucketUnit; buckets: TimeBucket<Day>[] } {
  if (days.length < 14) return timeBuckets(days);
  if (days.length <= 7 * MOST_WEEKS) return { unit: "week", buckets: merged(days, mondayOf) };
  return { unit: "month", buckets: merged(days, (date) => startOfMonth(date)) };
}

/** What leads to the calls of a bucket. */
export function periodOf({ first, last }: TimeBucket<unknown>): PeriodName {
  return first === last ? { kind: "day", date: first } : { kind: "range", from: first, to: last };
}

export function sumOf<Day>(days: readonly Day[], figure: (day: Day) => number): number {
  return days.reduce((sum, day) => sum + figure(day), 0);
}

/** Which of so many buckets have their label under the axis: all of a week, then Mondays, then every so many. */
export function isLabeled(
  index: number,
  { unit, buckets }: { unit: BucketUnit; buckets: TimeBucket<unknown>[] },
): boolean {
  const count = buckets.length;
  if (count <= 7) return true;
  if (unit === "day" && count >= 14) return isMonday(buckets[index]) && (count <= 35 || index % 14 < 7);
  return index % Math.ceil(count / 5) === 0;
}

function isMonday(bucket: TimeBucket<unknown> | undefined): boolean {
  return bucket !== undefined && mondayOf(bucket.first) === bucket.first;
}

function merged<Day extends { date: string }>(
  days: readonly Day[],
  keyOf: (date: string) => string,
): TimeBucket<Day>[] {
  const buckets = new Map<string, TimeBucket<Day>>();
  for (const day of days) {
    const key = keyOf(day.date);
    const bucket = buckets.get(key) ?? { first: day.date, last: day.date, days: [] };
    bucket.last = day.date > bucket.last ? day.date : bucket.last;
    bucket.days.push(day);
    buckets.set(key, bucket);
  }
  return [...buckets.values()];
}
