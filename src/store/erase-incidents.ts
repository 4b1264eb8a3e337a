import { eraseFromAffected, eraseFromHandling } from "../calls/erase-alerts.ts";
import type { IncidentHandling } from "../calls/incident-handling.ts";
import type { IncidentAffected } from "../calls/incident.ts";
import type { StoreContext } from "./store-context.ts";

type NamingDocument = {
  _id: string;
  tenantId: string;
  affected?: IncidentAffected | null;
  handling?: IncidentHandling;
};

/** A person goes from those whom incidents affect and from what admins did about them; the figures stay. */
export function createEraseFromIncidents({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): (personId: string, pseudonym: string) => Promise<void> {
  const incidents = database.collection<NamingDocument>("incidents");
  return async (personId, pseudonym) => {
    const pseudonyms = new Map([[personId, pseudonym]]);
    const fields = { affected: 1, handling: 1 } as const;
    for await (const { _id, ...held } of incidents.find({ tenantId }).project<NamingDocument>(fields)) {
      const affected = held.affected && eraseFromAffected(held.affected, pseudonyms);
      const handling = held.handling && eraseFromHandling(held.handling, pseudonyms);
      const change = {
        ...(affected !== held.affected && { affected }),
        ...(handling !== held.handling && { handling }),
      };
      if (Object.keys(change).length > 0) await incidents.updateOne({ _id }, { $set: change });
    }
  };
}
