import type { ReactNode } from "react";
import type { OrganizationSummary } from "../../../../src/calls/organization.ts";
import { axisTicks } from "../../../charts/axis-ticks.ts";
import { axisLabels, bucketName } from "../../../charts/bucket-words.ts";
import { ColumnChart } from "../../../charts/ColumnChart.tsx";
import { sumOf, timeBuckets } from "../../../charts/time-buckets.ts";
import { useMessages } from "../../../messages/use-messages.ts";
import { ChartPanel } from "../../../parts/ChartPanel.tsx";
import { DataTable } from "../../../parts/DataTable.tsx";

const HEIGHT = 208;

/** How many calls everyone had, day by day. */
export function CallsTrend({ days }: { days: OrganizationSummary["byDay"] }): ReactNode {
  const { bot, charts, formats, admin } = useMessages();
  const { cards, joins, labels } = bot;
  const grouped = timeBuckets(days);
  const title = { day: cards.callsByDay, week: cards.callsByWeek, month: cards.callsByMonth }[grouped.unit];
  const axis = axisLabels(grouped, formats);
  const columns = grouped.buckets.map((bucket, index) => ({
    key: bucket.first,
    days: bucketName(bucket, grouped.unit, formats),
    label: axis[index] ?? null,
    href: null,
    calls: sumOf(bucket.days, ({ calls }) => calls),
    participations: sumOf(bucket.days, ({ participations }) => participations),
  }));
  const ticks = axisTicks(Math.max(0, ...columns.map(({ calls }) => calls)));
  return (
    <ChartPanel
      title={title}
      height={HEIGHT}
      chart={
        <ColumnChart
          name={title}
          height={HEIGHT}
          ticks={ticks.map((value) => ({ value, text: formats.count(value) }))}
          columns={columns.map(({ days: name, calls, participations, ...column }) => ({
            ...column,
            name: joins.labeled(
              name,
              joins.facts([bot.callCount(calls), admin.organization.participations(participations)]),
            ),
            parts: [{ mark: "plain", value: calls }],
          }))}
        />
      }
      table={
        <DataTable
          caption={title}
          columns={[
            { header: charts.unit[grouped.unit] },
            { header: labels.calls, isNumber: true },
            { header: labels.participants, isNumber: true },
          ]}
          rows={columns.map(({ key, days: name, calls, participations }) => ({
            key,
            cells: [name, formats.count(calls), formats.count(participations)],
          }))}
        />
      }
    />
  );
}
