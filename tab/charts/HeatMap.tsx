import { makeStyles, mergeClasses, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";

const mix = (percent: number): string =>
  `color-mix(in srgb, ${tokens.colorCompoundBrandBackground} ${percent}%, ${tokens.colorNeutralBackground1})`;

const useStyles = makeStyles({
  scroll: { overflowX: "auto", maxWidth: "100%" },
  table: {
    width: "100%",
    borderCollapse: "separate",
    borderSpacing: "2px",
    tableLayout: "fixed",
    fontVariantNumeric: "tabular-nums",
  },
  unseen: { position: "absolute", width: "1px", height: "1px", overflow: "hidden", clipPath: "inset(50%)" },
  corner: { width: "48px", padding: 0 },
  hour: {
    ...typographyStyles.caption2,
    padding: 0,
    textAlign: "center",
    color: tokens.colorNeutralForeground3,
    height: "20px",
  },
  weekday: {
    ...typographyStyles.caption1,
    padding: 0,
    color: tokens.colorNeutralForeground2,
    textAlign: "start",
    whiteSpace: "nowrap",
  },
  cell: {
    ...typographyStyles.caption2,
    position: "relative",
    height: "30px",
    minWidth: "20px",
    padding: 0,
    textAlign: "center",
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    forcedColorAdjust: "none",
  },
  some: { backgroundColor: mix(14) },
  more: { backgroundColor: mix(30) },
  many: { backgroundColor: mix(48) },
  most: { backgroundColor: tokens.colorCompoundBrandBackground, color: tokens.colorNeutralForegroundInverted },
});

/** Columns beyond these are too narrow on a phone: then the table scrolls. */
const MOST_NARROW = 12;

export type HeatMapTexts = {
  caption: string;
  weekday: (weekday: number) => string;
  hour: (hour: number) => string;
  /** The name of a cell with calls; its number is what is seen. */
  cell: (calls: number, poor: number) => string;
  none: string;
  count: (calls: number) => string;
};

/** A week's hours in a table: the more calls, the stronger the color. Of the day, only what lies around the calls. */
export function HeatMap({
  cells,
  hours: { first, last },
  texts,
}: {
  /** Weekday 1 is Monday. */
  cells: readonly { weekday: number; hour: number; calls: number; poor: number }[];
  /** Both included. */
  hours: { first: number; last: number };
  texts: HeatMapTexts;
}): ReactNode {
  const styles = useStyles();
  const largest = Math.max(1, ...cells.map(({ calls }) => calls));
  const hours = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const shade = (calls: number): string | false => {
    if (calls === 0) return false;
    const level = calls / largest;
    if (level > 0.75) return styles.most;
    if (level > 0.5) return styles.many;
    return level > 0.25 ? styles.more : styles.some;
  };
  return (
    <div className={styles.scroll} role="group" tabIndex={0} aria-label={texts.caption}>
      <table
        className={styles.table}
        style={hours.length > MOST_NARROW ? { minWidth: `${48 + hours.length * 24}px` } : undefined}
      >
        <caption className={styles.unseen}>{texts.caption}</caption>
        <thead>
          <tr>
            <td className={styles.corner} />
            {hours.map((hour) => (
              <th key={hour} scope="col" className={styles.hour}>
                {texts.hour(hour)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
            <tr key={weekday}>
              <th scope="row" className={styles.weekday}>
                {texts.weekday(weekday)}
              </th>
              {hours.map((hour) => {
                const found = cells.find((cell) => cell.weekday === weekday && cell.hour === hour);
                const name = found ? texts.cell(found.calls, found.poor) : texts.none;
                return (
                  <td key={hour} className={mergeClasses(styles.cell, shade(found?.calls ?? 0))} title={name}>
                    {found && <span aria-hidden>{texts.count(found.calls)}</span>}
                    <span className={styles.unseen}>{name}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
