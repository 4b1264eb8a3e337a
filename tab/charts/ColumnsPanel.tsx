import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { countTicks } from "./axis-ticks.ts";
import { ColumnChart, type StackedColumn } from "./ColumnChart.tsx";
import { Legend } from "./Legend.tsx";
import { sumOf } from "./time-buckets.ts";
import { TimeChartPanel, type TimeChart, type TimeColumn } from "./TimeChartPanel.tsx";
import type { Mark } from "./use-mark-styles.ts";

const LEGEND_HEIGHT = 28;

const useStyles = makeStyles({
  chart: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalM },
});

/** Figures over time as columns from 0, with what their parts stand for where there are several. */
export function ColumnsPanel({
  ticks,
  legend = [],
  ...panel
}: TimeChart<TimeColumn & Pick<StackedColumn, "parts">> & {
  /** Round numbers of whatever is counted, unless given. */
  ticks?: readonly { value: number; text: string }[];
  legend?: readonly { mark: Mark; text: string }[];
}): ReactNode {
  const styles = useStyles();
  const { bot, formats } = useMessages();
  const { joins } = bot;
  const { title, height, columns } = panel;
  const totals = columns.map(({ parts }) => sumOf(parts, ({ value }) => value));
  return (
    <TimeChartPanel {...panel} height={legend.length === 0 ? height : height + LEGEND_HEIGHT}>
      <div className={styles.chart}>
        <ColumnChart
          name={title}
          height={height}
          ticks={ticks ?? countTicks(totals, formats)}
          columns={columns.map(({ key, name, label, href, said, parts }) => ({
            key,
            label,
            href,
            parts,
            name: joins.labeled(name, said),
          }))}
        />
        {legend.length > 0 && <Legend entries={legend} />}
      </div>
    </TimeChartPanel>
  );
}
