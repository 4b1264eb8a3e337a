import { makeStyles, tokens } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { useMessages } from "../../messages/use-messages.ts";
import { ChartPanel } from "../../parts/ChartPanel.tsx";
import { companyOf, presenceOf } from "../../parts/call-words.ts";
import { CallIcons } from "../../parts/CallIcons.tsx";
import { CallFacts } from "./CallFacts.tsx";
import { ownEndNumbers, streamNumbers } from "./measured-numbers.ts";
import { NumbersPanel } from "./NumbersPanel.tsx";
import { streamLanes, type CallDetail } from "./own-streams.ts";
import { RawPanel } from "./RawPanel.tsx";
import { StreamTable } from "./StreamTable.tsx";
import { spanOf } from "./time-span.ts";
import { Timeline, timelineHeight } from "./Timeline.tsx";
import { VerdictPanel } from "./VerdictPanel.tsx";

const useStyles = makeStyles({
  root: { display: "flex", flexDirection: "column", rowGap: tokens.spacingVerticalL },
  when: {
    display: "flex",
    flexWrap: "wrap",
    alignItems: "center",
    columnGap: tokens.spacingHorizontalM,
    margin: 0,
    color: tokens.colorNeutralForeground2,
  },
});

/** One call as one of its people saw it: the verdict first, then what it rests on, at last every stored value. */
export function CallContent({
  call,
  help,
}: {
  call: CallDetail;
  /** Under the verdict of a poor call: what its person may do. */
  help?: ReactNode;
}): ReactNode {
  const styles = useStyles();
  const { bot, call: words, formats } = useMessages();
  const lanes = streamLanes(call.sessions);
  const numbers = streamNumbers(lanes);
  const isPoor = call.quality === "poor" || call.feedback?.ratings.some(({ value }) => value !== null && value <= 2);
  const when = [
    formats.dayTime(new Date(call.start)),
    call.isLikelyMissed || call.sessions.length > 0 ? presenceOf(call, bot) : bot.labels.noSession,
    ...(call.sessions.some(({ isTest }) => isTest) ? [bot.labels.testCall] : []),
  ];
  return (
    <div className={styles.root}>
      <p className={styles.when}>
        {bot.joins.facts(when)}
        <CallIcons type={call.type} modalities={call.modalities} isLikelyMissed={call.isLikelyMissed} />
      </p>
      <VerdictPanel call={call} numbers={numbers} />
      {isPoor && help}
      {call.sessions.length > 0 && (
        <ChartPanel
          title={words.timeline.title}
          height={timelineHeight(lanes.length)}
          chart={<Timeline sessions={call.sessions} lanes={lanes} span={spanOf(call)} />}
          table={<StreamTable lanes={lanes} />}
        />
      )}
      <NumbersPanel numbers={numbers} ownEnd={ownEndNumbers(call.verdict)} />
      <CallFacts call={call} />
      <RawPanel call={call} />
    </div>
  );
}

/** "Call: Megan Bowen" */
export function useCallTitle(call: CallDetail | undefined): string {
  const { bot, shell } = useMessages();
  return call === undefined ? shell.pages.call : bot.joins.labeled(bot.titles.call, companyOf(call, bot));
}
