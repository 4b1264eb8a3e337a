import { makeStyles, tokens, typographyStyles } from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { FeedbackRating } from "../../../src/calls/feedback.ts";
import type { FeedbackPageJson } from "../../../src/http/api-types.ts";
import { BarTable } from "../../charts/BarTable.tsx";
import type { Mark } from "../../charts/use-mark-styles.ts";
import { useMessages } from "../../messages/use-messages.ts";
import { Panel } from "../../parts/Panel.tsx";
import { ratingWords } from "../../parts/call-words.ts";

const RATINGS: readonly { rating: FeedbackRating; value: number; mark: Mark }[] = [
  { rating: "excellent", value: 5, mark: "good" },
  { rating: "good", value: 4, mark: "good" },
  { rating: "fair", value: 3, mark: "unclassified" },
  { rating: "poor", value: 2, mark: "poor" },
  { rating: "bad", value: 1, mark: "poor" },
];

const useStyles = makeStyles({
  heading: { ...typographyStyles.body1Strong, margin: `${tokens.spacingVerticalS} 0 0` },
  none: { ...typographyStyles.body1, margin: 0, color: tokens.colorNeutralForeground2 },
});

/** How often each rating was given, and which problems were marked. */
export function ProblemsPanel({ page: { feedback, calls } }: { page: FeedbackPageJson }): ReactNode {
  const styles = useStyles();
  const { bot, formats, feedback: words } = useMessages();
  const { labels, quality } = bot;
  const given = calls.flatMap((call) => call.feedback?.ratings ?? []);
  const tokens = Object.entries(feedback.tokens).sort(([, a], [, b]) => b - a);
  return (
    <Panel title={bot.feedback.distribution}>
      <BarTable
        caption={bot.feedback.distribution}
        columns={{ name: labels.rating, value: bot.feedback.ratingsAxis }}
        rows={RATINGS.map(({ rating, value, mark }) => {
          const count = given.filter((one) => one.value === value).length;
          return {
            key: rating,
            name: ratingWords({ rating, value }, bot),
            value: count,
            text: formats.count(count),
            mark,
          };
        })}
      />
      <h3 className={styles.heading}>{labels.tokens}</h3>
      {tokens.length === 0 ? (
        <p className={styles.none}>{words.noTokens}</p>
      ) : (
        <BarTable
          caption={labels.tokens}
          columns={{ name: labels.tokens, value: bot.feedback.ratingsAxis }}
          rows={tokens.map(([token, count]) => ({
            key: token,
            name: sentenceCase(quality.token(token), formats.locale),
            value: count,
            text: formats.count(count),
            mark: "plain",
          }))}
        />
      )}
    </Panel>
  );
}

/** The catalog's words stand within sentences. */
function sentenceCase(text: string, locale: string): string {
  return `${text.charAt(0).toLocaleUpperCase(locale)}${text.slice(1)}`;
}
