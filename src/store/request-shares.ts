import { isDuplicateKey } from "./bulk-upsert.ts";
import { key } from "./key.ts";
import type { StoreContext } from "./store-context.ts";

/** What one instance has of the limits that all instances share. Holds counts, nothing personal. */
export type RequestShare = {
  owner: string;
  /** From then on it has none. */
  lapsesAt: Date;
  limits: {
    /** Key of the limit. */
    key: string;
    /** As many requests of it may count at a time. */
    held: number;
    /** It could use so many. */
    wanted: number;
  }[];
};

/** The shares of all instances; `revision` is 0 before the first. */
export type RequestShareTable = { revision: number; shares: RequestShare[] };

export type RequestShares = {
  read(): Promise<RequestShareTable>;
  /** False, and nothing changed, when somebody else has written since that revision. */
  write(table: RequestShareTable): Promise<boolean>;
};

type TableDocument = RequestShareTable & { _id: string; tenantId: string };

/** One small document, written as a whole: whoever read an older one reads again. */
export function createRequestShares({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): RequestShares {
  const tables = database.collection<TableDocument>("requestShares");
  const _id = key(tenantId, "graph");
  return {
    async read() {
      const found = await tables.findOne({ _id });
      return found ? { revision: found.revision, shares: found.shares } : { revision: 0, shares: [] };
    },

    async write({ revision, shares }) {
      try {
        const { matchedCount, upsertedCount } = await tables.replaceOne(
          { _id, revision },
          { tenantId, revision: revision + 1, shares },
          { upsert: revision === 0 },
        );
        return matchedCount + upsertedCount === 1;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },
  };
}
