import type { ReactNode } from "react";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { axisLabels, bucketName } from "../../charts/bucket-words.ts";
import { PointChart } from "../../charts/PointChart.tsx";
import { coarseBuckets, periodOf, sumOf } from "../../charts/time-buckets.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { callsPath } from "../../parts/calls-path.ts";
import { ChartPanel } from "../../parts/ChartPanel.tsx";
import { DataTable } from "../../parts/DataTable.tsx";

const HEIGHT = 208;
const RATINGS = [1, 2, 3, 4, 5];

/** What one thought of one's calls, over time: the average of the ratings, and how many there were. */
export function RatingsPanel({ days }: { days: OverviewJson["feedbackByDay"] }): ReactNode {
  const { bot, charts, formats } = useMessages();
  const { joins, labels, cards } = bot;
  const grouped = coarseBuckets(days);
  const title = charts.averageRating[grouped.unit];
  const axis = axisLabels(grouped, formats);
  const columns = grouped.buckets.map((bucket, index) => {
    const rated = sumOf(bucket.days, (day) => day.rated);
    const sum = sumOf(bucket.days, (day) => (day.average ?? 0) * day.rated);
    return {
      key: bucket.first,
      days: bucketName(bucket, grouped.unit, formats),
      label: axis[index] ?? null,
      href: callsPath(periodOf(bucket)),
      rated,
      poor: sumOf(bucket.days, (day) => day.poor),
      average: rated === 0 ? null : sum / rated,
    };
  });
  return (
    <ChartPanel
      title={title}
      height={HEIGHT}
      chart={
        <PointChart
          name={title}
          height={HEIGHT}
          ticks={RATINGS.map((value) => ({ value, text: formats.count(value) }))}
          columns={columns.map(({ days: name, rated, poor, average, ...column }) => ({
            ...column,
            name: joins.labeled(
              name,
              average === null
                ? charts.noneRated
                : joins.facts([
                    bot.averageRating(average),
                    joins.labeled(charts.rated, formats.count(rated)),
                    joins.labeled(labels.poorFeedback, cards.part(formats.count(poor), formats.count(rated))),
                  ]),
            ),
            point: average === null ? null : { value: average, range: null },
          }))}
        />
      }
      table={
        <DataTable
          caption={title}
          columns={[
            { header: charts.unit[grouped.unit] },
            { header: charts.rated, isNumber: true },
            { header: labels.averageRating, isNumber: true },
            { header: labels.poorFeedback, isNumber: true },
          ]}
          rows={columns.map(({ key, days: name, rated, poor, average }) => ({
            key,
            cells: [
              name,
              formats.count(rated),
              average === null ? charts.noneRated : formats.decimal(average, 1),
              formats.count(poor),
            ],
          }))}
        />
      }
    />
  );
}
