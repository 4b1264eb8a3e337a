import type { Summary } from "../../src/calls/summary.ts";
import type { Messages } from "../messages/catalog.ts";
import type { Figure } from "./elements.ts";

/** The four figures of a summary. Poor calls are counted among those judged: what nobody measured is not good. */
export function summaryFigures(summary: Summary, messages: Messages): Figure[] {
  const { labels, formats, cards, lists } = messages;
  const { good, poor } = summary.quality;
  const { rated, notRated } = summary.feedback;
  const part = (count: number, whole: number): string => cards.part(formats.count(count), formats.count(whole));
  return [
    { value: formats.count(summary.calls), label: labels.calls },
    { value: formats.duration(summary.durationSeconds), label: labels.timeInCalls },
    {
      value: part(poor, good + poor),
      label: lists.poorOfJudged,
      ...(poor > 0 && { color: "Attention" as const }),
    },
    { value: part(rated, rated + notRated), label: cards.ratedOfAsked },
  ];
}

/** "12 calls, 5 h 24 min, Poor: 2": a summary in one line, for notifications. */
export function summaryLine(
  { calls, durationSeconds, quality }: Summary,
  { callCount, formats, words, joins }: Messages,
): string {
  return joins.facts([
    callCount(calls),
    formats.duration(durationSeconds),
    joins.labeled(words.quality.poor, formats.count(quality.poor)),
  ]);
}
