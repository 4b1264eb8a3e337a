import { ActivityHandler, type Activity, type InvokeResponse, type TurnContext } from "botbuilder";
import type { Clock } from "../src/clock.ts";
import type { Log } from "../src/log.ts";
import { errorCode } from "../src/service-error.ts";
import type { CountBotOutcome } from "./bot-outcome.ts";
import { clickedAct, submittedAct, type CardAct, type CardActs } from "./conversation/card-acts.ts";
import type { Answering } from "./conversation/answering.ts";
import type { Asker, Askers } from "./conversation/asker.ts";
import { fileDecision, fileReply } from "./conversation/file-export.ts";
import { tellWhile } from "./conversation/in-time.ts";
import type { Installations } from "./conversation/installations.ts";
import { personalReply } from "./conversation/personal-reply.ts";
import { CARD_TYPE, replyActivities, type Reply } from "./conversation/reply.ts";
import type { SharedPlace } from "./conversation/shared-place.ts";
import type { UploadFile } from "./conversation/upload-file.ts";
import { conversationIdOf, conversationOf, conversationTypeOf } from "./conversation-reference.ts";
import type { CallSearch } from "./extension/call-search.ts";
import type { Messenger } from "./messenger.ts";
import { clickedQuestion, submittedQuestion, typedText, type ClickedQuestion } from "./teams-activity.ts";

export type CallAssistantOptions = {
  askers: Askers;
  answering: Answering;
  sharedPlace: SharedPlace;
  installations: Installations;
  callSearch: CallSearch;
  /** Null: there is nothing to be done with cards but to ask. */
  cardActs: CardActs | null;
  messenger: Messenger;
  uploadFile: UploadFile;
  count: CountBotOutcome;
  clock: Clock;
  log: Log;
};

/** Of a Universal Action: a card in place of the one clicked, a message that leaves it, or an error. */
type ClickResponse = {
  statusCode: 200 | 400;
  type: `application/vnd.microsoft.${"card.adaptive" | "activity.message" | "error"}`;
  value: unknown;
};

/** When a person begins to wonder whether they were heard; Teams shows the sign for a few seconds. */
const TYPING_EVERY_MS = 1_500;

/**
 * What the bot does with each kind of activity: answers questions, typed or asked by a card's buttons, to the person
 * who sends them; takes decisions about files; searches for the message extension; keeps where it is installed.
 * botbuilder's handler for Teams is not used: it throws on invokes that are malformed or not known.
 */
export class CallAssistant extends ActivityHandler {
  readonly #options: CallAssistantOptions;

  constructor(options: CallAssistantOptions) {
    super();
    this.#options = options;
    const { installations } = options;
    this.onMessage(async (context, next) => {
      await this.#onMessage(context);
      await next();
    });
    this.onInstallationUpdateAdd(async (context, next) => {
      await installations.onInstalled(context);
      await next();
    });
    this.onInstallationUpdateRemove(async (context, next) => {
      await installations.onUninstalled(context);
      await next();
    });
    this.onConversationUpdate(async (context, next) => {
      await installations.onConversationUpdate(context);
      await next();
    });
  }

  async #onMessage(context: TurnContext): Promise<void> {
    const typed = typedText(context.activity);
    const act = typed === "" ? submittedAct(context.activity.value) : null;
    if (act !== null) return this.#onSubmittedAct(act, context);
    // A button of a client without Universal Actions arrives as a message without text.
    const click = typed === "" ? submittedQuestion(context.activity.value) : null;
    const { messenger } = this.#options;
    const showTyping = (): Promise<void> => messenger.reply(context, [{ type: "typing" }]);
    const answered = this.#replyTo(click?.text ?? typed, click, context, "answered");
    const reply = await tellWhile(answered, showTyping, { everyMs: TYPING_EVERY_MS, clock: this.#options.clock });
    await messenger.reply(context, replyActivities(reply));
  }

  protected override async onInvokeActivity(context: TurnContext): Promise<InvokeResponse> {
    switch (context.activity.name) {
      case "adaptiveCard/action": {
        const body = await this.#onClick(context);
        return { status: body.statusCode, body };
      }
      case "fileConsent/invoke":
        return this.#onFileDecision(context);
      case "composeExtension/query":
        return this.#options.callSearch.onQuery(context);
      default:
        this.#options.count("unknown_invoke", 1);
        return { status: 501 };
    }
  }

  /** A button of a card: the answer takes the card's place. The clicker is the viewer, whoever the card was for. */
  async #onClick(context: TurnContext): Promise<ClickResponse> {
    const { askers, messenger, count } = this.#options;
    const { activity } = context;
    const act = clickedAct(activity.value);
    if (act !== null) return clickResponse(await this.#replyToAct(act, context));
    const click = clickedQuestion(activity.value);
    if (click === null) {
      count("malformed", 1);
      const { unknownAction } = askers.messagesOf(activity).conversation;
      const value = { code: "unknown_action", message: unknownAction };
      return { statusCode: 400, type: "application/vnd.microsoft.error", value };
    }
    const reply = await this.#replyTo(click.text, click, context, "answered_in_place");
    if ("text" in reply) return clickResponse(reply);
    const [card, ...more] = replyActivities(reply);
    if (card !== undefined && conversationTypeOf(activity) !== "personal")
      await this.#replaceForEveryone(context, card);
    await messenger.reply(context, more);
    return clickResponse(reply);
  }

  /** The reply is for whoever clicked; what everybody is to see comes as the next revision of the card. */
  async #replyToAct(act: CardAct, context: TurnContext): Promise<Reply> {
    const { cardActs, askers, count } = this.#options;
    const asker = await this.#asker(context);
    if (asker === null) return { text: askers.messagesOf(context.activity).cards.unknownPerson };
    if (cardActs === null) return { text: asker.messages.conversation.unknownAction };
    count("acted", 1);
    return cardActs.reply(act, asker, conversationIdOf(context.activity));
  }

