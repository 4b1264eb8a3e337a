import { Button, makeStyles, Select, tokens, typographyStyles } from "@fluentui/react-components";
import { WarningRegular } from "@fluentui/react-icons";
import { useState, type ReactNode } from "react";
import type { FeedbackPageJson } from "../../../src/http/api-types.ts";
import type { ShownCalls } from "../../messages/feedback-messages.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { CallItem } from "../../parts/CallItem.tsx";
import { ratingWords } from "../../parts/call-words.ts";
import { Panel } from "../../parts/Panel.tsx";

const PAGE = 20;
const MOST_REASONS = 3;
const CHOICES: readonly ShownCalls[] = ["all", "disagreeing", "ratedPoor", "measuredPoor"];

type Call = FeedbackPageJson["calls"][number];

const useStyles = makeStyles({
  list: { display: "flex", flexDirection: "column", margin: 0, padding: 0, listStyleType: "none" },
  select: { maxWidth: "100%" },
  none: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
  more: { alignSelf: "start" },
  both: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fit, minmax(min(100%, 280px), 1fr))",
    gap: `${tokens.spacingVerticalXXS} ${tokens.spacingHorizontalL}`,
  },
  line: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
  disagreement: {
    display: "flex",
    columnGap: tokens.spacingHorizontalS,
    marginTop: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
    ...typographyStyles.caption1,
    color: tokens.colorNeutralForeground2,
    "& svg": { flexShrink: 0, fontSize: "16px" },
  },
});

/** Calls that were asked about, and poor calls that were not: what one said beside what was measured. */
export function CallsPanel({ calls }: { calls: readonly Call[] }): ReactNode {
  const styles = useStyles();
  const { bot, feedback, formats } = useMessages();
  const { list } = feedback;
  const [chosen, setChosen] = useState<ShownCalls>("all");
  const [shown, setShown] = useState(PAGE);
  const wanted = calls.filter((call) => isWanted(call, chosen));
  const left = wanted.length - shown;
  return (
    <Panel
      title={list.title}
      actions={
        <Select
          className={styles.select}
          aria-label={list.shown}
          value={chosen}
          onChange={(_, { value }) => {
            setChosen(CHOICES.find((choice) => choice === value) ?? "all");
            setShown(PAGE);
          }}
        >
          {CHOICES.map((choice) => (
            <option key={choice} value={choice}>
              {bot.joins.aside(
                list.choice[choice],
                formats.count(calls.filter((call) => isWanted(call, choice)).length),
              )}
            </option>
          ))}
        </Select>
      }
    >
      {wanted.length === 0 ? (
        <p className={styles.none}>{list.none}</p>
      ) : (
        <ul className={styles.list}>
          {wanted.slice(0, shown).map((call) => (
            <CallItem key={call.callId} call={call}>
              <SaidAndMeasured call={call} />
            </CallItem>
          ))}
        </ul>
      )}
      {left > 0 && (
        <Button className={styles.more} onClick={() => setShown(shown + PAGE)}>
          {list.more(Math.min(left, PAGE))}
        </Button>
      )}
    </Panel>
  );
}

function SaidAndMeasured({ call }: { call: Call }): ReactNode {
  const styles = useStyles();
  const { bot, feedback: words } = useMessages();
  const { joins, quality, labels } = bot;
  const { feedback, reasons, verdict, disagreement } = call;
  const said = feedback && [ratingWords(feedback, bot), ...feedback.tokens.map(quality.token)];
  const measured = reasons.slice(0, MOST_REASONS).map(quality.reason);
  return (
    <>
      <div className={styles.both}>
        <span className={styles.line}>
          {said === null ? words.notAsked : joins.labeled(labels.rating, joins.facts(said))}
          {feedback?.text !== undefined && ` ${joins.quoted(feedback.text)}`}
        </span>
        <div className={styles.line}>
          {measured.length > 0
            ? joins.labeled(words.measured[call.quality], joins.items(measured))
            : words.measured[call.quality]}
          {verdict && <div>{quality.verdict(verdict).headline}</div>}
        </div>
      </div>
      {disagreement && (
        <div className={styles.disagreement}>
          <WarningRegular aria-hidden />
          <span>{joins.labeled(words.disagreement[disagreement].mark, words.disagreement[disagreement].text)}</span>
        </div>
      )}
    </>
  );
}

function isWanted({ disagreement, feedback, quality }: Call, chosen: ShownCalls): boolean {
  switch (chosen) {
    case "all":
      return true;
    case "disagreeing":
      return disagreement !== null;
    case "ratedPoor":
      return feedback !== null && feedback.value !== null && feedback.value <= 2;
    case "measuredPoor":
      return quality === "poor";
  }
}
