import type { Formats } from "../../bot/messages/format.ts";
import type { PeriodName } from "../../src/calls/period.ts";
import { isLabeled, periodOf, type BucketUnit, type TimeBucket } from "./time-buckets.ts";

/** Days put together, as a chart names them. */
export type NamedBucket<Day> = {
  key: string;
  /** In words, for whoever reads the column. */
  name: string;
  /** Under the axis; null where there is no place. */
  label: string | null;
  href: string | null;
  days: readonly Day[];
};

/** `href`: what leads to the calls of a bucket. */
export function namedBuckets<Day>(
  { unit, buckets }: { unit: BucketUnit; buckets: readonly TimeBucket<Day>[] },
  formats: Formats,
  href: (period: PeriodName) => string | null,
): NamedBucket<Day>[] {
  const labels = axisLabels({ unit, buckets }, formats);
  return buckets.map((bucket, index) => ({
    key: bucket.first,
    name: bucketName(bucket, unit, formats),
    label: labels[index] ?? null,
    href: href(periodOf(bucket)),
    days: bucket.days,
  }));
}

/** A bucket's days in words: "Mon 16 Nov", "Mon 16 – Sun 22 Nov"; a whole month by its name. */
function bucketName({ first, last }: TimeBucket<unknown>, unit: BucketUnit, formats: Formats): string {
  if (unit === "month") return formats.month(Number(first.slice(0, 4)), Number(first.slice(5, 7)));
  return first === last ? formats.day(first) : formats.days(first, last);
}

/** What stands under the axis: short, and only under as many as there is place for. */
function axisLabels(
  { unit, buckets }: { unit: BucketUnit; buckets: readonly TimeBucket<unknown>[] },
  formats: Formats,
): (string | null)[] {
  const parts: Intl.DateTimeFormatOptions =
    unit === "month"
      ? { month: "short" }
      : { day: "numeric", month: formats.locale.startsWith("zh") ? "numeric" : "short" };
  const format = new Intl.DateTimeFormat(formats.locale, { ...parts, timeZone: "UTC" });
  return buckets.map((bucket, index) => {
    if (!isLabeled(index, { unit, buckets: [...buckets] })) return null;
    if (unit === "day" && buckets.length <= 7) return formats.weekday(bucket.first);
    return format.format(new Date(`${bucket.first}T00:00:00Z`));
  });
}
