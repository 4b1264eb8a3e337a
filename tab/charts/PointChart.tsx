import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Plot, type PlotColumn } from "./Plot.tsx";

const DOT = 12;

const useStyles = makeStyles({
  range: {
    position: "absolute",
    left: "50%",
    width: "6px",
    transform: "translateX(-50%)",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorCompoundBrandBackground,
    opacity: 0.35,
    forcedColorAdjust: "none",
  },
  dot: {
    position: "absolute",
    left: "50%",
    width: `${DOT}px`,
    height: `${DOT}px`,
    boxSizing: "border-box",
    transform: "translate(-50%, 50%)",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorCompoundBrandBackground,
    border: `${tokens.strokeWidthThick} solid ${tokens.colorNeutralBackground1}`,
    forcedColorAdjust: "none",
  },
});

export type PointColumn = Omit<PlotColumn, "marks"> & {
  /** With the range in which it lies, where one is known; null: nothing to show. */
  point: { value: number; range: { low: number; high: number } | null } | null;
};

/** A point each, with the range in which it lies with 95 % certainty. They are not joined: between them nothing is known. */
export function PointChart({
  columns,
  ticks,
  ...frame
}: {
  name: string;
  height: number;
  ticks: readonly { value: number; text: string }[];
  columns: readonly PointColumn[];
}): ReactNode {
  const styles = useStyles();
  const [bottom, top] = [ticks[0]?.value ?? 0, ticks.at(-1)?.value ?? 1];
  const percent = (value: number): number => ((Math.min(Math.max(value, bottom), top) - bottom) / (top - bottom)) * 100;
  return (
    <Plot
      {...frame}
      ticks={ticks}
      columns={columns.map(({ point, ...column }) => ({
        ...column,
        marks: point && (
          <>
            {point.range && (
              <span
                className={styles.range}
                style={{
                  bottom: `${percent(point.range.low)}%`,
                  height: `${percent(point.range.high) - percent(point.range.low)}%`,
                }}
              />
            )}
            <span className={styles.dot} style={{ bottom: `${percent(point.value)}%` }} />
          </>
        ),
      }))}
    />
  );
}
