import type { Answer } from "../../src/calls/answer.ts";
import { isPoorCall, type Summary } from "../../src/calls/summary.ts";
import type { Messages } from "../messages/catalog.ts";
import { describePeriod } from "../messages/describe-period.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { askAction, periodChips } from "./ask-action.ts";
import { callRow, nameOf } from "./call-row.ts";
import { callsChart } from "./calls-chart.ts";
import { facts, figures, heading, moreLine, text, titleLines, type Figure } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "./plain-text.ts";
import { qualitySection } from "./quality-section.ts";

/** Poor calls shown in the summary; "poor calls" has the rest. */
const MOST_POOR_CALLS = 3;

/** One person's calls in a period: figures first, then days, quality, poor calls, and what the calls were made of. */
export function callsCard(answer: Extract<Answer, { intent: "calls" }>, messages: Messages): AdaptiveCard {
  const { period, summary, calls, now } = answer;
  const understood = describePeriod(period, now, messages);
  const poorCalls = calls.filter(isPoorCall);
  const actions = periodChips(messages, askAction(messages.titles.poorCalls, messages.commands.poorCalls(period.name)));

  if (summary.calls === 0) {
    const reason = messages.empty.calls(period, period.start <= now);
    return fitCard(messages.language, () => ({
      summary: `${messages.titles.calls}. ${understood}. ${reason}`,
      body: [...titleLines(messages.titles.calls, understood), text(reason, { spacing: "Medium" })],
      actions,
    }));
  }

  return fitCard(messages.language, (length) => ({
    summary: `${messages.titles.calls}. ${understood}. ${headline(summary, messages)}`,
    body: [
      ...titleLines(messages.titles.calls, understood),
      ...figures(figuresOf(summary, messages)),
      ...callsChart(summary.byDay, messages),
      ...qualitySection(summary.quality, messages),
      ...poorCallsSection(poorCalls, Math.min(length, MOST_POOR_CALLS), messages),
      ...feedbackSection(summary.feedback, length, messages),
      ...peopleSection(summary.people, length, messages),
      ...breakdown(summary, messages),
    ],
    actions,
  }));
}

/** "12 calls, 5 h 24 min, Poor: 2" */
function headline({ calls, durationSeconds, quality }: Summary, { callCount, formats, words }: Messages): string {
  return `${callCount(calls)}, ${formats.duration(durationSeconds)}, ${words.quality.poor}: ${formats.count(quality.poor)}`;
}

function figuresOf(summary: Summary, messages: Messages): Figure[] {
  const { labels, formats } = messages;
  const { rated, notRated } = summary.feedback;
  const poor = formats.count(summary.quality.poor);
  return [
    { value: formats.count(summary.calls), label: labels.calls },
    { value: formats.duration(summary.durationSeconds), label: labels.timeInCalls },
    {
      value: messages.cards.part(poor, formats.count(summary.calls)),
      label: messages.cards.callsOfPoorQuality,
      ...(summary.quality.poor > 0 && { color: "Attention" as const }),
    },
    {
      value: messages.cards.part(formats.count(rated), formats.count(rated + notRated)),
      label: messages.cards.ratedOfAsked,
    },
  ];
}

function poorCallsSection(
  poorCalls: Extract<Answer, { intent: "calls" }>["calls"],
  length: number,
  messages: Messages,
): CardElement[] {
  if (poorCalls.length === 0) return [];
  const rows = poorCalls.slice(0, length).map((call) => callRow(call, messages));
  return [heading(messages.labels.poorCalls), ...rows, ...moreLine(poorCalls.length - rows.length, messages)];
}

function feedbackSection(feedback: Summary["feedback"], length: number, messages: Messages): CardElement[] {
  const { labels, formats } = messages;
  const asked = feedback.rated + feedback.notRated;
  if (asked === 0) return [heading(labels.feedback), text(messages.empty.feedback, { isSubtle: true })];
  const tokens = Object.entries(feedback.tokens).sort(([, a], [, b]) => b - a);
  const named = tokens.slice(0, length).map(([token, count]) => {
    return `${clip(messages.quality.token(token), 60)} ${formats.count(count)}×`;
  });
  if (tokens.length > named.length) named.push(messages.more(tokens.length - named.length));
  const set = facts([
    [labels.rating, messages.ratedCount(feedback.rated, asked)],
    [labels.averageRating, feedback.average === null ? null : messages.averageRating(feedback.average)],
    [
      labels.poorFeedback,
      feedback.rated > 0 ? messages.cards.part(formats.count(feedback.poor), formats.count(feedback.rated)) : null,
    ],
    [labels.tokens, named.join(", ")],
  ]);
  return set ? [heading(labels.feedback), set] : [];
}

function peopleSection(people: Summary["people"], length: number, messages: Messages): CardElement[] {
  const { labels, callCount, formats } = messages;
  const shown = people.slice(0, Math.min(length, 5));
  const set = facts(
    shown.map(({ displayName, calls, durationSeconds }) => [
      nameOf(displayName, messages),
      `${callCount(calls)}, ${formats.duration(durationSeconds)}`,
    ]),
  );
  if (people.length === 0) return [];
  return [heading(labels.people), ...(set ? [set] : []), ...moreLine(people.length - shown.length, messages)];
}

/** Types, modalities and platforms, each with its count of calls. */
function breakdown(summary: Summary, messages: Messages): CardElement[] {
  const { labels, words } = messages;
  const set = facts([
    [labels.types, counted(summary.byType, words.callType, messages)],
    [labels.modalities, counted(summary.byModality, words.modality, messages)],
    [labels.platforms, counted(summary.platforms, words.platform, messages)],
  ]);
  return set ? [heading(labels.calls), set] : [];
}

/** "Group call 5, One-to-one 3", most first. */
function counted<Name extends string>(
  counts: Partial<Record<Name, number>>,
  words: Record<Name, string>,
  { formats }: Messages,
): string {
  return namesOf(words)
    .map((name) => ({ name, count: counts[name] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ name, count }) => `${words[name]} ${formats.count(count)}`)
    .join(", ");
}

function namesOf<Name extends string>(words: Record<Name, string>): Name[] {
  const names: Name[] = [];
  for (const name in words) names.push(name);
  return names;
}
