import type { HelpRequest } from "./help-request.ts";
import type { HandledIncident } from "./incident-handling.ts";

/** What stands in a channel, as of a revision. */
export type ChannelCard =
  | { kind: "incident"; incident: HandledIncident }
  /** A local day in few words: what opened, went on or ended. */
  | { kind: "digest"; date: string; incidents: HandledIncident[] }
  | { kind: "helpRequest"; request: HelpRequest };

/** `mayBeRepeat`: it may stand there already, since a service stopped before it noted that it had posted it. */
export type CardToSend = { card: ChannelCard; mayBeRepeat: boolean };

/**
 * What became of sending a card.
 * - `sent`: it stands in the channel as this message.
 * - `messageGone`: there is no such message to update any more.
 * - `channelGone`: the channel was deleted or the bot removed from it.
 * - `refused`: it was not sent; `retryAfterMs` is what Teams asked for.
 * - `unknown`: no answer came, so it may have been sent.
 */
export type SendOutcome =
  | { kind: "sent"; activityId: string }
  | { kind: "messageGone" }
  | { kind: "channelGone" }
  | { kind: "refused"; code: string; retryAfterMs: number | null }
  | { kind: "unknown"; code: string };

/** Posts and updates cards in channels; the bot. Never rejects. */
export type CardSender = {
  /** As a message of its own, a new thread. */
  post(conversationId: string, card: CardToSend): Promise<SendOutcome>;
  /** In the place of a message that was posted before. */
  update(conversationId: string, activityId: string, card: CardToSend): Promise<SendOutcome>;
};
