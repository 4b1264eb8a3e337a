import type { AdaptiveCard, CardAction, CardButton, CardElement } from "./adaptive-card.ts";
import { clip } from "../messages/clip.ts";

/**
 * Largest card, in bytes of UTF-8. Teams takes about 100 KB from a bot but 28 KB through webhooks and workflows, and a
 * person reads neither. https://learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages
 */
export const LARGEST_CARD_BYTES = 28 * 1024;

/** What a shared place adds to the data of each question: whose card it is, and where the answer goes. */
const MARK_BYTES = 40;
const QUESTION = '"data":{"text":';

/** List lengths to try, longest first. */
const LENGTHS = [12, 8, 5, 3, 1, 0];

export type CardContent<Button extends CardButton = CardAction> = {
  summary: string;
  body: CardElement[];
  actions?: Button[];
};

/**
 * The card with the longest lists that keep it within the limit. `build` cuts each of its lists to the length given;
 * at length 0 it must fit whatever the content, which clipping every text makes sure of.
 */
export function fitCard<Button extends CardButton = CardAction>(
  language: string,
  build: (length: number) => CardContent<Button>,
): AdaptiveCard<Button> {
  for (const length of LENGTHS) {
    const candidate = card(language, build(length));
    if (cardBytes(candidate) <= LARGEST_CARD_BYTES) return candidate;
  }
  return card(language, build(0));
}

/** With the marks of a shared place, whether it stands in one or not. */
export function cardBytes(candidate: AdaptiveCard<CardButton>): number {
  const json = JSON.stringify(candidate);
  return new TextEncoder().encode(json).length + (json.split(QUESTION).length - 1) * MARK_BYTES;
}

function card<Button extends CardButton>(
  language: string,
  { summary, body, actions = [] }: CardContent<Button>,
): AdaptiveCard<Button> {
  return {
    type: "AdaptiveCard",
    $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
    version: "1.5",
    lang: language,
    fallbackText: clip(summary, 300),
    msteams: { width: "Full" },
    body,
    ...(actions.length > 0 && { actions }),
  };
}
