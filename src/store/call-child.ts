import type { Collection } from "mongodb";
import { bulkUpsert, inBatches } from "./bulk-upsert.ts";
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

export type ChildWrites = {
  /** Writes each child unless one of a later revision is held under its key already. */
  write(children: readonly ChildStamp[]): Promise<void>;
  /** Removes the children of a call that an earlier revision left. */
  removeStale(call: Parent): Promise<void>;
};

/** A call with more children than this is written by itself, so that no other call waits for it. */
const MOST_SHARED = 100;

/** The children of calls in one collection; calls that are saved at the same time share their trips. */
export function createChildWrites(collection: Collection<ChildStamp>): ChildWrites {
  const write = shareTrip(async (calls: (readonly ChildStamp[])[]) => {
    await writeChildren(collection, calls.flat());
    return calls.map(() => undefined);
  });
  const removeStale = shareTrip(async (calls: Parent[]) => {
    const deletes = calls.map(({ tenantId, callId, revision }) => ({
      deleteMany: { filter: { tenantId, callId, revision: { $lt: revision } } },
    }));
    await collection.bulkWrite(deletes, { ordered: false });
    return calls.map(() => undefined);
  });
  return {
    write: (children) => (children.length > MOST_SHARED ? writeChildren(collection, children) : write(children)),
    removeStale,
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
