import type { ReactNode } from "react";
import type { Summary } from "../../../src/calls/summary.ts";
import { durationTicks } from "../../charts/axis-ticks.ts";
import { namedBuckets } from "../../charts/bucket-words.ts";
import { ColumnsPanel } from "../../charts/ColumnsPanel.tsx";
import { sumOf, timeBuckets } from "../../charts/time-buckets.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { callsPath } from "../../parts/calls-path.ts";

const HEIGHT = 208;

/** How long one was in calls, day by day. */
export function TimePanel({ days }: { days: Summary["byDay"] }): ReactNode {
  const { bot, charts, formats } = useMessages();
  const grouped = timeBuckets(days);
  const columns = namedBuckets(grouped, formats, callsPath).map(({ days: ofBucket, ...bucket }) => {
    const seconds = sumOf(ofBucket, (day) => day.durationSeconds);
    const said = formats.duration(seconds);
    return { ...bucket, seconds, parts: [{ mark: "plain" as const, value: seconds }], said, cells: [said] };
  });
  const ticks = durationTicks(Math.max(0, ...columns.map(({ seconds }) => seconds)));
  return (
    <ColumnsPanel
      title={charts.timeInCalls[grouped.unit]}
      unit={grouped.unit}
      height={HEIGHT}
      ticks={ticks.map((value) => ({ value, text: value === 0 ? formats.count(0) : formats.duration(value) }))}
      headers={[bot.labels.timeInCalls]}
      columns={columns}
    />
  );
}