  /** A client without Universal Actions shows no reply in the card's place: it is a message, for the clicker's eyes only. */
  async #onSubmittedAct(act: CardAct, context: TurnContext): Promise<void> {
    const { messenger, count, log } = this.#options;
    const activities = replyActivities(await this.#replyToAct(act, context));
    if (conversationTypeOf(context.activity) === "personal") return messenger.reply(context, activities);
    try {
      await messenger.toSender(context, activities);
    } catch (error) {
      count("personal_chat_unreachable", 1);
      log.warn({ code: errorCode(error) }, "personal chat not reached");
    }
  }

  /** The response to a click is seen by the clicker alone; the others see the message that is edited. */
  async #replaceForEveryone(context: TurnContext, activity: Partial<Activity>): Promise<void> {
    const { messenger, count, log } = this.#options;
    try {
      await messenger.replaceClicked(context, activity);
    } catch (error) {
      count("not_replaced", 1);
      log.warn({ code: errorCode(error) }, "card not replaced for everyone");
    }
  }

  async #onFileDecision(context: TurnContext): Promise<InvokeResponse> {
    const { askers, answering, uploadFile, messenger, count } = this.#options;
    const decision = fileDecision(context.activity.value);
    // Files are offered where nobody else reads along.
    if (decision === null || conversationTypeOf(context.activity) !== "personal") {
      count("malformed", 1);
      return { status: 400, body: { code: "unknown_action" } };
    }
    const asker = await this.#asker(context);
    const reply = asker
      ? await fileReply(decision, asker, context, { answering, uploadFile, count })
      : { text: askers.messagesOf(context.activity).cards.unknownPerson };
    await messenger.reply(context, replyActivities(reply));
    return { status: 200 };
  }

  async #replyTo(
    text: string,
    click: ClickedQuestion | null,
    context: TurnContext,
    answered: "answered" | "answered_in_place",
  ): Promise<Reply> {
    const { askers, answering, sharedPlace, installations, count } = this.#options;
    const asker = await this.#asker(context);
    if (asker === null) return { text: askers.messagesOf(context.activity).cards.unknownPerson };
    // Whoever asks to be forgotten is not remembered by it, also where erasing takes longer than the answer may.
    const isRemembered = answering.commandOf(text, asker)?.intent !== "forgetMe";
    if (conversationTypeOf(context.activity) !== "personal") {
      const reply = await sharedPlace.reply(text, click, asker, context);
      if (isRemembered) await installations.remember(context);
      return reply;
    }
    const { reply, answer } = await personalReply(text, asker, conversationOf(context.activity), answering);
    if (answer === null) return reply;
    count(answered, 1);
    if (isRemembered) await Promise.all([askers.remember(asker), installations.remember(context)]);
    return reply;
  }

  async #asker(context: TurnContext): Promise<Asker | null> {
    const { askers, count } = this.#options;
    const asker = await askers.of(context.activity);
    if (asker === null) count("refused_unknown_person", 1);
    return asker;
  }
}

function clickResponse(reply: Reply): ClickResponse {
  if ("text" in reply) {
    return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: reply.text };
  }
  return { statusCode: 200, type: CARD_TYPE, value: reply.card };
}
