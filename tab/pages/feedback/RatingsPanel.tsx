import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Opinion } from "../../../src/calls/feedback-agreement.ts";
import type { FeedbackPageJson } from "../../../src/http/api-types.ts";
import { axisTicks } from "../../charts/axis-ticks.ts";
import { axisLabels, bucketName } from "../../charts/bucket-words.ts";
import { ColumnChart } from "../../charts/ColumnChart.tsx";
import { Legend } from "../../charts/Legend.tsx";
import { periodOf, sumOf, timeBuckets } from "../../charts/time-buckets.ts";
import type { Mark } from "../../charts/use-mark-styles.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { callsPath } from "../../parts/calls-path.ts";
import { ChartPanel } from "../../parts/ChartPanel.tsx";
import { DataTable } from "../../parts/DataTable.tsx";
import { ratingsByDay } from "./ratings-by-day.ts";

const HEIGHT = 200;
const OPINIONS: readonly { opinion: Opinion; mark: Mark }[] = [
  { opinion: "ratedPoor", mark: "poor" },
  { opinion: "notClear", mark: "unclassified" },
  { opinion: "ratedGood", mark: "good" },
];

const useStyles = makeStyles({
  chart: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalM },
});

/** What one rated, over time. A click lists the rated calls of the day. */
export function RatingsPanel({ page }: { page: FeedbackPageJson }): ReactNode {
  const styles = useStyles();
  const { bot, charts, formats, feedback: words } = useMessages();
  const { joins } = bot;
  const grouped = timeBuckets(ratingsByDay(page, new Date()));
  const title = words.ratings[grouped.unit];
  const axis = axisLabels(grouped, formats);
  const columns = grouped.buckets.map((bucket, index) => {
    const parts = OPINIONS.map(({ opinion, mark }) => ({
      opinion,
      mark,
      value: sumOf(bucket.days, (day) => day[opinion]),
    }));
    return {
      key: bucket.first,
      days: bucketName(bucket, grouped.unit, formats),
      label: axis[index] ?? null,
      href: callsPath(periodOf(bucket), { feedback: "rated" }),
      parts,
      total: sumOf(parts, ({ value }) => value),
    };
  });
  return (
    <ChartPanel
      title={title}
      height={HEIGHT + 28}
      chart={
        <div className={styles.chart}>
          <ColumnChart
            name={title}
            height={HEIGHT}
            ticks={axisTicks(Math.max(0, ...columns.map(({ total }) => total))).map((value) => ({
              value,
              text: formats.count(value),
            }))}
            columns={columns.map(({ days, total, ...column }) => ({
              ...column,
              name: joins.labeled(
                days,
                total === 0
                  ? charts.noneRated
                  : joins.facts(
                      column.parts
                        .filter(({ value }) => value > 0)
                        .map(({ opinion, value }) => joins.labeled(words.opinion[opinion], formats.count(value))),
                    ),
              ),
            }))}
          />
          <Legend entries={OPINIONS.map(({ opinion, mark }) => ({ mark, text: words.opinion[opinion] }))} />
        </div>
      }
      table={
        <DataTable
          caption={title}
          columns={[
            { header: charts.unit[grouped.unit] },
            ...OPINIONS.map(({ opinion }) => ({ header: words.opinion[opinion], isNumber: true })),
          ]}
          rows={columns.map(({ key, days, parts }) => ({
            key,
            cells: [days, ...parts.map(({ value }) => formats.count(value))],
          }))}
        />
      }
    />
  );
}
