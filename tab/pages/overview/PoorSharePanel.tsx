import type { ReactNode } from "react";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { PoorShareChart } from "../../charts/PoorShareChart.tsx";
import { coarseBuckets } from "../../charts/time-buckets.ts";
import { callsPath } from "../../parts/calls-path.ts";

/** How the quality of one's calls went. By week as soon as there are two: a day has too few calls for a share. */
export function PoorSharePanel({ days }: { days: OverviewJson["qualityByDay"] }): ReactNode {
  return (
    <PoorShareChart
      grouped={coarseBuckets(days)}
      href={(period) => callsPath(period, { quality: "poor" })}
      judgedOf={({ poor, good }) => poor + good}
    />
  );
}
