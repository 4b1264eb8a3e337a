import { randomUUID } from "node:crypto";
import type { Collection, Db } from "mongodb";
import { inBatches } from "./bulk-upsert.ts";
import { EPOCH } from "./store-context.ts";
import type { NotifiedCall } from "./store.ts";

/** Calls that were notified at one instant, in one trace. */
type Notified = { callIds: string[]; at: Date; traceparent?: string };
type InboxDocument = {
  _id: string;
  tenantId: string;
  at: Date;
  leaseUntil: Date;
  takenBy?: string;
  size: number;
  notified: Notified[];
};

export type NotificationInbox = {
  /** Durable when it resolves. */
  put(calls: readonly NotifiedCall[]): Promise<void>;
  /**
   * Hands over what waits for longest, to nobody else meanwhile, and removes it when `take` resolves; what `take` rejects
   * waits again, and after a crash when the lease runs out. False when nothing waited.
   */
  handOver(now: Date, take: (calls: NotifiedCall[]) => Promise<void>): Promise<boolean>;
  /** How many notifications wait. */
  size(): Promise<number>;
  /** When the longest waiting may be handed over (the end of a lease, where all are leased); null when none waits. */
  dueAt(now: Date): Promise<Date | null>;
};

/** Less than a job's: turning groups into jobs takes a moment. */
const LEASE_MS = 30_000;
/** Notifications handed over at once, but for the last group, and groups. */
const MOST_AT_ONCE = 500;
const MOST_GROUPS = 100;

/**
 * What Graph notified and is not in the queue yet. A group of notifications is one small document, where a job each costs
 * documents and index entries; so that a burst is answered as fast as it comes.
 */
export function createNotificationInbox(database: Db, tenantId: string): NotificationInbox {
  const inbox: Collection<InboxDocument> = database.collection("notificationInbox");
  return {
    async put(calls) {
      const groups = inBatches(calls).map((batch): InboxDocument => ({
        _id: randomUUID(),
        tenantId,
        at: batch.reduce((first, { at }) => (at < first ? at : first), batch[0]?.at ?? EPOCH),
        leaseUntil: EPOCH,
        size: batch.length,
        notified: byNotice(batch),
      }));
      if (groups.length > 0) await inbox.insertMany(groups);
    },

    async handOver(now, take) {
      const free = { leaseUntil: { $lte: now } };
      const waiting = await inbox
        .find({ tenantId, ...free })
        .sort({ at: 1 })
        .limit(MOST_GROUPS)
        .project<Pick<InboxDocument, "_id" | "size">>({ size: 1 })
        .toArray();
      if (waiting.length === 0) return false;
      const _id = { $in: firstGroups(waiting) };
      const taken = { takenBy: randomUUID(), leaseUntil: new Date(now.getTime() + LEASE_MS) };
      await inbox.updateMany({ _id, ...free }, { $set: taken });
      const own = { _id, takenBy: taken.takenBy };
      const groups = await inbox.find(own).sort({ at: 1 }).toArray();
      try {
        await take(groups.flatMap(callsOf));
      } catch (error) {
        // Where that fails, too, the lease runs out.
        await inbox.updateMany(own, { $set: { leaseUntil: EPOCH } }).catch(() => undefined);
        throw error;
      }
      await inbox.deleteMany(own);
      return true;
    },

    async size() {
      const [all] = await inbox
        .aggregate<{ size: number }>([{ $match: { tenantId } }, { $group: { _id: null, size: { $sum: "$size" } } }])
        .toArray();
      return all?.size ?? 0;
    },

    async dueAt(now) {
      const oldest = async (leaseUntil: object): Promise<Pick<InboxDocument, "at" | "leaseUntil"> | undefined> => {
        const found = inbox.find({ tenantId, leaseUntil }).sort({ at: 1 }).limit(1);
        return (await found.project<Pick<InboxDocument, "at" | "leaseUntil">>({ at: 1, leaseUntil: 1 }).toArray())[0];
      };
      const free = await oldest({ $lte: now });
      return free?.at ?? (await oldest({ $gt: now }))?.leaseUntil ?? null;
    },
  };
}

function byNotice(calls: readonly NotifiedCall[]): Notified[] {
  const notified: Notified[] = [];
  let last: Notified | null = null;
  for (const { callId, at, traceparent } of calls) {
    if (last === null || last.at !== at || last.traceparent !== traceparent) {
      last = { callIds: [], at, ...(traceparent !== undefined && { traceparent }) };
      notified.push(last);
    }
    last.callIds.push(callId);
  }
  return notified;
}

function callsOf({ notified }: InboxDocument): NotifiedCall[] {
  return notified.flatMap(({ callIds, at, traceparent }) => callIds.map((callId) => ({ callId, at, traceparent })));
}

function firstGroups(groups: readonly Pick<InboxDocument, "_id" | "size">[]): string[] {
  const ids: string[] = [];
  let size = 0;
  for (const group of groups) {
    if (size >= MOST_AT_ONCE) break;
    ids.push(group._id);
    size += group.size;
  }
  return ids;
}
