import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { wilsonInterval, type Interval } from "../../src/calls/proportion.ts";
import type { BucketUnit } from "./time-buckets.ts";
import { useMessages } from "../messages/use-messages.ts";
import { ChartPanel } from "../parts/ChartPanel.tsx";
import { DataTable } from "../parts/DataTable.tsx";
import { axisTicks } from "./axis-ticks.ts";
import { PointChart } from "./PointChart.tsx";

const HEIGHT = 168;
const NOTE_HEIGHT = 40;

const useStyles = makeStyles({
  chart: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalS },
  note: { ...typographyStyles.caption1, margin: 0, color: tokens.colorNeutralForeground3 },
});

export type JudgedBucket = {
  key: string;
  days: string;
  label: string | null;
  href: string | null;
  poor: number;
  judged: number;
};

/** The share of what was judged that was poor, with the range in which it lies, over time. A panel with its table. */
export function PoorShareChart({ unit, buckets }: { unit: BucketUnit; buckets: readonly JudgedBucket[] }): ReactNode {
  const styles = useStyles();
  const { bot, charts, formats } = useMessages();
  const { joins, comparison } = bot;
  const title = charts.poorShare[unit];
  const shares = buckets.map(({ poor, judged }) => (judged === 0 ? null : wilsonInterval({ count: poor, of: judged })));
  const inWords = ({ value, low, high }: Interval): string =>
    comparison.share(formats.percentage(value), formats.percentage(low), formats.percentage(high));
  const ticks = axisTicks(Math.min(1, Math.max(0.1, ...shares.map((share) => share?.high ?? 0))), 0.01);
  return (
    <ChartPanel
      title={title}
      height={HEIGHT + NOTE_HEIGHT}
      chart={
        <div className={styles.chart}>
          <PointChart
            name={title}
            height={HEIGHT}
            ticks={ticks.map((value) => ({ value, text: formats.percentage(value, 1) }))}
            columns={buckets.map(({ days, poor, judged, ...column }, index) => {
              const share = shares[index] ?? null;
              const text = share && joins.facts([inWords(share), charts.ofJudged(poor, judged)]);
              return {
                ...column,
                name: joins.labeled(days, text ?? charts.noneJudged),
                point: share && { value: share.value, range: share },
              };
            })}
          />
          <p className={styles.note}>{charts.rangeExplanation}</p>
        </div>
      }
      table={
        <DataTable
          caption={title}
          columns={[
            { header: charts.unit[unit] },
            { header: charts.judged, isNumber: true },
            { header: bot.words.quality.poor, isNumber: true },
            { header: charts.poorShareColumn, isNumber: true },
          ]}
          rows={buckets.map(({ key, days, poor, judged }, index) => {
            const share = shares[index] ?? null;
            return {
              key,
              cells: [days, formats.count(judged), formats.count(poor), share ? inWords(share) : charts.noneJudged],
            };
          })}
        />
      }
    />
  );
}
