import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useMarkStyles, type Mark } from "./use-mark-styles.ts";

const useStyles = makeStyles({
  root: { width: "100%", borderCollapse: "collapse", fontSize: tokens.fontSizeBase300 },
  unseen: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
  name: {
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} 0`,
    fontWeight: tokens.fontWeightRegular,
    textAlign: "start",
    overflowWrap: "anywhere",
  },
  bar: { width: "50%", padding: 0 },
  fill: { height: "16px", minWidth: "2px", borderRadius: tokens.borderRadiusSmall },
  none: { visibility: "hidden" },
  count: {
    padding: `0 0 0 ${tokens.spacingHorizontalM}`,
    textAlign: "end",
    fontVariantNumeric: "tabular-nums",
    whiteSpace: "nowrap",
  },
});

export type BarRow = { key: string; name: string; value: number; text: string; mark: Mark };

/** Names, numbers, and bars between them: a chart that is its own table. */
export function BarTable({
  caption,
  columns,
  rows,
}: {
  /** For screen readers: the heading above it is on the panel. */
  caption: string;
  columns: { name: string; value: string };
  rows: readonly BarRow[];
}): ReactNode {
  const styles = useStyles();
  const marks = useMarkStyles();
  const largest = Math.max(1, ...rows.map(({ value }) => value));
  return (
    <table className={styles.root}>
      <caption className={styles.unseen}>{caption}</caption>
      <thead className={styles.unseen}>
        <tr>
          <th scope="col">{columns.name}</th>
          <td />
          <th scope="col">{columns.value}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, value, text, mark }) => (
          <tr key={key}>
            <th scope="row" className={styles.name}>
              {name}
            </th>
            <td className={styles.bar} aria-hidden>
              <div
                className={mergeClasses(styles.fill, marks[mark], value === 0 && styles.none)}
                style={{ width: `${(value / largest) * 100}%` }}
              />
            </td>
            <td className={styles.count}>{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
