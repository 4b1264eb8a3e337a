import { incidentIdOf } from "../calls/incident.ts";
import type { Clock } from "../clock.ts";
import type { AlertChannels } from "../store/alert-channels.ts";
import type { Deliveries } from "../store/deliveries.ts";
import type { Incidents } from "../store/incidents.ts";

export type DispatchOptions = {
  incidents: Pick<Incidents, "undispatched" | "markDispatched">;
  deliveries: Pick<Deliveries, "add" | "channelsOf">;
  alertChannels: Pick<AlertChannels, "all">;
  clock: Clock;
};

/**
 * Puts every new revision of an incident into the outbox, once for each channel. Interrupted, it is done again, and
 * leaves what doing it once leaves. That an incident is over is told to those only who were told of it.
 */
export async function dispatchIncidents({
  incidents,
  deliveries,
  alertChannels,
  clock,
}: DispatchOptions): Promise<void> {
  const waiting = await incidents.undispatched();
  if (waiting.length === 0) return;
  const channels = (await alertChannels.all()).map(({ conversationId }) => conversationId);
  for (const incident of waiting) {
    const incidentId = incidentIdOf(incident);
    const told = incident.state === "resolved" ? new Set(await deliveries.channelsOf(incidentId)) : null;
    const conversationIds = channels.filter((channel) => told === null || told.has(channel));
    await deliveries.add({ incidentId, revision: incident.revision, conversationIds, at: clock.now() });
    await incidents.markDispatched(incident);
  }
}
