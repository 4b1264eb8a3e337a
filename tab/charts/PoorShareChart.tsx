import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { PeriodName } from "../../src/calls/period.ts";
import { wilsonInterval, type Interval } from "../../src/calls/proportion.ts";
import { useMessages } from "../messages/use-messages.ts";
import { axisTicks } from "./axis-ticks.ts";
import { namedBuckets } from "./bucket-words.ts";
import { PointChart } from "./PointChart.tsx";
import { sumOf, type BucketUnit, type TimeBucket } from "./time-buckets.ts";
import { TimeChartPanel } from "./TimeChartPanel.tsx";

const HEIGHT = 168;
const NOTE_HEIGHT = 40;

const useStyles = makeStyles({
  chart: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalS },
  note: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});

/**
 * The share of what was judged that was poor, with the range in which it lies, over time. A panel with its table.
 *
 * @param judgedOf how many of a day were judged
 * @param href what leads to a bucket's calls
 */
export function PoorShareChart<Day extends { poor: number }>({
  grouped,
  judgedOf,
  href,
}: {
  grouped: { unit: BucketUnit; buckets: readonly TimeBucket<Day>[] };
  judgedOf: (day: Day) => number;
  href: (period: PeriodName) => string | null;
}): ReactNode {
  const styles = useStyles();
  const { bot, charts, formats } = useMessages();
  const { joins, comparison } = bot;
  const title = charts.poorShare[grouped.unit];
  const inWords = ({ value, low, high }: Interval): string =>
    comparison.share(formats.percentage(value), formats.percentage(low), formats.percentage(high));
  const columns = namedBuckets(grouped, formats, href).map(({ days, ...bucket }) => {
    const poor = sumOf(days, (day) => day.poor);
    const judged = sumOf(days, judgedOf);
    const share = judged === 0 ? null : wilsonInterval({ count: poor, of: judged });
    const text = share && inWords(share);
    return {
      ...bucket,
      share,
      said: text === null ? charts.noneJudged : joins.facts([text, charts.ofJudged(poor, judged)]),
      cells: [formats.count(judged), formats.count(poor), text ?? charts.noneJudged],
    };
  });
  const ticks = axisTicks(Math.min(1, Math.max(0.1, ...columns.map(({ share }) => share?.high ?? 0))), 0.01);
  return (
    <TimeChartPanel
      title={title}
      unit={grouped.unit}
      height={HEIGHT + NOTE_HEIGHT}
      headers={[charts.judged, bot.words.quality.poor, charts.poorShareColumn]}
      columns={columns}
    >
      <div className={styles.chart}>
        <PointChart
          name={title}
          height={HEIGHT}
          ticks={ticks.map((value) => ({ value, text: formats.percentage(value, 1) }))}
          columns={columns.map(({ key, label, href: link, name, said, share }) => ({
            key,
            label,
            href: link,
            name: joins.labeled(name, said),
            point: share && { value: share.value, range: share },
          }))}
        />
        <p className={styles.note}>{charts.rangeExplanation}</p>
      </div>
    </TimeChartPanel>
  );
}
