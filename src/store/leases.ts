import { isDuplicateKey } from "./bulk-upsert.ts";
import { key } from "./key.ts";
import type { StoreContext } from "./store-context.ts";
import type { Leases } from "./store.ts";

type LeaseDocument = { _id: string; tenantId: string; name: string; owner: string; until: Date };

export function createLeases({ database, tenantId }: Pick<StoreContext, "database" | "tenantId">): Leases {
  const leases = database.collection<LeaseDocument>("leases");
  return {
    async acquire(name, owner, now, ms) {
      try {
        await leases.updateOne(
          { _id: key(tenantId, name), $or: [{ owner }, { until: { $lte: now } }] },
          { $set: { owner, until: new Date(now.getTime() + ms) }, $setOnInsert: { tenantId, name } },
          { upsert: true },
        );
        return true;
      } catch (error) {
        // The filter passes over a lease that somebody else holds, and the insert then meets it.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async release(name, owner) {
      await leases.deleteOne({ _id: key(tenantId, name), owner });
    },
  };
}
