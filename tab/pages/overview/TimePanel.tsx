import type { ReactNode } from "react";
import type { Summary } from "../../../src/calls/summary.ts";
import { durationTicks } from "../../charts/axis-ticks.ts";
import { axisLabels, bucketName } from "../../charts/bucket-words.ts";
import { ColumnChart } from "../../charts/ColumnChart.tsx";
import { periodOf, sumOf, timeBuckets } from "../../charts/time-buckets.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { callsPath } from "../../parts/calls-path.ts";
import { ChartPanel } from "../../parts/ChartPanel.tsx";
import { DataTable } from "../../parts/DataTable.tsx";

const HEIGHT = 208;

/** How long one was in calls, day by day. */
export function TimePanel({ days }: { days: Summary["byDay"] }): ReactNode {
  const { bot, charts, formats } = useMessages();
  const grouped = timeBuckets(days);
  const title = charts.timeInCalls[grouped.unit];
  const axis = axisLabels(grouped, formats);
  const columns = grouped.buckets.map((bucket, index) => ({
    key: bucket.first,
    days: bucketName(bucket, grouped.unit, formats),
    label: axis[index] ?? null,
    href: callsPath(periodOf(bucket)),
    seconds: sumOf(bucket.days, ({ durationSeconds }) => durationSeconds),
  }));
  const ticks = durationTicks(Math.max(0, ...columns.map(({ seconds }) => seconds)));
  return (
    <ChartPanel
      title={title}
      height={HEIGHT}
      chart={
        <ColumnChart
          name={title}
          height={HEIGHT}
          ticks={ticks.map((value) => ({ value, text: value === 0 ? formats.count(0) : formats.duration(value) }))}
          columns={columns.map(({ days: name, seconds, ...column }) => ({
            ...column,
            name: bot.joins.labeled(name, formats.duration(seconds)),
            parts: [{ mark: "plain", value: seconds }],
          }))}
        />
      }
      table={
        <DataTable
          caption={title}
          columns={[{ header: charts.unit[grouped.unit] }, { header: bot.labels.timeInCalls, isNumber: true }]}
          rows={columns.map(({ key, days: name, seconds }) => ({ key, cells: [name, formats.duration(seconds)] }))}
        />
      }
    />
  );
}
