import { isPoorFeedback } from "../../src/calls/feedback.ts";
import type { Participation } from "../../src/calls/participation.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement, Container } from "./adaptive-card.ts";
import { askAction } from "./ask-action.ts";
import { container, text } from "./elements.ts";
import { clip } from "./plain-text.ts";

/** Reasons and ratings shown of one call in a list; the call's own card has them all. */
const MOST_LINES = 3;

/** When the call was, with whom and how long: "Tue 17 Nov, 09:30 · Megan Bowen · 24 min". */
export function callLine(call: Participation, messages: Messages): string {
  return [messages.formats.dayTime(call.start), companyOf(call, messages), presence(call, messages)].join(" · ");
}

/** The other person of a two-party call by name, else how many took part. */
export function companyOf({ others, callType }: Participation, messages: Messages): string {
  if (others.person) return nameOf(others.person.displayName, messages);
  if (others.count > 0) return messages.peopleCount(others.count + 1);
  return messages.words.callType[callType];
}

/** A person's name as Graph gave it, clipped; names can be missing or blank. */
export function nameOf(displayName: string | null, { labels }: Messages): string {
  return clip(displayName ?? "", 80) || labels.unknownName;
}

/** Time present, or why there is none. */
export function presence(call: Participation, { labels, formats }: Messages): string {
  if (call.isLikelyMissed) return labels.likelyMissed;
  if (call.sessionCount === 0) return labels.noSession;
  return formats.duration(call.durationSeconds);
}

/** A call in a list, with why it is there: reasons in words and numbers, and the ratings given. Opens the call. */
export function callRow(call: Participation, messages: Messages): Container {
  const items: CardElement[] = [text(callLine(call, messages), { weight: "Bolder", color: "Accent" })];
  for (const line of whyLines(call, messages)) items.push(text(line, { spacing: "Small" }));
  return container(items, {
    spacing: "Medium",
    selectAction: askAction(messages.cards.showCall, messages.commands.call(call.callId)),
  });
}

function whyLines(call: Participation, messages: Messages): string[] {
  const { labels, words, quality } = messages;
  const reasons = call.reasons.slice(0, MOST_LINES).map(quality.reason);
  const ratings = call.ratings.filter(({ rating }) => isPoorFeedback(rating)).slice(0, MOST_LINES);
  const qualityLine = `${labels.quality}: ${words.quality[call.quality]}`;
  return [
    reasons.length > 0 ? `${qualityLine}. ${reasons.join("; ")}` : qualityLine,
    ...(call.verdict ? [quality.verdict(call.verdict).headline] : []),
    ...ratings.map((rating) => `${labels.rating}: ${clip(quality.rating(rating), 240)}`),
  ];
}
