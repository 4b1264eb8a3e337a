import { Link as FluentLink, makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { OverviewJson } from "../../../src/http/api-types.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { CallItem } from "../../parts/CallItem.tsx";
import { Panel } from "../../parts/Panel.tsx";
import { ratingWords } from "../../parts/call-words.ts";

const useStyles = makeStyles({
  list: { display: "flex", flexDirection: "column", margin: 0, padding: 0, listStyleType: "none" },
  why: { ...typographyStyles.body1, color: tokens.colorNeutralForeground2 },
  none: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** The newest calls that were poor, measured or felt, each with what is known of why. */
export function PoorCallsPanel({ overview: { poorCalls, summary, period } }: { overview: OverviewJson }): ReactNode {
  const styles = useStyles();
  const { bot, overview } = useMessages();
  const { joins, labels, quality } = bot;
  return (
    <Panel title={overview.poorCalls.title}>
      {poorCalls.length === 0 ? (
        <p className={styles.none}>
          {bot.empty.poorCalls({ calls: summary.calls, unclassified: summary.quality.unclassified })}
        </p>
      ) : (
        <ul className={styles.list}>
          {poorCalls.map((call) => (
            <CallItem key={call.callId} call={call}>
              {call.verdict && <span className={styles.why}>{quality.verdict(call.verdict).headline}</span>}
              {call.feedback && call.feedback.value !== null && (
                <span className={styles.why}>{joins.labeled(labels.rating, ratingWords(call.feedback, bot))}</span>
              )}
            </CallItem>
          ))}
        </ul>
      )}
      <Link href={`/feedback?period=${encodeURIComponent(period.name)}`} asChild>
        <FluentLink>{overview.poorCalls.all}</FluentLink>
      </Link>
    </Panel>
  );
}
