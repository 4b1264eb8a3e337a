import type { Activity, TurnContext } from "botbuilder";
import { z } from "zod";
import type { CardSender, CardToSend, SendOutcome } from "../../src/calls/card-delivery.ts";
import type { Log } from "../../src/log.ts";
import { errorCode } from "../../src/service-error.ts";
import type { Conversations, StoredConversation } from "../../src/store/store.ts";
import { cardReply, replyActivities } from "../conversation/reply.ts";
import { messagesFor } from "../messages/messages.ts";
import type { Messenger } from "../messenger.ts";
import type { ChannelCardMaker } from "./channel-card.ts";
import { withoutOwnRetries } from "./own-retries.ts";

export type CardSenderOptions = {
  messenger: Pick<Messenger, "inConversation">;
  conversations: Pick<Conversations, "find">;
  cardMaker: Pick<ChannelCardMaker, "make">;
  /** IANA: a channel has no time zone of its own. */
  timeZone: string;
  log: Log;
};

/** Sends cards to channels, in the language in which the bot was last spoken to there. */
export function createCardSender({
  messenger,
  conversations,
  cardMaker,
  timeZone,
  log,
}: CardSenderOptions): CardSender {
  async function send(
    conversationId: string,
    card: CardToSend,
    work: (context: TurnContext, activity: Partial<Activity>) => Promise<string>,
  ): Promise<SendOutcome> {
    try {
      const stored = await conversations.find(conversationId);
      // It is kept right after the message that turned alerts on was answered.
      if (stored === null) return { kind: "refused", code: "conversation_unknown", retryAfterMs: null };
      const activity = await activityOf(card, stored);
      const activityId = await messenger.inConversation(stored, (context) => {
        withoutOwnRetries(context);
        return work(context, activity);
      });
      return { kind: "sent", activityId };
    } catch (error) {
      log.debug({ code: errorCode(error), error }, "card not sent");
      return outcomeOf(error);
    }
  }

  async function activityOf(card: CardToSend, { locale }: StoredConversation): Promise<Partial<Activity>> {
    const made = await cardMaker.make(card, messagesFor(locale ?? "", timeZone));
    const [activity] = replyActivities(cardReply(made));
    return activity ?? {};
  }

  return {
    post: (conversationId, card) =>
      send(conversationId, card, async (context, activity) => {
        const sent = await context.sendActivity(activity);
        return sent?.id ?? "";
      }),

    async update(conversationId, activityId, card) {
      const outcome = await send(conversationId, card, async (context, activity) => {
        await context.updateActivity({ ...activity, id: activityId });
        return activityId;
      });
      // Of a message that is gone or a channel that is: posting finds out.
      return outcome.kind === "channelGone" ? { kind: "messageGone" } : outcome;
    },
  };
}

const answerShape = z.looseObject({
  statusCode: z.number(),
  response: z
    .looseObject({ headers: z.custom<{ get(name: string): string | undefined }>((value) => hasFunction(value, "get")) })
    .optional()
    .catch(undefined),
});

/** Codes of connections that were never made, so that nothing was sent. */
const NEVER_CONNECTED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

/** As which Azure's sign-in library of managed identities fails. */
const SIGN_IN_ERRORS = new Set(["AuthenticationError", "AggregateAuthenticationError", "CredentialUnavailableError"]);

/** As which Microsoft's sign-in library for secrets fails, whatever its classes are called. */
const signInShape = z.looseObject({ errorCode: z.string(), errorMessage: z.string() });

/** Whether the bot could not sign in, which comes before anything is sent. Its status, if any, is not that of Teams. */
function isOfSignIn(error: unknown): boolean {
  return (error instanceof Error && SIGN_IN_ERRORS.has(error.name)) || signInShape.safeParse(error).success;
}

/** What an error of botbuilder's client says about the message: an answer of Teams says that it does not stand there. */
export function outcomeOf(error: unknown): SendOutcome {
  const code = errorCode(error);
  if (isOfSignIn(error)) return { kind: "refused", code, retryAfterMs: null };
  const answer = answerShape.safeParse(error).data;
  if (answer === undefined) {
    return NEVER_CONNECTED.has(code) ? { kind: "refused", code, retryAfterMs: null } : { kind: "unknown", code };
  }
  const { statusCode, response } = answer;
  if (statusCode === 403 || statusCode === 404) return { kind: "channelGone" };
  // A gateway did not wait for the answer: what stands behind it may have posted all the same.
  if (statusCode === 504) return { kind: "unknown", code: String(statusCode) };
  const seconds = Number(response?.headers.get("retry-after") ?? NaN);
  return { kind: "refused", code: String(statusCode), retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : null };
}

function hasFunction(value: unknown, name: string): boolean {
  return typeof value === "object" && value !== null && name in value && typeof Reflect.get(value, name) === "function";
}
