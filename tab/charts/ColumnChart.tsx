import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Plot, type PlotColumn } from "./Plot.tsx";
import { useMarkStyles, type Mark } from "./use-mark-styles.ts";

const useStyles = makeStyles({
  stack: {
    position: "absolute",
    bottom: 0,
    left: "50%",
    transform: "translateX(-50%)",
    width: "72%",
    maxWidth: "36px",
    height: "100%",
    display: "flex",
    flexDirection: "column-reverse",
    rowGap: "1px",
  },
  part: {
    flexShrink: 0,
    minHeight: "2px",
    ":last-child": { borderRadius: `${tokens.borderRadiusSmall} ${tokens.borderRadiusSmall} 0 0` },
  },
});

export type StackedColumn = Omit<PlotColumn, "marks"> & {
  /** From the bottom; a part of 0 is not drawn. */
  parts: readonly { mark: Mark; value: number }[];
};

/** Columns that begin at 0, of one part or of several on each other. `ticks` begin with 0. */
export function ColumnChart({
  columns,
  ticks,
  ...frame
}: {
  name: string;
  height: number;
  ticks: readonly { value: number; text: string }[];
  columns: readonly StackedColumn[];
}): ReactNode {
  const styles = useStyles();
  const marks = useMarkStyles();
  const top = ticks.at(-1)?.value ?? 1;
  return (
    <Plot
      {...frame}
      ticks={ticks}
      columns={columns.map(({ parts, ...column }) => ({
        ...column,
        marks: (
          <span className={styles.stack}>
            {parts
              .filter(({ value }) => value > 0)
              .map(({ mark, value }) => (
                <span
                  key={mark}
                  className={mergeClasses(styles.part, marks[mark])}
                  style={{ height: `calc(${(value / top) * 100}% - 1px)` }}
                />
              ))}
          </span>
        ),
      }))}
    />
  );
}
