import type { FeedbackSummary, Summary } from "../../src/calls/summary.ts";
import { counted } from "../cards/counted.ts";
import type { Messages } from "../messages/catalog.ts";
import { alignCells, alignLabels, bar, type LabeledLine } from "./text-lines.ts";

const BAR_WIDTH = 20;
/** Longer periods show only the days that have a call. */
const MOST_DAYS = 31;
const MOST_PEOPLE = 5;

/** The figures of calls, at least one, in aligned lines; then a line a day. */
export function summaryLines(summary: Summary, messages: Messages): string[] {
  const { formats, labels, words } = messages;
  const figures: LabeledLine[] = [
    [labels.calls, formats.count(summary.calls)],
    [labels.timeInCalls, formats.duration(summary.durationSeconds)],
    [labels.averageCall, formats.duration(summary.durationSeconds / summary.calls)],
    [labels.types, counted(summary.byType, words.callType, messages)],
    [labels.modalities, counted(summary.byModality, words.modality, messages)],
    [labels.quality, counted(summary.quality, words.quality, messages)],
    [labels.feedback, feedbackLines(summary.feedback, messages)],
    [labels.platforms, counted(summary.platforms, words.platform, messages) || labels.noClient],
    [labels.people, peopleLines(summary, messages)],
  ];
  return [...alignLabels(figures), "", labels.byDay, ...dayLines(summary, messages)];
}

export function feedbackLines(feedback: FeedbackSummary, messages: Messages): string[] {
  const { formats, labels, quality, empty, joins } = messages;
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
    ...(tokens.length > 0 ? [joins.labeled(labels.tokens, joins.list(tokens))] : []),
  ];
}

function peopleLines({ people }: Summary, messages: Messages): string[] {
  const { joins, labels, formats } = messages;
  if (people.length === 0) return [messages.empty.people];
  const shown = people.slice(0, MOST_PEOPLE).map(({ displayName, calls, durationSeconds }) => {
    const figures = joins.facts([messages.callCount(calls), formats.duration(durationSeconds)]);
    return joins.labeled(displayName ?? labels.unknownName, figures);
  });
  const rest = people.length - shown.length;
  return rest > 0 ? [...shown, messages.more(rest)] : shown;
}

function dayLines({ byDay }: Summary, messages: Messages): string[] {
  const { formats } = messages;
  const shown = byDay.length > MOST_DAYS ? byDay.filter(({ calls }) => calls > 0) : byDay;
  const longest = byDay.reduce((most, { durationSeconds }) => Math.max(most, durationSeconds), 0);
  return alignCells(
    shown.map(({ date, calls, durationSeconds, poor }) => [
      formats.day(date),
      bar(durationSeconds, longest, BAR_WIDTH),
      messages.callCount(calls),
      calls > 0 ? formats.duration(durationSeconds) : "",
      poor > 0 ? messages.poorPart(poor) : "",
    ]),
  );
}
