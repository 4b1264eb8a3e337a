import type { CallsAnswer } from "../../src/calls/answer.ts";
import { isPoorFeedback, ratingValue, type FeedbackRating } from "../../src/calls/feedback.ts";
import type { Participation } from "../../src/calls/participation.ts";
import { describeCalls } from "../messages/describe-filter.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { barChart } from "./bar-chart.ts";
import { callRow } from "./call-row.ts";
import { callsChips } from "./calls-chips.ts";
import { facts, figures, heading, note, text, titleLines, type Figure } from "./elements.ts";
import { tokenText } from "./feedback-facts.ts";
import { fitCard } from "./fit-card.ts";
import { pageOf } from "./page.ts";
import { clip } from "../messages/clip.ts";

const RATINGS: readonly FeedbackRating[] = ["bad", "poor", "fair", "good", "excellent"];
const PAGE = 5;

type Feedback = CallsAnswer & { now: Date };

/** The ratings that the person gave, and what was measured in the calls rated poorly. */
export function feedbackCard(answer: Feedback, messages: Messages): AdaptiveCard {
  const { summary, calls, period, now, command } = answer;
  const { titles, empty, joins } = messages;
  const { rated, notRated } = summary.feedback;
  const understood = clip(describeCalls(answer, messages), 400);
  if (rated + notRated === 0) {
    const reason = period.start > now ? empty.calls(period, false) : empty.feedback;
    return fitCard(messages.language, () => ({
      summary: joins.sentences([titles.feedback, understood, reason]),
      body: [...titleLines(titles.feedback, understood), text(reason, { spacing: "Medium" })],
      actions: callsChips(answer, 0, messages),
    }));
  }
  const poorlyRated = calls.filter(({ ratings }) => ratings.some(({ rating }) => isPoorFeedback(rating)));
  const { page, pages } = pageOf(poorlyRated, command.page, PAGE);
  return fitCard(messages.language, (length) => ({
    summary: joins.sentences([titles.feedback, understood, messages.ratedCount(rated, rated + notRated)]),
    body: [
      ...titleLines(titles.feedback, understood),
      ...figures(feedbackFigures(answer, messages)),
      ...(rated > 0 ? distribution(calls, messages) : [noneAnswered(notRated, messages)]),
      ...tokenSection(tokenText(summary.feedback.tokens, length, messages), messages),
      ...poorlyRatedSection(poorlyRated, page, messages),
    ],
    actions: callsChips({ ...answer, command: { ...command, page } }, pages, messages),
  }));
}

function feedbackFigures({ summary }: Feedback, messages: Messages): Figure[] {
  const { formats, cards, labels } = messages;
  const { rated, notRated, average, poor } = summary.feedback;
  const part = (count: number, whole: number): string => cards.part(formats.count(count), formats.count(whole));
  return [
    { value: part(rated, rated + notRated), label: cards.ratedOfAsked },
    ...(average === null ? [] : [{ value: messages.averageRating(average), label: labels.averageRating }]),
    ...(rated === 0
      ? []
      : [
          {
            value: part(poor, rated),
            label: labels.poorFeedback,
            ...(poor > 0 && { color: "Attention" as const }),
          },
        ]),
  ];
}

function noneAnswered(asked: number, { feedback, formats }: Messages): CardElement {
  return text(feedback.noneAnswered(formats.count(asked)), { spacing: "Medium" });
}

/** A bar for each rating from 1 to 5, also those that were not given. */
function distribution(calls: Participation[], messages: Messages): CardElement[] {
  const { feedback, words, formats, joins } = messages;
  const given = calls.flatMap(({ ratings }) => ratings.map(({ rating }) => rating));
  const bars = RATINGS.map((rating) => ({
    label: formats.count(ratingValue(rating) ?? 0),
    name: words.rating[rating],
    value: given.filter((one) => one === rating).length,
  }));
  const named = bars.map(({ label, name, value }): [string, string] => [`${label} ${name}`, formats.count(value)]);
  // Words under bars are cut where a card is narrow: the numbers stand there, and what they mean below.
  return [
    ...barChart(feedback.distribution, feedback.ratingsAxis, bars, facts(named) ?? text(feedback.distribution)),
    note(joins.list(named.map(([title]) => title))),
  ];
}

function tokenSection(tokens: string, { labels }: Messages): CardElement[] {
  return tokens === "" ? [] : [heading(labels.tokens), text(tokens, { spacing: "Small" })];
}

/** Each with its measurement beside the rating: agree, disagree, or not told. */
function poorlyRatedSection(calls: Participation[], page: number, messages: Messages): CardElement[] {
  if (calls.length === 0) return [];
  const { feedback, lists, formats } = messages;
  const { items, first, last, pages } = pageOf(calls, page, PAGE);
  const count = formats.count;
  const agreed = calls.filter(({ quality }) => quality === "poor").length;
  return [
    heading(feedback.ratedPoorly),
    text(feedback.agreed(count(agreed), count(calls.length)), { spacing: "Small" }),
    ...(pages > 1 ? [text(lists.range(count(first), count(last), count(calls.length)), { isSubtle: true })] : []),
    ...items.map((call) => {
      const row = callRow(call, messages);
      const agreement = text(feedback.agreement[call.quality], { spacing: "Small", isSubtle: true });
      return { ...row, items: [...row.items, agreement], separator: true };
    }),
  ];
}
