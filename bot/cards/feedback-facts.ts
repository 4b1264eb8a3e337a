import type { FeedbackSummary } from "../../src/calls/summary.ts";
import type { Messages } from "../messages/catalog.ts";
import type { FactSet } from "./adaptive-card.ts";
import { facts } from "./elements.ts";
import { clip } from "../messages/clip.ts";

/** Share answered, average, poor ones and tokens, `length` of them at most. Null when nobody was asked. */
export function feedbackFacts(feedback: FeedbackSummary, length: number, messages: Messages): FactSet | null {
  const { labels, formats, cards } = messages;
  const { rated, notRated, average, poor } = feedback;
  if (rated + notRated === 0) return null;
  return facts([
    [labels.rating, messages.ratedCount(rated, rated + notRated)],
    [labels.averageRating, average === null ? null : messages.averageRating(average)],
    [labels.poorFeedback, rated > 0 ? cards.part(formats.count(poor), formats.count(rated)) : null],
    [labels.tokens, tokenText(feedback.tokens, length, messages)],
  ]);
}

/** "echo 3×, low volume 1× and 4 more", most first. */
export function tokenText(counts: FeedbackSummary["tokens"], length: number, messages: Messages): string {
  const tokens = Object.entries(counts).sort(([, a], [, b]) => b - a);
  const named = tokens.slice(0, length).map(([token, count]) => {
    return messages.feedback.tokenCount(clip(messages.quality.token(token), 60), messages.formats.count(count));
  });
  if (tokens.length > named.length) named.push(messages.more(tokens.length - named.length));
  return messages.joins.list(named);
}
