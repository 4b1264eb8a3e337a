import { makeStyles, mergeClasses, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Quality } from "../../../src/calls/stream-quality.ts";
import { useMessages } from "../../messages/use-messages.ts";
import type { CallSession, StreamLane } from "./own-streams.ts";
import { marksIn, placeIn, type TimeSpan } from "./time-span.ts";

const LANE_HEIGHT = 36;
const AXIS_HEIGHT = 28;
const LEGEND_HEIGHT = 32;

/** In CSS pixels. */
export function timelineHeight(lanes: number): number {
  return (lanes + 1) * LANE_HEIGHT + AXIS_HEIGHT + LEGEND_HEIGHT;
}

const STRIPES = `repeating-linear-gradient(135deg, ${tokens.colorNeutralForegroundInverted} 0 2px, transparent 2px 7px)`;
const NARROW = "@media (max-width: 559px)";

const useStyles = makeStyles({
  root: { position: "relative" },
  lane: {
    display: "grid",
    gridTemplateColumns: "148px minmax(0, 1fr) 88px",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalM,
    height: `${LANE_HEIGHT}px`,
    // The name and the word above the track, which needs the whole width.
    [NARROW]: { gridTemplateColumns: "minmax(0, 1fr) auto", height: "52px", alignContent: "center" },
  },
  name: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200, overflowWrap: "anywhere" },
  track: {
    position: "relative",
    [NARROW]: { gridRow: 2, gridColumn: "1 / -1" },
    height: "20px",
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorNeutralBackground3,
  },
  // Their colors and patterns carry meaning, so they stay in a theme of few colors.
  bar: {
    position: "absolute",
    insetBlock: 0,
    boxSizing: "border-box",
    minWidth: "3px",
    borderRadius: tokens.borderRadiusSmall,
    forcedColorAdjust: "none",
  },
  present: {
    backgroundColor: tokens.colorBrandBackground2Pressed,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorBrandStroke1}`,
  },
  good: { backgroundColor: tokens.colorStatusSuccessBackground3 },
  poor: { backgroundColor: tokens.colorStatusDangerBackground3, backgroundImage: STRIPES },
  unclassified: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} dashed ${tokens.colorNeutralStrokeAccessible}`,
  },
  word: { fontSize: tokens.fontSizeBase200, whiteSpace: "nowrap", color: tokens.colorNeutralForeground2 },
  poorWord: { color: tokens.colorStatusDangerForeground3, fontWeight: tokens.fontWeightSemibold },
  axis: { position: "relative", height: `${AXIS_HEIGHT}px`, [NARROW]: { gridRow: 1, gridColumn: "1 / -1" } },
  empty: { [NARROW]: { display: "none" } },
  mark: {
    position: "absolute",
    top: tokens.spacingVerticalXS,
    transform: "translateX(-50%)",
    fontSize: tokens.fontSizeBase100,
    color: tokens.colorNeutralForeground3,
    fontVariantNumeric: "tabular-nums",
  },
  legend: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "end",
    columnGap: tokens.spacingHorizontalL,
    minHeight: `${LEGEND_HEIGHT}px`,
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
  },
  key: { display: "flex", alignItems: "center", columnGap: tokens.spacingHorizontalXS },
  sample: { position: "relative", width: "24px", height: "12px" },
});

/** The person's joins and each stream's quality, from their first join to their last leave. */
export function Timeline({
  sessions,
  lanes,
  span,
}: {
  sessions: readonly CallSession[];
  lanes: readonly StreamLane[];
  span: TimeSpan;
}): ReactNode {
  const styles = useStyles();
  const { bot, call, formats } = useMessages();
  const { timeline } = call;
  const time = (instant: number): string => formats.time(new Date(instant));
  const looks: Record<Quality, string> = { good: styles.good, poor: styles.poor, unclassified: styles.unclassified };
  const said = lanes.map((lane) => bot.joins.labeled(laneName(lane, bot), bot.words.quality[lane.quality]));
  const label = bot.joins.sentences([timeline.span(time(span.start), time(span.end)), ...said]);
  return (
    <div role="img" aria-label={label} className={styles.root}>
      <div className={styles.lane}>
        <span className={styles.name}>{timeline.presence}</span>
        <span className={styles.track}>
          {sessions.map(({ sessionId, start, end }) => (
            <span
              key={`${sessionId}${start}`}
              className={mergeClasses(styles.bar, styles.present)}
              style={placeIn(span, { start: Date.parse(start), end: Date.parse(end) })}
            />
          ))}
        </span>
        <span />
      </div>
      {lanes.map((lane) => (
        <div key={`${lane.kind}${lane.direction}`} className={styles.lane}>
          <span className={styles.name}>{laneName(lane, bot)}</span>
          <span className={styles.track}>
            {lane.parts.map((part, index) => (
              <span
                key={index}
                title={bot.joins.facts([`${time(part.start)} – ${time(part.end)}`, bot.words.quality[part.quality]])}
                className={mergeClasses(styles.bar, looks[part.quality])}
                style={placeIn(span, part)}
              />
            ))}
          </span>
          <span className={mergeClasses(styles.word, lane.quality === "poor" && styles.poorWord)}>
            {bot.words.quality[lane.quality]}
          </span>
        </div>
      ))}
      <div className={styles.lane} style={{ height: AXIS_HEIGHT }}>
        <span className={styles.empty} />
        <span className={styles.axis}>
          {marksIn(span).map((mark) => (
            <span key={mark} className={styles.mark} style={{ left: placeIn(span, { start: mark, end: mark }).left }}>
              {time(mark)}
            </span>
          ))}
        </span>
        <span className={styles.empty} />
      </div>
      <div className={styles.legend}>
        {(["good", "poor", "unclassified"] as const).map((quality) => (
          <span key={quality} className={styles.key}>
            <span className={styles.sample}>
              <span className={mergeClasses(styles.bar, looks[quality])} style={{ left: 0, width: "100%" }} />
            </span>
            {bot.words.quality[quality]}
          </span>
        ))}
      </div>
    </div>
  );
}

/** "Audio, heard" */
export function laneName(
  { kind, direction }: Pick<StreamLane, "kind" | "direction">,
  { words, quality, joins }: ReturnType<typeof useMessages>["bot"],
): string {
  return joins.facts([words.mediaKind[kind], quality.direction(direction, kind)]);
}
