import type { AlertChannel } from "../calls/alert-channel.ts";
import { isMuted } from "../calls/incident-handling.ts";
import { incidentIdOf } from "../calls/incident.ts";
import type { Clock } from "../clock.ts";
import type { AlertChannels } from "../store/alert-channels.ts";
import type { Deliveries } from "../store/deliveries.ts";
import type { Incidents, UndispatchedIncident } from "../store/incidents.ts";

export type DispatchOptions = {
  incidents: Pick<Incidents, "undispatched" | "markDispatched">;
  deliveries: Pick<Deliveries, "add" | "channelsOf">;
  alertChannels: Pick<AlertChannels, "all">;
  clock: Clock;
};

/**
 * Puts every new revision of an incident into the outbox, once for each channel. Interrupted, it is done again, and
 * leaves what doing it once leaves. A channel that its card stands in is told of every revision; another one of an
 * incident that is open, if it wants to hear of its rule as it happens. While an incident is muted, its revisions wait.
 */
export async function dispatchIncidents({
  incidents,
  deliveries,
  alertChannels,
  clock,
}: DispatchOptions): Promise<void> {
  const now = clock.now();
  const waiting = (await incidents.undispatched()).filter((one) => one.tellsHandling || !isMuted(one, now));
  if (waiting.length === 0) return;
  const channels = await alertChannels.all();
  for (const incident of waiting) {
    const incidentId = incidentIdOf(incident);
    const told = new Set(await deliveries.channelsOf(incidentId));
    const conversationIds = channels
      .filter((channel) => told.has(channel.conversationId) || wants(channel, incident))
      .map(({ conversationId }) => conversationId);
    await deliveries.add({ incidentId, revision: incident.revision, conversationIds, at: now });
    await incidents.markDispatched(incident);
  }
}

function wants({ rulesOff, delivery }: AlertChannel, { state, ruleId }: UndispatchedIncident): boolean {
  return state === "open" && delivery === "atOnce" && !rulesOff.includes(ruleId);
}
