import { makeStyles, mergeClasses, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { shownApart } from "../../../bot/messages/metric-value.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { Panel } from "../../parts/Panel.tsx";
import type { OwnEndNumber, StreamNumber } from "./measured-numbers.ts";

const useStyles = makeStyles({
  text: { margin: 0, color: tokens.colorNeutralForeground3 },
  heading: { ...typographyStyles.body1Strong, margin: 0 },
  list: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 300px), 1fr))",
    gap: tokens.spacingHorizontalM,
    margin: 0,
    padding: 0,
    listStyleType: "none",
  },
  number: {
    display: "flex",
    flexDirection: "column",
    rowGap: tokens.spacingVerticalXS,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    scrollMarginTop: "64px",
    ":focus": { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  poor: { border: `${tokens.strokeWidthThin} solid ${tokens.colorStatusDangerBorder1}` },
  name: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  values: { display: "flex", flexWrap: "wrap", alignItems: "baseline", columnGap: tokens.spacingHorizontalS },
  value: { ...typographyStyles.subtitle1, fontVariantNumeric: "tabular-nums" },
  limit: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  beyond: { color: tokens.colorStatusDangerForeground3 },
  meaning: { margin: 0, color: tokens.colorNeutralForeground2 },
  // The colors tell apart where a theme of few colors would make both the same.
  gauge: {
    position: "relative",
    height: "6px",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorNeutralBackground5,
    forcedColorAdjust: "none",
  },
  fill: {
    position: "absolute",
    insetBlock: 0,
    insetInlineStart: 0,
    minWidth: "4px",
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorStatusSuccessBackground3,
  },
  poorFill: { backgroundColor: tokens.colorStatusDangerBackground3 },
  mark: {
    position: "absolute",
    insetBlock: "-3px",
    insetInlineStart: "50%",
    width: "2px",
    backgroundColor: tokens.colorNeutralForeground1,
  },
});

/** Every number beside its threshold and what it means to whoever listens; what shows the verdict can take the focus. */
export function NumbersPanel({
  numbers,
  ownEnd,
}: {
  numbers: readonly StreamNumber[];
  ownEnd: readonly OwnEndNumber[];
}): ReactNode {
  const styles = useStyles();
  const { bot, call } = useMessages();
  const { numbers: words } = call;
  if (numbers.length === 0 && ownEnd.length === 0) return <Panel title={words.title}>{words.none}</Panel>;
  const name = (parts: readonly string[]): string => bot.joins.facts(parts);
  return (
    <Panel title={words.title}>
      <p className={styles.text}>{words.text}</p>
      {ownEnd.length > 0 && <h3 className={styles.heading}>{words.ownEnd}</h3>}
      {ownEnd.length > 0 && (
        <ul className={styles.list}>
          {ownEnd.map(({ id, metric, value, threshold }) => (
            <Measured
              key={id}
              id={id}
              name={bot.quality.metric(metric)}
              metric={metric}
              value={value}
              threshold={threshold}
              poorWhen={typeof value === "number" && threshold !== null && value < threshold ? "under" : "over"}
              isPoor
              meaning={words.ofOwnEnd[metric]}
            />
          ))}
        </ul>
      )}
      {ownEnd.length > 0 && numbers.length > 0 && <h3 className={styles.heading}>{bot.labels.streams}</h3>}
      {numbers.length > 0 && (
        <ul className={styles.list}>
          {numbers.map(({ id, kind, direction, metric, ...number }) => (
            <Measured
              key={id}
              id={id}
              name={name([
                bot.quality.metric(metric),
                bot.joins.aside(bot.words.mediaKind[kind], bot.quality.direction(direction, kind)),
              ])}
              metric={metric}
              {...number}
              meaning={words.ofStream(metric, direction, kind)}
            />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Measured({
  id,
  name,
  metric,
  value,
  threshold,
  poorWhen,
  isPoor,
  meaning,
}: {
  id: string;
  name: string;
  metric: string;
  value: number | string;
  threshold: number | null;
  poorWhen: "over" | "under";
  isPoor: boolean;
  meaning: string;
}): ReactNode {
  const styles = useStyles();
  const { bot, formats, call } = useMessages();
  const { numbers: words } = call;
  const isHeld = typeof value === "number" && threshold !== null;
  const [shown, limit] = isHeld
    ? shownApart(metric, value, threshold, formats)
    : [bot.quality.metricValue(metric, value), ""];
  const held = isHeld ? (poorWhen === "over" ? words.limit(limit) : words.minimum(limit)) : words.circumstance;
  const judged = isHeld ? bot.joins.facts([held, isPoor ? words.beyond : words.within]) : held;
  return (
    <li id={id} tabIndex={-1} className={mergeClasses(styles.number, isPoor && isHeld && styles.poor)}>
      <span className={styles.name}>{name}</span>
      <span className={styles.values}>
        <span className={styles.value}>{shown}</span>
        <span className={mergeClasses(styles.limit, isPoor && isHeld && styles.beyond)}>{judged}</span>
      </span>
      {isHeld && (
        <span aria-hidden className={styles.gauge}>
          <span
            className={mergeClasses(styles.fill, isPoor && styles.poorFill)}
            style={{ width: `${shareOfGauge(value, threshold) * 100}%` }}
          />
          <span className={styles.mark} />
        </span>
      )}
      <p className={styles.meaning}>{meaning}</p>
    </li>
  );
}

/** The threshold stands in the middle; twice as much, or more, fills the gauge. */
function shareOfGauge(value: number, threshold: number): number {
  return Math.min(1, Math.max(0, value / (2 * threshold)));
}
