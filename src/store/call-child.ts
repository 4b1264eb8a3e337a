import type { Collection } from "mongodb";
import { bulkUpsert, inBatches, insertAbsent } from "./bulk-upsert.ts";
import { shareTrip } from "./shared-trip.ts";

/** What every document below a call carries. */
export type ChildStamp = {
  _id: string;
  tenantId: string;
  callId: string;
  version: number;
  /** Orders the saves of a call, see call-revision.ts. */
  revision: string;
  expireAt: Date;
};

type Parent = Pick<ChildStamp, "tenantId" | "callId" | "revision">;

/** The children of a call, and whether none are expected to be there: then inserting them costs a fraction of upserts. */
type Children = { children: readonly ChildStamp[]; isFirst: boolean };

export type ChildWrites = {
  /** Writes each child unless one of a later revision is held under its key already. */
  write(call: Children): Promise<void>;
  /** The same for a call with so many that none should wait for it. */
  writeAlone(call: Children): Promise<void>;
  /** Removes the children of a call that an earlier revision left. */
  removeStale(call: Parent): Promise<void>;
};

/** The children of calls in one collection; calls that are saved at the same time share their trips. */
export function createChildWrites(collection: Collection<ChildStamp>): ChildWrites {
  async function write(calls: readonly Children[]): Promise<undefined[]> {
    const first = calls.flatMap(({ children, isFirst }) => (isFirst ? children : []));
    const rest = calls.flatMap(({ children, isFirst }) => (isFirst ? [] : children));
    for (const batch of inBatches(first)) rest.push(...(await insertAbsent(collection, batch)));
    await writeChildren(collection, rest);
    return calls.map(() => undefined);
  }

  return {
    write: shareTrip(write),
    async writeAlone(call) {
      await write([call]);
    },
    removeStale: shareTrip(async (calls: Parent[]) => {
      const deletes = calls.map(({ tenantId, callId, revision }) => ({
        deleteMany: { filter: { tenantId, callId, revision: { $lt: revision } } },
      }));
      await collection.bulkWrite(deletes, { ordered: false });
      return calls.map(() => undefined);
    }),
  };
}

/** Writes each child unless one of a later revision is held under its key already. */
export async function writeChildren(
  collection: Collection<ChildStamp>,
  children: readonly ChildStamp[],
): Promise<void> {
  for (const batch of inBatches(children)) {
    await bulkUpsert(
      collection,
      batch.map(({ _id, ...replacement }) => ({
        replaceOne: { filter: { _id, revision: { $lte: replacement.revision } }, replacement, upsert: true },
      })),
    );
  }
}
