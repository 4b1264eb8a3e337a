import type { Answer } from "../../src/calls/answer.ts";
import type { Summary } from "../../src/calls/summary.ts";
import type { Messages } from "../messages/catalog.ts";
import { describePeriod } from "../messages/describe-period.ts";
import { callDetailLines, poorCallLines } from "./call-text.ts";
import { alignCells, alignLabels, bar, printable, type LabeledLine } from "./text-lines.ts";

const BAR_WIDTH = 20;
/** Longer periods show only the days that have a call. */
const MOST_DAYS = 31;
const MOST_PEOPLE = 5;

/** An answer as plain text for a terminal: aligned lines, no closing line break. */
export function answerText(answer: Answer, messages: Messages): string {
  return answerLines(answer, messages).map(printable).join("\n");
}

function answerLines(answer: Answer, messages: Messages): string[] {
  const { titles, empty } = messages;
  switch (answer.intent) {
    case "calls": {
      const heading = `${titles.calls}: ${describePeriod(answer.period, answer.now, messages)}`;
      if (answer.summary.calls > 0) return [heading, "", ...summaryLines(answer.summary, messages)];
      return [heading, "", empty.calls(answer.period, answer.period.start <= answer.now)];
    }
    case "poorCalls": {
      const heading = `${titles.poorCalls}: ${describePeriod(answer.period, answer.now, messages)}`;
      const { calls, quality } = answer.summary;
      if (answer.calls.length === 0) {
        return [heading, "", empty.poorCalls({ calls, unclassified: quality.unclassified })];
      }
      const share = messages.poorCallCount(answer.calls.length, calls);
      return [heading, "", share, ...answer.calls.flatMap((call) => ["", ...poorCallLines(call, messages)])];
    }
    case "call":
      return answer.found === null ? [empty.call(answer.asked)] : callDetailLines(answer.found, messages);
    case "help":
      return helpLines(answer, messages);
  }
}

function summaryLines(summary: Summary, messages: Messages): string[] {
  const { formats, labels, words } = messages;
  const counted = <Key extends string>(counts: Partial<Record<Key, number>>, names: Record<Key, string>): string =>
    entriesOf(counts, names)
      .sort(([, a], [, b]) => b - a)
      .map(([name, count]) => `${name} ${formats.count(count)}`)
      .join(", ");
  const figures: LabeledLine[] = [
    [labels.calls, formats.count(summary.calls)],
    [labels.timeInCalls, formats.duration(summary.durationSeconds)],
    [labels.averageCall, formats.duration(summary.durationSeconds / summary.calls)],
    [labels.types, counted(summary.byType, words.callType)],
    [labels.modalities, counted(summary.byModality, words.modality)],
    [labels.quality, counted(summary.quality, words.quality)],
    [labels.feedback, feedbackLines(summary, messages)],
    [labels.platforms, counted(summary.platforms, words.platform) || labels.noClient],
    [labels.people, peopleLines(summary, messages)],
  ];
  return [...alignLabels(figures), "", labels.byDay, ...dayLines(summary, messages)];
}

function feedbackLines({ feedback }: Summary, messages: Messages): string[] {
  const { formats, labels, quality, empty } = messages;
  const asked = feedback.rated + feedback.notRated;
  if (asked === 0) return [empty.feedback];
  const average =
    feedback.average === null ? [] : [`${labels.averageRating} ${messages.averageRating(feedback.average)}`];
  const poor = feedback.poor > 0 ? [`${labels.poorFeedback} ${formats.count(feedback.poor)}`] : [];
  const tokens = Object.entries(feedback.tokens)
    .sort(([, a], [, b]) => b - a)
    .map(([token, count]) => `${quality.token(token)} ${formats.count(count)}`);
  return [
    [messages.ratedCount(feedback.rated, asked), ...average, ...poor].join(" · "),
    ...(tokens.length > 0 ? [`${labels.tokens}: ${tokens.join(", ")}`] : []),
  ];
}

function peopleLines({ people }: Summary, messages: Messages): string[] {
  if (people.length === 0) return [messages.empty.people];
  const shown = people.slice(0, MOST_PEOPLE).map(({ displayName, calls, durationSeconds }) => {
    const figures = `${messages.callCount(calls)}, ${messages.formats.duration(durationSeconds)}`;
    return `${displayName ?? messages.labels.unknownName}: ${figures}`;
  });
  const rest = people.length - shown.length;
  return rest > 0 ? [...shown, messages.more(rest)] : shown;
}

function dayLines({ byDay }: Summary, messages: Messages): string[] {
  const { formats, words } = messages;
  const shown = byDay.length > MOST_DAYS ? byDay.filter(({ calls }) => calls > 0) : byDay;
  const longest = byDay.reduce((most, { durationSeconds }) => Math.max(most, durationSeconds), 0);
  return alignCells(
    shown.map(({ date, calls, durationSeconds, poor }) => [
      formats.day(date),
      bar(durationSeconds, longest, BAR_WIDTH),
      messages.callCount(calls),
      calls > 0 ? formats.duration(durationSeconds) : "",
      poor > 0 ? `${formats.count(poor)} ${words.quality.poor.toLowerCase()}` : "",
    ]),
  );
}

function helpLines({ notUnderstood, nearest }: Extract<Answer, { intent: "help" }>, { help }: Messages): string[] {
  const commands = help.commands.map(({ command, description }) => [`  ${command}`, description]);
  return [
    ...(notUnderstood === null ? [] : [help.notUnderstood(shortened(notUnderstood))]),
    ...(nearest.length > 0 ? [help.nearest, ...nearest.map((command) => `  ${command}`)] : []),
    ...(notUnderstood === null ? [] : [""]),
    help.intro,
    ...alignCells(commands),
    help.periods,
  ];
}

/** Enough to be recognized. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length > 80 ? `${characters.slice(0, 79).join("")}…` : text;
}

/** The counted keys with their names, in the order of the names; zero counts are left out. */
function entriesOf<Key extends string>(
  counts: Partial<Record<Key, number>>,
  names: Record<Key, string>,
): [name: string, count: number][] {
  const known = new Map<string, string>(Object.entries(names));
  return Object.entries<number | undefined>(counts).flatMap(([key, count]): [string, number][] =>
    count ? [[known.get(key) ?? key, count]] : [],
  );
}
