import type { ReactNode } from "react";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { namedBuckets } from "../../charts/bucket-words.ts";
import { PointChart } from "../../charts/PointChart.tsx";
import { coarseBuckets, sumOf } from "../../charts/time-buckets.ts";
import { TimeChartPanel } from "../../charts/TimeChartPanel.tsx";
import { useMessages } from "../../messages/use-messages.ts";
import { callsPath } from "../../parts/calls-path.ts";

const HEIGHT = 208;
const RATINGS = [1, 2, 3, 4, 5];

/** What one thought of one's calls, over time: the average of the ratings, and how many there were. */
export function RatingsPanel({ days }: { days: OverviewJson["feedbackByDay"] }): ReactNode {
  const { bot, charts, formats } = useMessages();
  const { joins, labels, cards } = bot;
  const grouped = coarseBuckets(days);
  const title = charts.averageRating[grouped.unit];
  const columns = namedBuckets(grouped, formats, callsPath).map(({ days: ofBucket, ...bucket }) => {
    const rated = sumOf(ofBucket, (day) => day.rated);
    const poor = sumOf(ofBucket, (day) => day.poor);
    const sum = sumOf(ofBucket, (day) => (day.average ?? 0) * day.rated);
    const average = rated === 0 ? null : sum / rated;
    const facts = (value: number): string[] => [
      bot.averageRating(value),
      joins.labeled(charts.rated, formats.count(rated)),
      joins.labeled(labels.poorFeedback, cards.part(formats.count(poor), formats.count(rated))),
    ];
    return {
      ...bucket,
      average,
      said: average === null ? charts.noneRated : joins.facts(facts(average)),
      cells: [
        formats.count(rated),
        average === null ? charts.noneRated : formats.decimal(average, 1),
        formats.count(poor),
      ],
    };
  });
  return (
    <TimeChartPanel
      title={title}
      unit={grouped.unit}
      height={HEIGHT}
      headers={[charts.rated, labels.averageRating, labels.poorFeedback]}
      columns={columns}
    >
      <PointChart
        name={title}
        height={HEIGHT}
        ticks={RATINGS.map((value) => ({ value, text: formats.count(value) }))}
        columns={columns.map(({ key, label, href, name, said, average }) => ({
          key,
          label,
          href,
          name: joins.labeled(name, said),
          point: average === null ? null : { value: average, range: null },
        }))}
      />
    </TimeChartPanel>
  );
}
