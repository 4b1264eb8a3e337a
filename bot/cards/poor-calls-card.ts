import type { CallsAnswer } from "../../src/calls/answer.ts";
import { describeCalls } from "../messages/describe-filter.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { callRow } from "./call-row.ts";
import { callsChips } from "./calls-chips.ts";
import { figures, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { pageOf } from "./page.ts";
import { clip } from "../messages/clip.ts";

/** As many as fit into a card with all their reasons, however long their names and ratings. */
const PAGE = 6;

/** The calls of a period with poor quality or poor feedback, each with its reason, page by page. */
export function poorCallsCard(answer: CallsAnswer & { now: Date }, messages: Messages): AdaptiveCard {
  const { summary, calls, command } = answer;
  const { titles, labels, formats, cards, lists, joins } = messages;
  const understood = clip(describeCalls(answer, messages), 400);

  if (calls.length === 0) {
    const reason = messages.empty.poorCalls({ calls: summary.calls, unclassified: summary.quality.unclassified });
    return fitCard(messages.language, () => ({
      summary: joins.sentences([titles.poorCalls, understood, reason]),
      body: [...titleLines(titles.poorCalls, understood), text(reason, { spacing: "Medium" })],
      actions: callsChips(answer, 0, messages),
    }));
  }

  const { items, first, last, page, pages } = pageOf(calls, command.page, PAGE);
  const { good, poor } = summary.quality;
  const { rated } = summary.feedback;
  const part = (count: number, whole: number): string => cards.part(formats.count(count), formats.count(whole));
  const range = lists.range(formats.count(first), formats.count(last), formats.count(calls.length));
  return fitCard(messages.language, () => ({
    summary: joins.sentences([titles.poorCalls, understood, messages.poorCallCount(calls.length, summary.calls)]),
    body: [
      ...titleLines(titles.poorCalls, understood),
      ...figures([
        {
          value: part(poor, good + poor),
          label: lists.poorOfJudged,
          ...(poor > 0 && { color: "Attention" as const }),
        },
        ...(rated > 0 ? [{ value: part(summary.feedback.poor, rated), label: labels.poorFeedback }] : []),
      ]),
      ...(pages > 1 ? [text(range, { weight: "Bolder", spacing: "Medium" })] : []),
      ...items.map((call) => ({ ...callRow(call, messages), separator: true })),
    ],
    actions: callsChips({ ...answer, command: { ...command, page } }, pages, messages),
  }));
}
