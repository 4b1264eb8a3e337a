import { makeStyles, mergeClasses, tokens, Tooltip, typographyStyles } from "@fluentui/react-components";
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Link } from "wouter";

const AXIS_HEIGHT = 24;

const useStyles = makeStyles({
  root: { display: "flex", columnGap: tokens.spacingHorizontalS, boxSizing: "border-box", paddingTop: "8px" },
  ticks: {
    ...typographyStyles.caption1,
    position: "relative",
    flexShrink: 0,
    marginBottom: `${AXIS_HEIGHT}px`,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: "tabular-nums",
    textAlign: "end",
  },
  // The widest one, unseen, gives the axis its width.
  widest: { visibility: "hidden", whiteSpace: "nowrap", height: 0, overflow: "hidden", display: "block" },
  tick: { position: "absolute", insetInlineEnd: 0, transform: "translateY(50%)", whiteSpace: "nowrap" },
  area: { position: "relative", flexGrow: 1, minWidth: 0, marginBottom: `${AXIS_HEIGHT}px` },
  line: {
    position: "absolute",
    insetInline: 0,
    height: 0,
    borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    pointerEvents: "none",
    // In a high-contrast theme they are as strong as the text.
    opacity: 0.6,
  },
  columns: {
    position: "absolute",
    inset: 0,
    display: "flex",
    margin: 0,
    padding: 0,
    listStyleType: "none",
  },
  column: { position: "relative", flex: "1 1 0", minWidth: 0 },
  target: {
    position: "absolute",
    inset: 0,
    display: "block",
    borderRadius: tokens.borderRadiusSmall,
    color: "inherit",
    ":hover": { backgroundColor: tokens.colorSubtleBackgroundHover },
    ":focus-visible": {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: "-1px",
      zIndex: 1,
    },
  },
  label: {
    ...typographyStyles.caption1,
    position: "absolute",
    top: "calc(100% + 6px)",
    left: "50%",
    transform: "translateX(-50%)",
    color: tokens.colorNeutralForeground3,
    whiteSpace: "nowrap",
    pointerEvents: "none",
  },
  // At the ends a label would hang over the edge.
  firstLabel: { left: 0, transform: "none" },
  lastLabel: { left: "auto", right: 0, transform: "none" },
});

export type PlotColumn = {
  key: string;
  /** Under the axis; null: not every column has place for one. */
  label: string | null;
  /** What the column says, in words: its accessible name and its tooltip. */
  name: string;
  /** Where a click leads; null: nowhere. */
  href: string | null;
  /** Placed in percent of the column's area. */
  marks: ReactNode;
};

/**
 * The frame of a chart over time: horizontal lines with their values, and columns side by side, each with its marks.
 * One stop of the Tab key; the arrow keys go from column to column. It is made of HTML boxes, so that it has its size
 * before anything was measured, and its colors are those of the theme.
 */
export function Plot({
  name,
  height,
  ticks,
  columns,
}: {
  /** What is shown, in words, with its unit. */
  name: string;
  /** In CSS pixels, the labels under the axis included. */
  height: number;
  /** From the bottom line to the top one. */
  ticks: readonly { value: number; text: string }[];
  columns: readonly PlotColumn[];
}): ReactNode {
  const styles = useStyles();
  const list = useRef<HTMLOListElement>(null);
  // The newest one is what most people look for.
  const [current, setCurrent] = useState(columns.length - 1);
  const reached = Math.min(current, columns.length - 1);

  function onKeyDown(event: KeyboardEvent): void {
    const next = nextColumn(event.key, reached, columns.length);
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    list.current?.querySelectorAll<HTMLElement>("[data-column]")[next]?.focus();
  }

  const [bottom, top] = [ticks[0]?.value ?? 0, ticks.at(-1)?.value ?? 1];
  const widest = ticks.reduce((longest, { text }) => (text.length > longest.length ? text : longest), "");
  const labeled = columns.flatMap(({ label }, index) => (label === null ? [] : [index]));
  const share = (value: number): string => `${((value - bottom) / (top - bottom)) * 100}%`;
  return (
    <div role="group" aria-label={name} className={styles.root} style={{ height }}>
      <div className={styles.ticks} aria-hidden>
        <span className={styles.widest}>{widest}</span>
        {ticks.map(({ value, text }) => (
          <span key={value} className={styles.tick} style={{ bottom: share(value) }}>
            {text}
          </span>
        ))}
      </div>
      <div className={styles.area}>
        {ticks.map(({ value }) => (
          <div key={value} className={styles.line} style={{ bottom: share(value) }} />
        ))}
        <ol ref={list} className={styles.columns} onKeyDown={onKeyDown}>
          {columns.map((column, index) => (
            <li key={column.key} className={styles.column}>
              <Column column={column} isReached={index === reached} onReach={() => setCurrent(index)} />
              {column.label !== null && (
                <span
                  aria-hidden
                  className={mergeClasses(
                    styles.label,
                    columns.length > 7 && index === 0 && styles.firstLabel,
                    columns.length > 7 && index === columns.length - 1 && index === labeled.at(-1) && styles.lastLabel,
                  )}
                >
                  {column.label}
                </span>
              )}
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function Column({
  column: { name, href, marks },
  isReached,
  onReach,
}: {
  column: PlotColumn;
  isReached: boolean;
  onReach: () => void;
}): ReactNode {
  const styles = useStyles();
  const common = { className: styles.target, tabIndex: isReached ? 0 : -1, onFocus: onReach, "data-column": true };
  return (
    <Tooltip content={name} relationship="label" positioning={{ position: "above", coverTarget: false }}>
      {href === null ? (
        <span role="img" {...common}>
          {marks}
        </span>
      ) : (
        <Link href={href} {...common}>
          {marks}
        </Link>
      )}
    </Tooltip>
  );
}

function nextColumn(key: string, current: number, count: number): number | null {
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, current - 1);
    case "ArrowRight":
      return Math.min(count - 1, current + 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
