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
    const fields = { affected: 1, handling: 1 } as const;
    for await (const { _id, ...naming } of incidents.find({ tenantId }).project<NamingDocument>(fields)) {
      const change = withPseudonym(naming, personId, pseudonym);
      if (change !== null) await incidents.updateOne({ _id }, { $set: change });
    }
  };
}

/** Ids are whole values of their own, so they are exchanged wherever they stand. Null: they stand nowhere. */
function withPseudonym(
  { affected, handling }: Omit<NamingDocument, "_id" | "tenantId">,
  personId: string,
  pseudonym: string,
): Partial<NamingDocument> | null {
  const inPlace = (id: string): string => (id === personId ? pseudonym : id);
  const change: Partial<NamingDocument> = {};
  if (affected?.personIds.includes(personId))
    change.affected = { ...affected, personIds: affected.personIds.map(inPlace) };
  if (handling !== undefined) {
    const { acknowledged, muted, assigned } = handling;
    const ids = [acknowledged?.by, muted?.by, assigned?.by, assigned?.to];
    if (ids.includes(personId)) {
      change.handling = {
        acknowledged: acknowledged && { ...acknowledged, by: inPlace(acknowledged.by) },
        muted: muted && { ...muted, by: inPlace(muted.by) },
        assigned: assigned && { ...assigned, by: inPlace(assigned.by), to: inPlace(assigned.to) },
      };
    }
  }
  return Object.keys(change).length > 0 ? change : null;
}
