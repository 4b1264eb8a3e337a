import type { TurnContext } from "botbuilder";
import { ANY_CALL } from "../../src/calls/call-filter.ts";
import type { Clock } from "../../src/clock.ts";
import type { Log } from "../../src/log.ts";
import { errorCode } from "../../src/service-error.ts";
import type { Conversations } from "../../src/store/store.ts";
import type { CountBotOutcome } from "../bot-outcome.ts";
import { welcomeCard } from "../cards/help-card.ts";
import { conversationFrom, conversationIdOf, conversationTypeOf } from "../conversation-reference.ts";
import type { Messenger } from "../messenger.ts";
import { teamsChannelData } from "../teams-activity.ts";
import type { Askers } from "./asker.ts";
import { inTime } from "./in-time.ts";
import { cardReply, replyActivities, type Reply } from "./reply.ts";

export type InstallationsOptions = {
  conversations: Pick<Conversations, "save" | "remove">;
  askers: Askers;
  messenger: Messenger;
  count: CountBotOutcome;
  clock: Clock;
  log: Log;
};

const SAVE_IN_TIME = { code: "conversation_timed_out", withinMs: 2_000 };

/** Where the bot is, so that it can write there later: kept as it comes, removed as it goes. */
export class Installations {
  readonly #options: InstallationsOptions;

  constructor(options: InstallationsOptions) {
    this.#options = options;
  }

  async onInstalled(context: TurnContext): Promise<void> {
    await this.remember(context);
    // An upgrade is no reason to greet again.
    if (context.activity.action === "add-upgrade") return;
    this.#options.count("installed", 1);
    await this.#options.messenger.reply(context, replyActivities(await this.#welcome(context)));
  }

  async onUninstalled(context: TurnContext): Promise<void> {
    // In an upgrade the bot goes only to come back.
    if (context.activity.action === "remove-upgrade") return;
    await this.#remove(conversationIdOf(context.activity));
  }

  /** The bot or others come and go; teams and channels are deleted. */
  async onConversationUpdate(context: TurnContext): Promise<void> {
    const { activity } = context;
    const isBot = ({ id }: { id: string }): boolean => id === activity.recipient.id;
    if (activity.membersAdded?.some(isBot)) await this.remember(context);
    if (activity.membersRemoved?.some(isBot)) await this.#remove(conversationIdOf(activity));
    const { eventType, channelId } = teamsChannelData(activity);
    // Told in the team's General conversation, whichever channel it is about.
    if (eventType === "channelDeleted" && channelId) await this.#remove(channelId);
    if (eventType === "teamDeleted") await this.#remove(conversationIdOf(activity));
  }

  /** An answer matters more than the reference for later messages: a failure is logged, and the next message tries again. */
  async remember({ activity }: TurnContext): Promise<void> {
    const { conversations, askers, clock, count, log } = this.#options;
    const conversation = conversationFrom(activity, askers.personIdOf(activity), clock.now());
    if (conversation === null) return;
    try {
      await inTime(conversations.save(conversation), { ...SAVE_IN_TIME, clock });
    } catch (error) {
      count("conversation_not_saved", 1);
      log.warn({ code: errorCode(error) }, "conversation reference not saved");
    }
  }

  async #welcome({ activity }: TurnContext): Promise<Reply> {
    const { askers } = this.#options;
    const messages = (await askers.of(activity))?.messages ?? askers.messagesOf(activity);
    if (conversationTypeOf(activity) === "personal") return cardReply(welcomeCard(messages));
    const example = messages.commands.phrase({
      intent: "calls",
      periodName: { kind: "thisWeek" },
      filter: ANY_CALL,
      view: "summary",
      page: 1,
    });
    return { text: messages.conversation.shared.welcome(activity.recipient.name || "Callwise", example) };
  }

  async #remove(conversationId: string): Promise<void> {
    await this.#options.conversations.remove(conversationId);
    this.#options.count("uninstalled", 1);
  }
}
