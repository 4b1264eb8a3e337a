import { TeamsActivityHandler, type InvokeResponse, type TurnContext } from "botbuilder";
import type { Answer } from "../src/calls/answer.ts";
import { isTimeZone } from "../src/calls/local-time.ts";
import type { Clock } from "../src/clock.ts";
import type { Log } from "../src/log.ts";
import { errorCode } from "../src/service-error.ts";
import type { Conversations } from "../src/store/store.ts";
import type { CountBotOutcome } from "./bot-outcome.ts";
import type { AdaptiveCard } from "./cards/adaptive-card.ts";
import { answerCard } from "./cards/answer-card.ts";
import { errorCard } from "./cards/error-card.ts";
import { welcomeCard } from "./cards/help-card.ts";
import type { Question } from "./commands/answer-question.ts";
import { conversationFrom, conversationIdOf, conversationTypeOf } from "./conversation-reference.ts";
import type { Messages } from "./messages/catalog.ts";
import { messagesFor } from "./messages/messages.ts";
import { askedText, clickedQuestion, clientTimeZone, teamsChannelData } from "./teams-activity.ts";

export type CallAssistantOptions = {
  answer: (question: Question) => Promise<Answer>;
  /** The person whose calls a Teams user may ask for, by their Entra object id; null for somebody unknown. */
  resolvePerson: (aadObjectId: string) => string | null;
  isAdmin: (personId: string) => boolean;
  conversations: Pick<Conversations, "save" | "remove">;
  /** For clients that do not tell theirs. */
  defaultTimeZone: string;
  createRequestId: () => string;
  count: CountBotOutcome;
  clock: Clock;
  log: Log;
};

type Reply = { card: AdaptiveCard } | { text: string };

/** Of a Universal Action: a card in place of the one clicked, a message that leaves it, or an error. */
type ClickResponse = {
  statusCode: 200 | 400;
  type: `application/vnd.microsoft.${"card.adaptive" | "activity.message" | "error"}`;
  value: AdaptiveCard | string | { code: string; message: string };
};

const CARD_TYPE = "application/vnd.microsoft.card.adaptive";

/** Longest question looked at; Teams itself takes messages of 28 KB. */
const LONGEST_QUESTION = 1_000;

/**
 * What the bot does in a conversation: answers questions, typed or asked by a card's buttons, to the person who asks,
 * in personal chat only; greets on install; keeps the references that later messages need.
 */
export class CallAssistant extends TeamsActivityHandler {
  readonly #options: CallAssistantOptions;

  constructor(options: CallAssistantOptions) {
    super();
    this.#options = options;
    this.onMessage(async (context, next) => {
      await this.#onQuestion(context);
      await next();
    });
    this.onInstallationUpdateAdd(async (context, next) => {
      await this.#onInstalled(context);
      await next();
    });
    this.onInstallationUpdateRemove(async (context, next) => {
      await this.#removeConversation(conversationIdOf(context.activity));
      await next();
    });
    // Handlers for all members, not the Teams ones, which look up each member with a request of their own.
    this.onMembersAdded(async (context, next) => {
      if (isBotAmong(context.activity.membersAdded, context)) await this.#saveConversation(context);
      await next();
    });
    this.onMembersRemoved(async (context, next) => {
      if (isBotAmong(context.activity.membersRemoved, context))
        await this.#removeConversation(conversationIdOf(context.activity));
      await next();
    });
    this.onConversationUpdate(async (context, next) => {
      const { eventType, channelId } = teamsChannelData(context.activity);
      // Told in the team's General conversation, whichever channel it is about.
      if (eventType === "channelDeleted" && channelId) await this.#removeConversation(channelId);
      if (eventType === "teamDeleted") await this.#removeConversation(conversationIdOf(context.activity));
      await next();
    });
  }

