import { createWebhookSender } from "./alerting/webhook-sender.ts";
import { WEBHOOK_CHANNEL_ID } from "./calls/alert-channel.ts";
import type { CardSender, SendOutcome } from "./calls/card-delivery.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config/config.ts";
import type { Secrets } from "./config/secrets.ts";
import type { Log } from "./log.ts";
import type { Store } from "./store/store.ts";

type Parts = {
  config: Pick<Config, "areAlertNamesShown">;
  secrets: Pick<Secrets, "alertWebhook">;
  store: Pick<Store, "alertChannels" | "deliveries" | "incidents" | "people">;
  clock: Clock;
  log: Log;
};

/** No bot is configured, so channels of Teams wait. */
const WITHOUT_BOT: SendOutcome = { kind: "refused", code: "no_bot", retryAfterMs: 60_000 };

/** Tells channels of Teams by the bot, if there is one, and another tool by the webhook, if one is set. */
export function cardSenderOf({ config, secrets, store, clock, log }: Parts, bot: CardSender | null): CardSender {
  const { alertWebhook } = secrets;
  const { areAlertNamesShown: areNamesShown } = config;
  const webhook =
    alertWebhook && createWebhookSender({ ...alertWebhook, areNamesShown, people: store.people, clock, log });
  return {
    post(conversationId, card) {
      if (conversationId !== WEBHOOK_CHANNEL_ID) return bot?.post(conversationId, card) ?? Promise.resolve(WITHOUT_BOT);
      return webhook?.post(conversationId, card) ?? Promise.resolve({ kind: "channelGone" });
    },
    update(conversationId, activityId, card) {
      if (conversationId !== WEBHOOK_CHANNEL_ID)
        return bot?.update(conversationId, activityId, card) ?? Promise.resolve(WITHOUT_BOT);
      return webhook?.update(conversationId, activityId, card) ?? Promise.resolve({ kind: "channelGone" });
    },
  };
}

/** The webhook is told like a channel: it is one while it is set, and hears first of what is wrong when it comes. */
export async function keepWebhookChannel({ secrets, store, clock }: Omit<Parts, "config" | "log">): Promise<void> {
  const { alertChannels, deliveries, incidents } = store;
  if (secrets.alertWebhook === null) {
    if (await alertChannels.remove(WEBHOOK_CHANNEL_ID)) await deliveries.removeChannel(WEBHOOK_CHANNEL_ID, "all");
  } else if ((await alertChannels.find(WEBHOOK_CHANNEL_ID)) === null) {
    await alertChannels.add({ conversationId: WEBHOOK_CHANNEL_ID, since: clock.now(), setBy: "settings" });
    await incidents.dispatchOpenAgain();
  }
}
