import { randomUUID } from "node:crypto";
import type { Collection, Db } from "mongodb";
import { inBatches } from "./bulk-upsert.ts";
import { EPOCH } from "./store-context.ts";
import type { EnqueuedCall, NotifiedCall } from "./store.ts";

/** Calls that were notified at one instant, in one trace. */
type Notified = { callIds: string[]; at: Date; traceparent?: string };
type InboxDocument = { _id: string; tenantId: string; at: Date; leaseUntil: Date; size: number; notified: Notified[] };

export type NotificationInbox = {
  /** Durable when it resolves. */
  put(items: readonly NotifiedCall[]): Promise<void>;
  /** The group that waits for longest, which nobody else gets within the lease; null when there is none. */
  take(now: Date): Promise<{ items: EnqueuedCall[]; remove: () => Promise<void> } | null>;
  /** How many notifications wait. */
  size(): Promise<number>;
};

/** Less than a job's: turning a group into jobs takes a moment. */
const LEASE_MS = 30_000;

/**
 * What Graph notified and is not in the queue yet. A group of notifications is one small document, where a job each costs
 * documents and index entries; so that a burst is answered as fast as it comes.
 */
export function createNotificationInbox(database: Db, tenantId: string): NotificationInbox {
  const inbox: Collection<InboxDocument> = database.collection("notificationInbox");
  return {
    async put(items) {
      const groups = inBatches(items).map((batch): InboxDocument => ({
        _id: randomUUID(),
        tenantId,
        at: batch.reduce((first, { at }) => (at < first ? at : first), batch[0]?.at ?? EPOCH),
        leaseUntil: EPOCH,
        size: batch.length,
        notified: byNotice(batch),
      }));
      if (groups.length > 0) await inbox.insertMany(groups);
    },

    async take(now) {
      const group = await inbox.findOneAndUpdate(
        { tenantId, leaseUntil: { $lte: now } },
        { $set: { leaseUntil: new Date(now.getTime() + LEASE_MS) } },
        { sort: { at: 1 } },
      );
      if (group === null) return null;
      const items = group.notified.flatMap(({ callIds, at, traceparent }) =>
        callIds.map((callId): EnqueuedCall => ({ callId, source: "notification", at, traceparent })),
      );
      return { items, remove: async () => void (await inbox.deleteOne({ _id: group._id })) };
    },

    async size() {
      const groups = await inbox.find({ tenantId }).project<{ size: number }>({ size: 1 }).toArray();
      return groups.reduce((sum, { size }) => sum + size, 0);
    },
  };
}

function byNotice(items: readonly NotifiedCall[]): Notified[] {
  const notified: Notified[] = [];
  let last: Notified | null = null;
  for (const { callId, at, traceparent } of items) {
    if (last === null || last.at !== at || last.traceparent !== traceparent) {
      last = { callIds: [], at, ...(traceparent !== undefined && { traceparent }) };
      notified.push(last);
    }
    last.callIds.push(callId);
  }
  return notified;
}
