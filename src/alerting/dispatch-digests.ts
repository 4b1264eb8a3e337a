import { addDays, createLocalTime } from "../calls/local-time.ts";
import type { Clock } from "../clock.ts";
import type { AlertChannels } from "../store/alert-channels.ts";
import type { Deliveries } from "../store/deliveries.ts";
import { digestCardId, type ChannelCards } from "./channel-cards.ts";

export type DispatchDigestsOptions = {
  deliveries: Pick<Deliveries, "add">;
  alertChannels: Pick<AlertChannels, "all">;
  cards: Pick<ChannelCards, "ofDay">;
  /** IANA: of the organization. */
  timeZone: string;
  clock: Clock;
};

/** Before people begin to work; local time. */
const DIGEST_HOUR = 7;
const HOUR_MS = 3_600_000;

/**
 * Puts yesterday's digest into the outbox of every channel that prefers one a day, from seven in the morning on, once a
 * day and channel. A day on which nothing was wrong has none.
 */
export async function dispatchDigests({
  deliveries,
  alertChannels,
  cards,
  timeZone,
  clock,
}: DispatchDigestsOptions): Promise<void> {
  const channels = (await alertChannels.all()).filter(({ delivery }) => delivery === "daily");
  if (channels.length === 0) return;
  const now = clock.now();
  const { dateOf } = createLocalTime(timeZone);
  // The local date of seven hours ago: until seven it is yesterday's, whose digest was due a day ago.
  const date = addDays(dateOf(new Date(now.getTime() - DIGEST_HOUR * HOUR_MS)), -1);
  if ((await cards.ofDay(date)).length === 0) return;
  const conversationIds = channels.map(({ conversationId }) => conversationId);
  await deliveries.add({ incidentId: digestCardId(date), revision: 1, conversationIds, at: now });
}
