import type { IncidentDesk } from "../calls/incident-desk.ts";
import type { Viewer } from "../calls/viewer.ts";
import type { Clock } from "../clock.ts";
import { ServiceError } from "../service-error.ts";
import type { Incidents } from "../store/incidents.ts";
import type { RevealedPeople } from "../store/revealed-people.ts";

export type IncidentDeskOptions = {
  incidents: Pick<Incidents, "handle" | "find">;
  revealedPeople: RevealedPeople;
  /** Whom an incident can be assigned to. */
  adminIds: readonly string[];
  /** What was changed is to be told at once. */
  onChanged: () => void;
  clock: Clock;
};

/** Nobody looks at more names, and each of them is a look that is logged. */
const MOST_REVEALED = 30;

export function createIncidentDesk(options: IncidentDeskOptions): IncidentDesk {
  const { incidents, revealedPeople, adminIds, onChanged, clock } = options;

  return {
    async handle(viewer, incidentId, change) {
      admit(viewer);
      if (change.kind === "assign" && change.to !== null && change.to !== viewer.personId) {
        if (!adminIds.includes(change.to)) {
          throw new ServiceError("not_an_admin", "It can be assigned to admins only.", { remedy: "fix-input" });
        }
      }
      const incident = await incidents.handle(incidentId, change, { by: viewer.personId, now: clock.now() });
      onChanged();
      return incident;
    },

    find(viewer, incidentId) {
      admit(viewer);
      return incidents.find(incidentId);
    },

    async reveal(viewer, incidentId) {
      admit(viewer);
      const incident = await incidents.find(incidentId);
      if (incident === null) return null;
      const affected = incident.affected?.personIds ?? [];
      const some = affected.slice(0, MOST_REVEALED);
      const people = await revealedPeople.names(viewer, some, { what: "incident", since: incident.since });
      return { incident, people, more: affected.length - some.length };
    },
  };
}

function admit({ isAdmin }: Viewer): void {
  if (!isAdmin) throw new ServiceError("admins_only", "This is for admins only.");
}
