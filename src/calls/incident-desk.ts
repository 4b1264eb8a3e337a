import type { HandledIncident, HandlingChange } from "./incident-handling.ts";
import type { Viewer } from "./viewer.ts";

/** Names of some of those affected, and how many more there are. */
export type Revealed = { incident: HandledIncident; people: (string | null)[]; more: number };

/**
 * What admins do about incidents, from a card or from the tab. Every function throws ServiceError "admins_only" for
 * others, and gives null for an incident that is not kept.
 */
export type IncidentDesk = {
  /** As it is afterwards, changed or not. Throws ServiceError "not_an_admin" for somebody it cannot be assigned to. */
  handle(viewer: Viewer, incidentId: string, change: HandlingChange): Promise<HandledIncident | null>;
  find(viewer: Viewer, incidentId: string): Promise<HandledIncident | null>;
  /** Logged where each of these people sees it. */
  reveal(viewer: Viewer, incidentId: string): Promise<Revealed | null>;
};
