import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import { ArrowDownRegular, ArrowSortRegular, ArrowUpRegular } from "@fluentui/react-icons";
import { useState, type ReactNode } from "react";

const useStyles = makeStyles({
  scroll: { overflowX: "auto", maxWidth: "100%" },
  table: { width: "100%", borderCollapse: "collapse", fontSize: tokens.fontSizeBase300 },
  unseen: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
  header: {
    padding: `0 ${tokens.spacingHorizontalM} 0 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    textAlign: "start",
    whiteSpace: "nowrap",
    ":last-child": { paddingRight: 0 },
  },
  sort: {
    display: "inline-flex",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalXS,
    minHeight: "32px",
    margin: 0,
    padding: 0,
    border: "none",
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: "transparent",
    color: tokens.colorNeutralForeground3,
    fontFamily: "inherit",
    fontSize: tokens.fontSizeBase200,
    cursor: "pointer",
    ":hover": { color: tokens.colorNeutralForeground2Hover },
    ":focus-visible": { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  sorted: { color: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  cell: {
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalS} 0`,
    borderBottom: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    textAlign: "start",
    fontWeight: tokens.fontWeightRegular,
    verticalAlign: "top",
    overflowWrap: "anywhere",
    ":last-child": { paddingRight: 0 },
  },
  first: { minWidth: "88px" },
  number: { textAlign: "end", fontVariantNumeric: "tabular-nums", whiteSpace: "nowrap" },
});

export type SortableColumn<Row> = {
  header: string;
  isNumber?: boolean;
  /** What it is sorted by: numbers the largest first, texts from the first letter on. */
  value: (row: Row) => number | string;
  cell: (row: Row) => ReactNode;
};

type Sorting = { column: number; isReversed: boolean };

/** Rows that somebody may put in order by any of the columns. The first cell of a row is its header. */
export function SortableTable<Row>({
  caption,
  columns,
  rows,
  keyOf,
  sortBy,
  locale,
}: {
  /** For screen readers: the heading above it is on the panel. */
  caption: string;
  columns: readonly SortableColumn<Row>[];
  /** In the order in which they come first. */
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  /** The tooltip of a header. */
  sortBy: (header: string) => string;
  locale: string;
}): ReactNode {
  const styles = useStyles();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const sorted = inOrder(rows, columns, sorting, locale);
  return (
    <div className={styles.scroll} role="group" tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption className={styles.unseen}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ header, isNumber }, index) => {
              const isSorted = sorting?.column === index;
              return (
                <th
                  key={header}
                  scope="col"
                  className={mergeClasses(styles.header, isNumber && styles.number)}
                  aria-sort={isSorted ? directionOf(sorting, isNumber) : undefined}
                >
                  <button
                    type="button"
                    title={sortBy(header)}
                    className={mergeClasses(styles.sort, isSorted && styles.sorted)}
                    onClick={() => setSorting({ column: index, isReversed: isSorted && !sorting.isReversed })}
                  >
                    {header}
                    {!isSorted && <ArrowSortRegular aria-hidden />}
                    {isSorted &&
                      (directionOf(sorting, isNumber) === "ascending" ? (
                        <ArrowUpRegular aria-hidden />
                      ) : (
                        <ArrowDownRegular aria-hidden />
                      ))}
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ header, isNumber, cell }, index) =>
                index === 0 ? (
                  <th key={header} scope="row" className={mergeClasses(styles.cell, styles.first)}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={header} className={mergeClasses(styles.cell, isNumber && styles.number)}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function directionOf({ isReversed }: Sorting, isNumber = false): "ascending" | "descending" {
  return isNumber === isReversed ? "ascending" : "descending";
}

function inOrder<Row>(
  rows: readonly Row[],
  columns: readonly SortableColumn<Row>[],
  sorting: Sorting | null,
  locale: string,
): readonly Row[] {
  const column = sorting && columns[sorting.column];
  if (!column) return rows;
  const collator = new Intl.Collator(locale, { numeric: true });
  const compare = (a: number | string, b: number | string): number =>
    typeof a === "number" && typeof b === "number" ? b - a : collator.compare(String(a), String(b));
  const sign = sorting.isReversed ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(column.value(a), column.value(b)));
}
