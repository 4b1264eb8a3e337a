import type { Formats } from "../../bot/messages/format.ts";
import { isLabeled, type BucketUnit, type TimeBucket } from "./time-buckets.ts";

/** A bucket's days in words: "Mon 16 Nov", "Mon 16 – Sun 22 Nov"; a whole month by its name. */
export function bucketName({ first, last }: TimeBucket<unknown>, unit: BucketUnit, formats: Formats): string {
  if (unit === "month") return formats.month(Number(first.slice(0, 4)), Number(first.slice(5, 7)));
  return first === last ? formats.day(first) : formats.days(first, last);
}

/** What stands under the axis: short, and only under as many as there is place for. */
export function axisLabels(
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
