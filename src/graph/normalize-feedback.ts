import type { Feedback, FeedbackRating } from "../calls/feedback.ts";
import { enumValue, sameWords } from "./enum-value.ts";
import { isObject, looseObject, part, readFlag, text } from "./loose-schema.ts";
import type { NormalizationNotes } from "./normalization-notes.ts";

const feedbackSchema = looseObject({ rating: text, text, tokens: part });
const RATINGS = sameWords<FeedbackRating>(["notRated", "bad", "poor", "fair", "good", "excellent"]);
const MOST_TOKENS = 100;
const LONGEST_TOKEN = 100;

/**
 * An endpoint's userFeedback. An object that says nothing is no feedback (null: the person was not asked); one that
 * has tokens or a text but no rating counts as asked and not rated.
 */
export function normalizeFeedback(value: unknown, notes: NormalizationNotes): Feedback | null {
  const feedback = feedbackSchema.parse(value);
  const tokens = isObject(feedback.tokens) ? Object.entries(feedback.tokens) : [];
  const on = tokens.filter(([name, state]) => name !== "" && readFlag(state) === true).map(([name]) => name);
  if (feedback.rating === undefined && feedback.text === undefined && on.length === 0) return null;
  return {
    rating: enumValue(notes, "rating", feedback.rating, RATINGS, "notRated" as const),
    text: feedback.text ?? null,
    tokens: on.slice(0, MOST_TOKENS).map((name) => name.slice(0, LONGEST_TOKEN)),
  };
}
