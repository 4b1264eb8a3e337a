import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";

const useStyles = makeStyles({
  scroll: { overflowX: "auto", maxWidth: "100%" },
  table: { width: "100%", borderCollapse: "collapse", fontSize: tokens.fontSizeBase300 },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    textAlign: "start",
    fontWeight: tokens.fontWeightRegular,
    verticalAlign: "top",
  },
  header: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, whiteSpace: "nowrap" },
  number: { textAlign: "end", fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
  wraps: { whiteSpace: "normal" },
  caption: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
});

export type DataColumn = {
  header: string;
  isNumber?: boolean;
  /** A header of several words that may stand on as many lines where there is little place. */
  wraps?: boolean;
};

/** Plain rows and columns, for example of the values behind a chart. The first cell of a row is its header. */
export function DataTable({
  caption,
  columns,
  rows,
}: {
  /** For screen readers: the heading above it is on the panel. */
  caption: string;
  columns: readonly DataColumn[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
}): ReactNode {
  const styles = useStyles();
  const cellClass = (column: DataColumn | undefined, extra?: string): string =>
    mergeClasses(styles.cell, column?.isNumber && styles.number, extra);
  return (
    <div className={styles.scroll} role="group" tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.header}
                scope="col"
                className={mergeClasses(cellClass(column, styles.header), column.wraps && styles.wraps)}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key}>
              <th scope="row" className={cellClass(columns[0])}>
                {first}
              </th>
              {others.map((cell, index) => (
                <td key={columns[index + 1]?.header ?? index} className={cellClass(columns[index + 1])}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