  async #onQuestion(context: TurnContext): Promise<void> {
    const { activity } = context;
    // A button of a client without Universal Actions arrives as a message without text.
    const question = activity.text?.trim() || askedText(activity.value) || "";
    const reply = await this.#replyTo(question, context, "answered");
    await context.sendActivity(replyActivity(reply));
    if ("card" in reply) await this.#saveConversation(context);
  }

  /**
   * Instead of botbuilder's onAdaptiveCardInvoke, which throws on a malformed click and has no type for a message as
   * the answer.
   */
  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    if (context.activity.name !== "adaptiveCard/action") return super.onInvokeActivity(context);
    const body = await this.#onClick(context);
    return { status: body.statusCode, body };
  }

  /** A button of a card: the answer takes the card's place. The clicker is the viewer, whoever the card was for. */
  async #onClick(context: TurnContext): Promise<ClickResponse> {
    const question = clickedQuestion(context.activity.value);
    if (question === null) {
      this.#options.count("malformed", 1);
      const value = { code: "unknown_action", message: "This button is not known." };
      return { statusCode: 400, type: "application/vnd.microsoft.error", value };
    }
    const reply = await this.#replyTo(question, context, "answered_in_place");
    if ("card" in reply) return { statusCode: 200, type: CARD_TYPE, value: reply.card };
    return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: reply.text };
  }

  async #replyTo(question: string, context: TurnContext, answered: "answered" | "answered_in_place"): Promise<Reply> {
    const { answer, count, log, clock, isAdmin, createRequestId } = this.#options;
    const messages = this.#messages(context);
    if (conversationTypeOf(context.activity) !== "personal") {
      count("refused_shared_conversation", 1);
      return { text: messages.cards.onlyInPersonalChat };
    }
    const personId = this.#personOf(context);
    if (personId === null) {
      count("refused_unknown_person", 1);
      return { text: messages.cards.unknownPerson };
    }
    try {
      const value = await answer({
        text: question.slice(0, LONGEST_QUESTION),
        viewer: { personId, isAdmin: isAdmin(personId) },
        personId,
        now: clock.now(),
        timeZone: messages.formats.timeZone,
      });
      const card = answerCard(value, messages);
      count(answered, 1);
      return { card };
    } catch (error) {
      const requestId = createRequestId();
      log.error({ code: errorCode(error), requestId, error }, "question not answered");
      count("failed", 1);
      return { card: errorCard(requestId, question || null, messages) };
    }
  }

  async #onInstalled(context: TurnContext): Promise<void> {
    await this.#saveConversation(context);
    this.#options.count("installed", 1);
    // An upgrade is no reason to greet again.
    if (context.activity.action === "add-upgrade") return;
    const messages = this.#messages(context);
    const isPersonal = conversationTypeOf(context.activity) === "personal";
    const { onlyInPersonalChat } = messages.cards;
    await context.sendActivity(
      replyActivity(isPersonal ? { card: welcomeCard(messages) } : { text: onlyInPersonalChat }),
    );
  }

  async #removeConversation(conversationId: string): Promise<void> {
    await this.#options.conversations.remove(conversationId);
    this.#options.count("uninstalled", 1);
  }

  /** An answer matters more than the reference for later messages: a failure is logged, and the next message tries again. */
  async #saveConversation(context: TurnContext): Promise<void> {
    const { conversations, clock, count, log } = this.#options;
    const conversation = conversationFrom(context.activity, this.#personOf(context), clock.now());
    if (conversation === null) return;
    try {
      await conversations.save(conversation);
    } catch (error) {
      count("conversation_not_saved", 1);
      log.warn({ code: errorCode(error) }, "conversation reference not saved");
    }
  }

  #personOf({ activity }: TurnContext): string | null {
    const { aadObjectId } = activity.from;
    return aadObjectId ? this.#options.resolvePerson(aadObjectId) : null;
  }

  #messages({ activity }: TurnContext): Messages {
    const timeZone = clientTimeZone(activity);
    const isUsable = timeZone !== null && isTimeZone(timeZone);
    return messagesFor(activity.locale ?? "", isUsable ? timeZone : this.#options.defaultTimeZone);
  }
}

function replyActivity(reply: Reply): Parameters<TurnContext["sendActivity"]>[0] {
  if ("text" in reply) return { type: "message", text: reply.text };
  return {
    type: "message",
    // Shown in the notification of the message.
    summary: reply.card.fallbackText,
    attachments: [{ contentType: CARD_TYPE, content: reply.card }],
  };
}

function isBotAmong(members: TurnContext["activity"]["membersAdded"], { activity }: TurnContext): boolean {
  return (members ?? []).some(({ id }) => id === activity.recipient.id);
}
