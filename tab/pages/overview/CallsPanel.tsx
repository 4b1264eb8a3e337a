import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Quality } from "../../../src/calls/stream-quality.ts";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { axisTicks } from "../../charts/axis-ticks.ts";
import { axisLabels, bucketName } from "../../charts/bucket-words.ts";
import { ColumnChart } from "../../charts/ColumnChart.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { periodOf, sumOf, timeBuckets } from "../../charts/time-buckets.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { callsPath } from "../../parts/calls-path.ts";
import { ChartPanel } from "../../parts/ChartPanel.tsx";
import { DataTable } from "../../parts/DataTable.tsx";

const HEIGHT = 220;
/** From the axis up: what was poor is read most easily there. */
const QUALITIES: readonly Quality[] = ["poor", "good", "unclassified"];

const useStyles = makeStyles({
  chart: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalM },
});

/** How many calls, and of which quality, day by day. A click lists the calls of the day. */
export function CallsPanel({ overview: { qualityByDay, summary } }: { overview: OverviewJson }): ReactNode {
  const styles = useStyles();
  const { bot, charts, formats } = useMessages();
  const { words, joins, cards, labels } = bot;
  const seconds = new Map(summary.byDay.map((day) => [day.date, day.durationSeconds]));
  const grouped = timeBuckets(qualityByDay);
  const titles = { day: cards.callsByDay, week: cards.callsByWeek, month: cards.callsByMonth };
  const title = titles[grouped.unit];
  const axis = axisLabels(grouped, formats);
  const columns = grouped.buckets.map((bucket, index) => {
    const parts = QUALITIES.map((quality) => ({ mark: quality, value: sumOf(bucket.days, (day) => day[quality]) }));
    return {
      days: bucketName(bucket, grouped.unit, formats),
      label: axis[index] ?? null,
      key: bucket.first,
      href: callsPath(periodOf(bucket)),
      parts,
      calls: sumOf(parts, ({ value }) => value),
      duration: formats.duration(sumOf(bucket.days, ({ date }) => seconds.get(date) ?? 0)),
    };
  });
  const ticks = axisTicks(Math.max(0, ...columns.map(({ calls }) => calls)));
  return (
    <ChartPanel
      title={title}
      height={HEIGHT + 28}
      chart={
        <div className={styles.chart}>
          <ColumnChart
            name={title}
            height={HEIGHT}
            ticks={ticks.map((value) => ({ value, text: formats.count(value) }))}
            columns={columns.map(({ days, calls, duration, parts, ...column }) => ({
              ...column,
              parts,
              name: joins.labeled(
                days,
                calls === 0
                  ? bot.callCount(0)
                  : joins.facts([
                      bot.callCount(calls),
                      duration,
                      ...parts
                        .filter(({ value }) => value > 0)
                        .map(({ mark, value }) => joins.labeled(words.quality[mark], formats.count(value))),
                    ]),
              ),
            }))}
          />
          <Legend entries={QUALITIES.map((quality) => ({ mark: quality, text: words.quality[quality] }))} />
        </div>
      }
      table={
        <DataTable
          caption={title}
          columns={[
            { header: charts.unit[grouped.unit] },
            { header: labels.calls, isNumber: true },
            ...QUALITIES.map((quality) => ({ header: words.quality[quality], isNumber: true })),
            { header: labels.timeInCalls, isNumber: true },
          ]}
          rows={columns.map(({ key, days, calls, parts, duration }) => ({
            key,
            cells: [days, formats.count(calls), ...parts.map(({ value }) => formats.count(value)), duration],
          }))}
        />
      }
    />
  );
}
