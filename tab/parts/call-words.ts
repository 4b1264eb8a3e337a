import type { Messages } from "../../bot/messages/catalog.ts";
import type { FeedbackRating } from "../../src/calls/feedback.ts";
import type { CallRowJson } from "../../src/http/api-types.ts";

/** What of a call its words need; a call of a list and a call's own page have it. */
export type WordedCall = Pick<CallRowJson, "others" | "type" | "isLikelyMissed" | "durationSeconds" | "platform">;

/** The other person of a two-party call by name, else how many took part: the words of the chat's cards. */
export function companyOf(
  { others, type }: Pick<WordedCall, "others" | "type">,
  { labels, peopleCount, words }: Messages,
): string {
  if (others.person) return others.person.displayName?.trim() || labels.unknownName;
  if (others.count > 0) return peopleCount(others.count + 1);
  return words.callType[type];
}

/** Time present, or why there is none. */
export function presenceOf(
  { isLikelyMissed, durationSeconds, platform }: WordedCall,
  { labels, formats }: Messages,
): string {
  if (isLikelyMissed) return labels.likelyMissed;
  // Without a session of their own, nothing of the person's client is known either.
  if (durationSeconds === 0 && platform === null) return labels.noSession;
  return formats.duration(durationSeconds);
}

/** "Poor (2 of 5)"; "Not rated" for no answer. */
export function ratingWords({ rating, value }: { rating: string; value: number | null }, messages: Messages): string {
  const word = messages.words.rating[isRating(rating, messages) ? rating : "other"];
  return value === null ? word : messages.joins.aside(word, messages.averageRating(value));
}

function isRating(rating: string, { words }: Messages): rating is FeedbackRating {
  return Object.hasOwn(words.rating, rating);
}
