import type { Answer } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import { describePeriod } from "../messages/describe-period.ts";
import type { AdaptiveCard } from "./adaptive-card.ts";
import { askAction } from "./ask-action.ts";
import { callRow } from "./call-row.ts";
import { figures, moreLine, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";

/** The calls of a period with poor quality or poor feedback, each with its reason. */
export function poorCallsCard(answer: Extract<Answer, { intent: "poorCalls" }>, messages: Messages): AdaptiveCard {
  const { period, summary, calls, now } = answer;
  const { titles, labels, formats, commands, periodLabel } = messages;
  const understood = describePeriod(period, now, messages);
  const allCalls = askAction(titles.calls, commands.calls(period.name));
  const names = [{ kind: "thisWeek" }, { kind: "lastWeek" }, { kind: "lastDays", count: 30 }] as const;
  const actions = [allCalls, ...names.map((name) => askAction(periodLabel(name) ?? "", commands.poorCalls(name)))];

  if (calls.length === 0) {
    const reason = messages.empty.poorCalls({ calls: summary.calls, unclassified: summary.quality.unclassified });
    return fitCard(messages.language, () => ({
      summary: `${titles.poorCalls}. ${understood}. ${reason}`,
      body: [...titleLines(titles.poorCalls, understood), text(reason, { spacing: "Medium" })],
      actions,
    }));
  }

  const ofAll = (count: number): string => messages.cards.part(formats.count(count), formats.count(summary.calls));
  return fitCard(messages.language, (length) => ({
    summary: `${titles.poorCalls}. ${understood}. ${ofAll(calls.length)}`,
    body: [
      ...titleLines(titles.poorCalls, understood),
      ...figures([
        { value: ofAll(summary.quality.poor), label: messages.cards.callsOfPoorQuality },
        { value: formats.count(summary.feedback.poor), label: labels.poorFeedback },
      ]),
      ...calls.slice(0, length).map((call) => ({ ...callRow(call, messages), separator: true })),
      ...moreLine(calls.length - Math.min(calls.length, length), messages),
    ],
    actions,
  }));
}
