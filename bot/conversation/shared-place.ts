import type { TurnContext } from "botbuilder";
import type { Log } from "../../src/log.ts";
import { errorCode } from "../../src/service-error.ts";
import type { CountBotOutcome } from "../bot-outcome.ts";
import { conversationOf } from "../conversation-reference.ts";
import type { Messenger } from "../messenger.ts";
import { teamsChannelData, type ClickedQuestion } from "../teams-activity.ts";
import type { Answering } from "./answering.ts";
import type { Asker } from "./asker.ts";
import { audienceOf } from "./audience.ts";
import { marked, ownerMark } from "./owner-mark.ts";
import { personalReply } from "./personal-reply.ts";
import { cardReply, replyActivities, type Reply } from "./reply.ts";
import { lineCard, sharedQuestion } from "./shared-cards.ts";

export type SharedPlaceOptions = {
  answering: Answering;
  messenger: Messenger;
  count: CountBotOutcome;
  log: Log;
};

/**
 * What is answered where others read it, in a group chat or a channel. A person's figures stand there only after their
 * own click; everyone else's click on their card changes nothing. Who asks is the sender of the activity, whatever the
 * card says.
 */
export class SharedPlace {
  readonly #options: SharedPlaceOptions;

  constructor(options: SharedPlaceOptions) {
    this.#options = options;
  }

  /** `click` is null for a message that was typed. */
  async reply(text: string, click: ClickedQuestion | null, asker: Asker, context: TurnContext): Promise<Reply> {
    const { answering, count } = this.#options;
    const { messages } = asker;
    const owner = ownerMark(asker.viewer.personId);
    if (click !== null && click.owner !== owner) {
      count("refused_not_owner", 1);
      return { text: messages.conversation.shared.notYours };
    }
    const command = answering.commandOf(text, asker);
    const audience = audienceOf(command);
    if (audience === "askerOnly" || (audience === "confirmed" && click?.where === "me")) {
      return this.#answerPrivately(text, asker, context, { isConfirming: click !== null });
    }
    if (audience === "confirmed" && click?.where !== "here") {
      count("asked_to_confirm", 1);
      const place = teamsChannelData(context.activity).channelName ?? (context.activity.conversation.name || null);
      return sharedQuestion(
        { question: text, owner, place, isOrganization: command?.intent === "organization" },
        messages,
      );
    }
    const { card, answer } = await answering.answer(text, asker, conversationOf(context.activity));
    if (answer !== null) count(click === null ? "answered" : "answered_in_place", 1);
    // What was confirmed once stays confirmed for the buttons of the answer: each is a click of its owner.
    return { card: marked(card, { owner, where: click?.where ?? null }), summary: card.fallbackText };
  }

  /** Says in the shared place that the answer is elsewhere, and nothing of it. */
  async #answerPrivately(
    text: string,
    asker: Asker,
    context: TurnContext,
    { isConfirming }: { isConfirming: boolean },
  ): Promise<Reply> {
    const { answering, messenger, count, log } = this.#options;
    const { shared } = asker.messages.conversation;
    const { reply } = await personalReply(text, asker, null, answering);
    try {
      await messenger.toSender(context, replyActivities(reply));
    } catch (error) {
      count("personal_chat_unreachable", 1);
      log.warn({ code: errorCode(error) }, "personal chat not reached");
      return { text: shared.cannotReach };
    }
    count("answered_privately", 1);
    if (!isConfirming) return { text: shared.onlyForYou };
    return cardReply(lineCard(shared.answeredPrivately, asker.messages));
  }
}
