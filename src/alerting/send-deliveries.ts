import { WEBHOOK_CHANNEL_ID } from "../calls/alert-channel.ts";
import { appendTo } from "../calls/append-to.ts";
import type { CardSender, SendOutcome } from "../calls/card-delivery.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { errorCode } from "../service-error.ts";
import type { AlertChannels } from "../store/alert-channels.ts";
import type { Deliveries, Delivery } from "../store/deliveries.ts";
import { inSpan } from "../telemetry/span.ts";
import { doubledWaitMs, withJitter } from "../wait-times.ts";
import type { AlertPace } from "./alert-pace.ts";
import type { ChannelCards } from "./channel-cards.ts";

export type SendDeliveriesOptions = {
  deliveries: Deliveries;
  cards: Pick<ChannelCards, "find">;
  alertChannels: Pick<AlertChannels, "takeTurn" | "holdBack" | "remove">;
  sender: CardSender;
  pace: Pick<AlertPace, "channelGapMs">;
  /** Counts deliveries by what became of them. */
  count: (channel: "teams" | "webhook", outcome: SendOutcome["kind"]) => void;
  clock: Clock;
  random: () => number;
  log: Log;
};

const AT_ONCE = 50;
/** Longer than the bot itself waits for Teams; whoever holds a delivery longer has vanished. */
const SENDING_MS = 60_000;
/** Between attempts that Teams refused. */
const REFUSED_WAIT = { firstMs: 5_000, longestMs: 10 * 60_000 };
/** Between attempts that may have succeeded: each may be a repeat, so they are few. */
const UNKNOWN_WAIT = { firstMs: 60_000, longestMs: 60 * 60_000 };
const LONGEST_TOLD_MS = 60 * 60_000;
/** About a day of refusals. */
const MAX_ATTEMPTS = 100;

/**
 * Sends what is due, one message after the other in each channel. A first delivery posts a card, later ones update it
 * in place. Every sending is noted before it begins and after it ends: whoever vanishes in between leaves a delivery
 * that is sent again, once, as a card that says that it may be a repeat, because Teams has no way of posting exactly
 * once.
 */
export async function sendDeliveries(options: SendDeliveriesOptions, signal: AbortSignal): Promise<void> {
  const { deliveries, clock, log } = options;
  const due = await deliveries.due(clock.now(), AT_ONCE);
  const byChannel = new Map<string, Delivery[]>();
  for (const delivery of due) appendTo(byChannel, delivery.conversationId, delivery);
  await Promise.all(
    [...byChannel.values()].map(async (ofChannel) => {
      try {
        for (const delivery of ofChannel) if (!signal.aborted) await send(delivery, options);
      } catch (error) {
        log.warn({ code: errorCode(error) }, "delivery not sent; tried again");
      }
    }),
  );
}

async function send(delivery: Delivery, options: SendDeliveriesOptions): Promise<void> {
  const { deliveries, cards, alertChannels, sender, pace, count, clock, log } = options;
  const { incidentId, conversationId, revision } = delivery;
  const now = clock.now();
  const ofCard = await deliveries.ofCard(incidentId, conversationId);
  if (ofCard.some((other) => other.revision > revision)) return deliveries.end(delivery, { outcome: "superseded" });
  // Somebody posts an earlier revision right now: without its message there is nothing to update yet.
  if (
    ofCard.some(({ revision: other, sendingUntil }) => other < revision && sendingUntil !== null && sendingUntil > now)
  )
    return;
  const card = await cards.find(incidentId);
  if (card === null) return deliveries.end(delivery, { outcome: "givenUp" });
  switch (await alertChannels.takeTurn(conversationId, now, pace.channelGapMs)) {
    case "later":
      // Behind those of other channels, which a channel that is held back must not keep waiting.
      return deliveries.end(delivery, { nextAttemptAt: new Date(now.getTime() + pace.channelGapMs) });
    case "none":
      return deliveries.end(delivery, { outcome: "givenUp" });
    case "now":
  }
  const message = ofCard.find(({ activityId }) => activityId !== null)?.activityId ?? null;
  const mayBeRepeat = message === null && ofCard.some(({ unconfirmedPosts }) => unconfirmedPosts > 0);
  const taken = await deliveries.begin(delivery, new Date(now.getTime() + SENDING_MS), message === null);
  if (taken === null) return;
  const channel = conversationId === WEBHOOK_CHANNEL_ID ? "webhook" : "teams";
  const outcome = await inSpan("alert delivery", { attributes: { "callwise.channel": channel } }, async (span) => {
    const sent =
      message === null
        ? await sender.post(conversationId, { card, mayBeRepeat })
        : await sender.update(conversationId, message, { card, mayBeRepeat: false });
    span.set({ "callwise.outcome": sent.kind });
    return sent;
  });
  count(channel, outcome.kind);
  if (outcome.kind !== "sent") log.warn({ incidentId, revision, outcome: outcome.kind }, "delivery not sent");
  await note(outcome, taken, delivery, options);
}

/** @param before the delivery as it was when the attempt began */
async function note(
  outcome: SendOutcome,
  taken: Delivery,
  before: Delivery,
  { deliveries, alertChannels, clock, random }: SendDeliveriesOptions,
): Promise<void> {
  const { incidentId, conversationId } = taken;
  const now = clock.now();
  const attempts = before.attempts + 1;
  const after = (waitMs: number): Date | null =>
    attempts < MAX_ATTEMPTS ? new Date(now.getTime() + withJitter(waitMs, random)) : null;
  switch (outcome.kind) {
    case "sent":
      return deliveries.end(taken, { outcome: "sent", activityId: outcome.activityId, unconfirmedPosts: 0 });
    case "messageGone":
      await deliveries.forgetMessage(incidentId, conversationId);
      return deliveries.end(taken, { nextAttemptAt: now });
    case "channelGone":
      await alertChannels.remove(conversationId);
      return deliveries.removeChannel(conversationId, "all");
    case "refused": {
      const { code, retryAfterMs } = outcome;
      const toldMs = retryAfterMs && Math.min(retryAfterMs, LONGEST_TOLD_MS);
      const nextAttemptAt = after(toldMs ?? doubledWaitMs(REFUSED_WAIT, before.attempts));
      // What a channel is refused, all its deliveries are.
      if (toldMs !== null) await alertChannels.holdBack(conversationId, new Date(now.getTime() + toldMs));
      const { unconfirmedPosts } = before;
      return deliveries.end(taken, { ...ended(nextAttemptAt, attempts, code, now), unconfirmedPosts });
    }
    case "unknown": {
      const nextAttemptAt = after(doubledWaitMs(UNKNOWN_WAIT, before.attempts));
      return deliveries.end(taken, ended(nextAttemptAt, attempts, outcome.code, now));
    }
  }
}

function ended(
  nextAttemptAt: Date | null,
  attempts: number,
  code: string,
  at: Date,
): Pick<Delivery, "nextAttemptAt" | "attempts" | "lastError" | "outcome"> {
  return { nextAttemptAt, attempts, lastError: { code, at }, outcome: nextAttemptAt === null ? "givenUp" : null };
}
