import type { Activity } from "botbuilder";
import type { AdaptiveCard, CardButton } from "../cards/adaptive-card.ts";

export const CARD_TYPE = "application/vnd.microsoft.card.adaptive";

export type Attachment = { contentType: string; content: unknown; name?: string; contentUrl?: string };

/** A card with what its notification says, and perhaps something that follows as a message of its own. */
export type CardReply = { card: unknown; summary: string; then?: Attachment };
/** With the card of a file that it is about. */
export type TextReply = { text: string; file?: Attachment };
export type Reply = CardReply | TextReply;

export function cardReply(card: AdaptiveCard<CardButton>): CardReply {
  return { card, summary: card.fallbackText };
}

/** The messages of a reply, in order. */
export function replyActivities(reply: Reply): Partial<Activity>[] {
  if ("text" in reply) {
    const { text, file } = reply;
    return [{ type: "message", text, ...(file !== undefined && { attachments: [file] }) }];
  }
  const { card, summary, then } = reply;
  const first = { type: "message", summary, attachments: [{ contentType: CARD_TYPE, content: card }] };
  return then === undefined ? [first] : [first, { type: "message", attachments: [then] }];
}
