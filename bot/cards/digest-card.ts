import type { Answer, DigestFigures } from "../../src/calls/answer.ts";
import type { Summary } from "../../src/calls/summary.ts";
import { describePeriod } from "../messages/describe-period.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { plainCalls } from "./chips.ts";
import { figures, heading, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { callsChart } from "./calls-chart.ts";
import { qualitySection } from "./quality-section.ts";
import { summaryFigures, summaryLine } from "./summary-figures.ts";

/** Whether the weekly digest comes, how it would look, and a button that changes it. */
export function digestCard(answer: Extract<Answer, { intent: "digest" }>, messages: Messages): AdaptiveCard {
  const { isOn, preview, now } = answer;
  const { titles, joins } = messages;
  const { digest } = messages.settings;
  const state = isOn ? digest.on : digest.off;
  const turn = isOn
    ? commandAction(digest.turnOff, { intent: "digest", change: "off" }, messages)
    : commandAction(digest.turnOn, { intent: "digest", change: "on" }, messages, "positive");
  return fitCard(messages.language, () => ({
    summary: joins.sentences([titles.digest, state]),
    body: [
      ...titleLines(titles.digest, null),
      text(state, { weight: "Bolder" }),
      text(digest.explanation, { spacing: "Small" }),
      heading(digest.preview),
      ...digestBody(preview, now, messages),
    ],
    actions: [turn, commandAction(titles.calls, plainCalls("calls", preview.period.name), messages)],
  }));
}

/** The digest itself, as it is sent: last week's figures, how they changed, and how to end it. */
export function digestMessageCard(preview: DigestFigures, now: Date, messages: Messages): AdaptiveCard {
  const { titles, joins, conversation } = messages;
  return fitCard(messages.language, () => ({
    summary: joins.sentences([conversation.digest.title, summaryLine(preview.summary, messages)]),
    body: [
      ...titleLines(conversation.digest.title, null),
      ...digestBody(preview, now, messages),
      note(conversation.digest.note),
    ],
    actions: [
      commandAction(titles.calls, plainCalls("calls", preview.period.name), messages),
      commandAction(titles.poorCalls, plainCalls("poorCalls", preview.period.name), messages),
      commandAction(messages.settings.digest.turnOff, { intent: "digest", change: "off" }, messages),
    ],
  }));
}

function digestBody({ period, summary, before }: DigestFigures, now: Date, messages: Messages): CardElement[] {
  const understood = text(describePeriod(period, now, messages), { isSubtle: true, spacing: "Small" });
  if (summary.calls === 0 && before.calls === 0) return [understood, text(messages.empty.calls(period, true))];
  const changes = changesOf(summary, before, messages);
  return [
    understood,
    ...figures(summaryFigures(summary, messages).map((figure, index) => ({ ...figure, note: changes[index] ?? null }))),
    ...callsChart(summary.byDay, messages),
    ...qualitySection(summary.quality, messages),
  ];
}

/** In the order of the summary's figures. */
function changesOf(summary: Summary, before: Summary, messages: Messages): string[] {
  const { formats, settings } = messages;
  const change = (difference: number, format: (value: number) => string): string => {
    const sign = difference > 0 ? "+" : "−";
    return settings.digest.change(difference === 0 ? null : `${sign}${format(Math.abs(difference))}`);
  };
  return [
    change(summary.calls - before.calls, formats.count),
    change(minutes(summary) - minutes(before), (value) => formats.duration(value * 60)),
    change(summary.quality.poor - before.quality.poor, formats.count),
    change(summary.feedback.rated - before.feedback.rated, formats.count),
  ];
}

/** Whole minutes, so that the change is that of the figures shown. */
function minutes({ durationSeconds }: Summary): number {
  return Math.round(durationSeconds / 60);
}
