import { isPoorFeedback } from "../../src/calls/feedback.ts";
import type { Participation } from "../../src/calls/participation.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement, Container } from "./adaptive-card.ts";
import { commandAction } from "./ask-action.ts";
import { container, text } from "./elements.ts";
import { QUALITY_COLORS } from "./quality-section.ts";
import { clip } from "../messages/clip.ts";
import { isolated } from "./plain-text.ts";

/** Shown of one call in a list; the call's own card has them all. */
const MOST_REASONS = 3;
const MOST_RATINGS = 2;

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
  return isolated(clip(displayName ?? "", 80)) || labels.unknownName;
}

/** Time present, or why there is none. */
export function presence(call: Participation, { labels, formats }: Messages): string {
  if (call.isLikelyMissed) return labels.likelyMissed;
  if (call.sessionCount === 0) return labels.noSession;
  return formats.duration(call.durationSeconds);
}

/** A call in a list, with why it is there: reasons in words and numbers, and the ratings given. Opens the call. */
export function callRow(call: Participation, messages: Messages): Container {
  return row(call, whyTexts(call, messages), messages);
}

/** The same for somebody else's call, which cannot be opened. */
export function callFacts(call: Participation, messages: Messages): Container {
  return container([text(callLine(call, messages), { weight: "Bolder" }), ...whyTexts(call, messages)], {
    spacing: "Medium",
  });
}

function whyTexts(call: Participation, messages: Messages): CardElement[] {
  return whyLines(call, messages).map((line) => text(line, { spacing: "Small" }));
}

/** A call in a longer list: when, with whom, how long, how it was. Opens the call. */
export function compactCallRow(call: Participation, messages: Messages): Container {
  const { words, quality, joins } = messages;
  const [reason] = call.reasons;
  const rating = call.ratings.find((given) => isPoorFeedback(given.rating));
  const lines: CardElement[] = [
    {
      type: "RichTextBlock",
      spacing: "None",
      inlines: [
        { type: "TextRun", text: words.quality[call.quality], weight: "Bolder", color: QUALITY_COLORS[call.quality] },
        {
          type: "TextRun",
          text: ` · ${[
            ...(call.modalities.length > 0
              ? [joins.list(call.modalities.map((modality) => words.modality[modality]))]
              : []),
            ...(call.client ? [words.platform[call.client.platform]] : []),
          ].join(" · ")}`,
          isSubtle: true,
        },
      ],
    },
  ];
  if (reason) lines.push(text(quality.reason(reason), { size: "Small", spacing: "None" }));
  if (rating)
    lines.push(
      text(joins.labeled(messages.labels.rating, words.rating[rating.rating]), { size: "Small", spacing: "None" }),
    );
  return row(call, lines, messages);
}

function row(call: Participation, lines: CardElement[], messages: Messages): Container {
  return container([text(callLine(call, messages), { weight: "Bolder", color: "Accent" }), ...lines], {
    spacing: "Medium",
    selectAction: commandAction(messages.cards.showCall, { intent: "call", asked: call.callId }, messages),
  });
}

function whyLines(call: Participation, messages: Messages): string[] {
  const { labels, words, quality, joins } = messages;
  const reasons = call.reasons.slice(0, MOST_REASONS).map(quality.reason);
  const ratings = call.ratings.filter(({ rating }) => isPoorFeedback(rating)).slice(0, MOST_RATINGS);
  const qualityLine = joins.labeled(labels.quality, words.quality[call.quality]);
  return [
    reasons.length > 0 ? joins.sentences([qualityLine, joins.items(reasons)]) : qualityLine,
    ...(call.verdict ? [quality.verdict(call.verdict).headline] : []),
    ...ratings.map((rating) => joins.labeled(labels.rating, clip(quality.rating(rating), 160))),
  ];
}
