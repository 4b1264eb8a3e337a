import type { Collection } from "mongodb";
import { bulkUpsert, inBatches } from "./bulk-upsert.ts";

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

/** Removes the children of a call that an earlier revision left. */
export async function removeStaleChildren(
  collection: Collection<ChildStamp>,
  call: Pick<ChildStamp, "tenantId" | "callId" | "revision">,
): Promise<void> {
  const { tenantId, callId, revision } = call;
  await collection.deleteMany({ tenantId, callId, revision: { $lt: revision } });
}
