import type { ReactNode } from "react";
import type { OrganizationSummary } from "../../../../src/calls/organization.ts";
import { axisLabels, bucketName } from "../../../charts/bucket-words.ts";
import { PoorShareChart } from "../../../charts/PoorShareChart.tsx";
import { sumOf, timeBuckets } from "../../../charts/time-buckets.ts";
import { useMessages } from "../../../messages/use-messages.ts";

/** How everyone's poor share went. An organization has enough calls for a share a day. */
export function PoorShareTrend({ days }: { days: OrganizationSummary["byDay"] }): ReactNode {
  const { formats } = useMessages();
  const grouped = timeBuckets(days);
  const axis = axisLabels(grouped, formats);
  return (
    <PoorShareChart
      unit={grouped.unit}
      buckets={grouped.buckets.map((bucket, index) => ({
        key: bucket.first,
        days: bucketName(bucket, grouped.unit, formats),
        label: axis[index] ?? null,
        href: null,
        poor: sumOf(bucket.days, ({ poor }) => poor),
        judged: sumOf(bucket.days, ({ classified }) => classified),
      }))}
    />
  );
}
