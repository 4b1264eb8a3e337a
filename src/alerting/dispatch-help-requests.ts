import type { Clock } from "../clock.ts";
import type { AlertChannels } from "../store/alert-channels.ts";
import type { Deliveries } from "../store/deliveries.ts";
import type { HelpRequests } from "../store/help-requests.ts";
import { helpCardId } from "./channel-cards.ts";

export type DispatchHelpOptions = {
  helpRequests: Pick<HelpRequests, "endExpired" | "undispatched" | "markDispatched">;
  deliveries: Pick<Deliveries, "add" | "channelsOf">;
  alertChannels: Pick<AlertChannels, "all">;
  clock: Clock;
};

/**
 * Ends the requests for help whose days are over, and puts every new revision of one into the outbox, once for each
 * channel. Whatever else a channel wants: somebody waits for an answer. That one is over is told where it was told of.
 */
export async function dispatchHelpRequests({
  helpRequests,
  deliveries,
  alertChannels,
  clock,
}: DispatchHelpOptions): Promise<void> {
  await helpRequests.endExpired();
  const waiting = await helpRequests.undispatched();
  if (waiting.length === 0) return;
  const channels = (await alertChannels.all()).map(({ conversationId }) => conversationId);
  for (const request of waiting) {
    const incidentId = helpCardId(request.id);
    const told = new Set(await deliveries.channelsOf(incidentId));
    const conversationIds = channels.filter((channel) => request.endedAt === null || told.has(channel));
    await deliveries.add({ incidentId, revision: request.revision, conversationIds, at: clock.now() });
    await helpRequests.markDispatched(request);
  }
}
