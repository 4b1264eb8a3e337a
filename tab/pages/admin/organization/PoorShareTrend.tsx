import type { ReactNode } from "react";
import type { OrganizationSummary } from "../../../../src/calls/organization.ts";
import { PoorShareChart } from "../../../charts/PoorShareChart.tsx";
import { timeBuckets } from "../../../charts/time-buckets.ts";

/** How everyone's poor share went. An organization has enough calls for a share a day. */
export function PoorShareTrend({ days }: { days: OrganizationSummary["byDay"] }): ReactNode {
  return <PoorShareChart grouped={timeBuckets(days)} href={() => null} judgedOf={({ classified }) => classified} />;
}
