import type { Activity, TurnContext } from "botbuilder";
import type { Clock } from "../src/clock.ts";
import type { StoredConversation } from "../src/store/store.ts";
import { withoutOwnRetries } from "./alerts/own-retries.ts";
import type { BotAdapter } from "./bot-adapter.ts";
import { inTime } from "./conversation/in-time.ts";
import { teamsChannelData } from "./teams-activity.ts";

/** Of the public cloud's connector: whom the bot's own token is for. */
const CONNECTOR_AUDIENCE = "https://api.botframework.com";

/** Longer than botbuilder's own four tries of a connector that answers 5xx, about 4 s in all. */
const SEND_WITHIN_MS = 10_000;

/** Sends messages, within a time: a connector that does not answer holds nobody up. */
export class Messenger {
  readonly #adapter: BotAdapter;
  readonly #appId: string;
  readonly #clock: Clock;

  constructor(adapter: BotAdapter, { appId, clock }: { appId: string; clock: Clock }) {
    this.#adapter = adapter;
    this.#appId = appId;
    this.#clock = clock;
  }

  /** Into the conversation of a turn. Rejects with the connector's error or ServiceError "reply_timed_out". */
  async reply(context: TurnContext, activities: Partial<Activity>[]): Promise<void> {
    for (const activity of activities) await this.#inTime(context.sendActivity(activity));
  }

  /** Puts a message in the place of the one whose button was clicked, for everyone who sees it. */
  async replaceClicked(context: TurnContext, activity: Partial<Activity>): Promise<void> {
    const { replyToId } = context.activity;
    if (replyToId) await this.#inTime(context.updateActivity({ ...activity, id: replyToId }));
  }

  /** To the sender of a turn's activity, in their personal chat with the bot; it must be installed there. */
  async toSender(context: TurnContext, activities: Partial<Activity>[]): Promise<void> {
    const { channelId, serviceUrl, recipient, from, conversation } = context.activity;
    const tenantId = conversation.tenantId ?? teamsChannelData(context.activity).tenantId ?? "";
    const parameters = {
      isGroup: false,
      bot: recipient,
      members: [from],
      tenantId,
      channelData: { tenant: { id: tenantId } },
    };
    const send = (personal: TurnContext): Promise<void> => this.reply(personal, activities);
    await this.#inTime(
      this.#adapter.createConversationAsync(this.#appId, channelId, serviceUrl, CONNECTOR_AUDIENCE, parameters, send),
    );
  }

  /** Into a conversation that was kept, unasked. It is tried once: the error says whether it may be tried again. */
  async toConversation(stored: StoredConversation, activities: Partial<Activity>[]): Promise<void> {
    await this.inConversation(stored, (context) => {
      withoutOwnRetries(context);
      return this.reply(context, activities);
    });
  }

  /** A turn that nobody asked for in a conversation that was kept; a channel's messages begin threads of their own. */
  async inConversation<Result>(
    stored: StoredConversation,
    work: (context: TurnContext) => Promise<Result>,
  ): Promise<Result> {
    const reference = {
      bot: { id: stored.botId, name: "" },
      channelId: stored.channelId,
      conversation: {
        id: stored.conversationId,
        conversationType: stored.conversationType,
        tenantId: stored.tenantId,
        isGroup: stored.conversationType !== "personal",
        name: "",
      },
      serviceUrl: stored.serviceUrl,
    };
    const turn = new Promise<Result>((resolve, reject) => {
      this.#adapter
        .continueConversationAsync(this.#appId, reference, (context) => {
          // botbuilder makes an id up, and would send a reply to a message that does not exist.
          delete (context.activity as Partial<Activity>).id;
          return work(context).then(resolve);
        })
        .catch(reject);
    });
    return this.#inTime(turn);
  }

  #inTime<Result>(work: Promise<Result>): Promise<Result> {
    return inTime(work, { code: "reply_timed_out", withinMs: SEND_WITHIN_MS, clock: this.#clock });
  }
}
