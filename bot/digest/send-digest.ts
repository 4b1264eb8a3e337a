import type { Clock } from "../../src/clock.ts";
import type { Log } from "../../src/log.ts";
import { errorCode } from "../../src/service-error.ts";
import type { Conversations, Participations, Preference, Preferences } from "../../src/store/store.ts";
import { outcomeOf } from "../alerts/card-sender.ts";
import { digestMessageCard } from "../cards/digest-card.ts";
import { cardReply, replyActivities } from "../conversation/reply.ts";
import { messagesFor } from "../messages/messages.ts";
import type { Messenger } from "../messenger.ts";
import { readDigest } from "./read-digest.ts";

export type SendDigestOptions = {
  preferences: Pick<Preferences, "claimDigest" | "returnDigest" | "save">;
  participations: Pick<Participations, "find">;
  conversations: Pick<Conversations, "personalOf" | "remove">;
  messenger: Pick<Messenger, "toConversation">;
  clock: Clock;
  log: Log;
};

/** Who gets which digest. */
export type DigestToSend = { personId: string; language: Preference["language"]; timeZone: string; monday: string };

/**
 * What became of a person's digest.
 * - `sent`: it stands in their chat.
 * - `ended`: their chat refuses messages for good, so the digest is off from now on.
 * - `unreachable`: they have no chat with the bot; settled for this week.
 * - `noCalls`: the week has none so far; nothing was sent.
 * - `notWanted`: somebody else sends it, or it was turned off meanwhile.
 * - `refused`: it was not sent and may be sent later; `retryAfterMs` is what Teams asked for.
 * - `unknown`: no answer came, so it may have been sent, and is not sent again.
 */
export type DigestOutcome =
  | { kind: "sent" | "ended" | "unreachable" | "noCalls" | "notWanted" | "unknown" }
  | { kind: "refused"; retryAfterMs: number | null };

/**
 * Sends one person their digest, read as that person. The claim on it comes after everything that may fail by itself
 * and right before the message: whoever dies in between has sent none, and nobody sends two.
 * Rejects with what the store rejects with.
 */
export async function sendDigest(
  { personId, language, timeZone, monday }: DigestToSend,
  options: SendDigestOptions,
): Promise<DigestOutcome> {
  const { preferences, participations, conversations, messenger, clock, log } = options;
  const conversation = await conversations.personalOf(personId);
  if (conversation === null) {
    return { kind: (await preferences.claimDigest(personId, monday)) ? "unreachable" : "notWanted" };
  }
  const now = clock.now();
  const figures = await readDigest({ personId, isAdmin: false }, now, timeZone, participations);
  if (figures.summary.calls === 0) return { kind: "noCalls" };
  const messages = messagesFor(language ?? conversation.locale ?? "", timeZone);
  const activities = replyActivities(cardReply(digestMessageCard(figures, now, messages)));
  if (!(await preferences.claimDigest(personId, monday))) return { kind: "notWanted" };
  try {
    await messenger.toConversation(conversation, activities);
    return { kind: "sent" };
  } catch (error) {
    log.debug({ code: errorCode(error), error }, "digest not sent");
    const outcome = outcomeOf(error);
    switch (outcome.kind) {
      case "channelGone":
        await preferences.save(personId, { digest: false });
        await conversations.remove(conversation.conversationId);
        return { kind: "ended" };
      case "refused":
        await preferences.returnDigest(personId, monday);
        return { kind: "refused", retryAfterMs: outcome.retryAfterMs };
      case "sent":
      case "messageGone":
      case "unknown":
        return { kind: "unknown" };
    }
  }
}
