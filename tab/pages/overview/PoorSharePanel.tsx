import type { ReactNode } from "react";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { axisLabels, bucketName } from "../../charts/bucket-words.ts";
import { PoorShareChart } from "../../charts/PoorShareChart.tsx";
import { coarseBuckets, periodOf, sumOf } from "../../charts/time-buckets.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { callsPath } from "../../parts/calls-path.ts";

/** How the quality of one's calls went. By week as soon as there are two: a day has too few calls for a share. */
export function PoorSharePanel({ days }: { days: OverviewJson["qualityByDay"] }): ReactNode {
  const { formats } = useMessages();
  const grouped = coarseBuckets(days);
  const axis = axisLabels(grouped, formats);
  return (
    <PoorShareChart
      unit={grouped.unit}
      buckets={grouped.buckets.map((bucket, index) => ({
        key: bucket.first,
        days: bucketName(bucket, grouped.unit, formats),
        label: axis[index] ?? null,
        href: callsPath(periodOf(bucket), { quality: "poor" }),
        poor: sumOf(bucket.days, ({ poor }) => poor),
        judged: sumOf(bucket.days, ({ poor, good }) => poor + good),
      }))}
    />
  );
}
