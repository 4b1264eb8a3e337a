import { makeStyles, mergeClasses, tokens, typographyStyles } from "@fluentui/react-components";
import {
  CheckmarkCircleRegular,
  ErrorCircleRegular,
  LightbulbRegular,
  QuestionCircleRegular,
} from "@fluentui/react-icons";
import type { ReactElement, ReactNode } from "react";
import type { Quality } from "../../../src/calls/stream-quality.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { idOfEvidence, type StreamNumber } from "./measured-numbers.ts";
import type { CallDetail } from "./own-streams.ts";

const ICONS: Readonly<Record<Quality, ReactElement>> = {
  good: <CheckmarkCircleRegular />,
  poor: <ErrorCircleRegular />,
  unclassified: <QuestionCircleRegular />,
};

const useStyles = makeStyles({
  root: {
    display: "grid",
    gridTemplateColumns: "auto minmax(0, 1fr)",
    columnGap: tokens.spacingHorizontalL,
    padding: tokens.spacingHorizontalXL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  poor: { borderInlineStartWidth: "4px", borderInlineStartColor: tokens.colorStatusDangerBorderActive },
  good: { borderInlineStartWidth: "4px", borderInlineStartColor: tokens.colorStatusSuccessBorderActive },
  icon: { display: "flex", fontSize: "32px", color: tokens.colorNeutralForeground3 },
  poorIcon: { color: tokens.colorStatusDangerForeground3 },
  goodIcon: { color: tokens.colorStatusSuccessForeground1 },
  text: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalS, minWidth: 0 },
  question: { ...typographyStyles.body1Strong, margin: 0, color: tokens.colorNeutralForeground3 },
  answer: { ...typographyStyles.subtitle1, margin: 0 },
  line: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  proof: {
    display: "flex",
    flexWrap: "wrap",
    gap: tokens.spacingHorizontalS,
    margin: 0,
    padding: 0,
    listStyleType: "none",
  },
  number: {
    display: "inline-block",
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    fontVariantNumeric: "tabular-nums",
    textDecorationLine: "none",
    ":hover": { backgroundColor: tokens.colorNeutralBackground1Hover, textDecorationLine: "underline" },
    ":focus-visible": { outline: `${tokens.strokeWidthThick} solid ${tokens.colorStrokeFocus2}` },
  },
  advice: {
    display: "flex",
    alignItems: "start",
    columnGap: tokens.spacingHorizontalS,
    margin: 0,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    "& svg": { flexShrink: 0, fontSize: "20px" },
  },
});

/** "Was it me?" in the words of the chat's card, and the numbers that prove it, each a link to where it is explained. */
export function VerdictPanel({ call, numbers }: { call: CallDetail; numbers: readonly StreamNumber[] }): ReactNode {
  const styles = useStyles();
  const { bot, call: words } = useMessages();
  const { quality, verdict } = call;
  const told = verdict && bot.quality.verdict(verdict);
  const answer = told?.headline ?? (quality === "poor" ? words.poorWithoutVerdict : words.verdict[quality]);
  return (
    <section
      aria-labelledby="verdict"
      className={mergeClasses(styles.root, quality === "poor" && styles.poor, quality === "good" && styles.good)}
    >
      <span
        aria-hidden
        className={mergeClasses(
          styles.icon,
          quality === "poor" && styles.poorIcon,
          quality === "good" && styles.goodIcon,
        )}
      >
        {ICONS[quality]}
      </span>
      <div className={styles.text}>
        <h2 id="verdict" className={styles.question}>
          {told === null ? words.howItWas : bot.labels.verdict}
        </h2>
        <p className={styles.answer}>{answer}</p>
        <p className={styles.line}>{told?.direction ?? bot.quality.explanation[quality]}</p>
        {verdict !== null && verdict.evidence.length > 0 && (
          <ul aria-label={words.proof} className={styles.proof}>
            {verdict.evidence.map((evidence) => (
              <li key={evidence.metric}>
                <Proof id={idOfEvidence(evidence, numbers)}>{bot.quality.evidence(evidence)}</Proof>
              </li>
            ))}
          </ul>
        )}
        {told !== null && (
          <p className={styles.advice}>
            <LightbulbRegular aria-hidden />
            <span>{bot.joins.labeled(bot.labels.advice, told.advice)}</span>
          </p>
        )}
      </div>
    </section>
  );
}

/** Goes to the number and gives it the focus. The URL stays: it names the call. */
function Proof({ id, children }: { id: string | null; children: string }): ReactNode {
  const styles = useStyles();
  if (id === null) return <span className={styles.number}>{children}</span>;
  return (
    <a
      href={`#${id}`}
      className={styles.number}
      onClick={(event) => {
        event.preventDefault();
        const number = document.getElementById(id);
        number?.focus({ preventScroll: true });
        number?.scrollIntoView({ block: "center" });
      }}
    >
      {children}
    </a>
  );
}
