import { bulkUpsert } from "./bulk-upsert.ts";
import { key } from "./key.ts";
import { afterDays } from "./retention.ts";
import { EPOCH, type StoreContext } from "./store-context.ts";

/** One revision of an incident's card for one channel. */
export type Delivery = {
  incidentId: string;
  conversationId: string;
  revision: number;
  /** Null: it is over, by its outcome. */
  nextAttemptAt: Date | null;
  outcome: "sent" | "superseded" | "givenUp" | null;
  /** Attempts that failed. */
  attempts: number;
  /** Somebody sends it now; in the past: somebody vanished while sending it. */
  sendingUntil: Date | null;
  /** Posts that were begun and of which nobody knows whether the message stands in the channel. */
  unconfirmedPosts: number;
  /** The message in the channel, once it is sent. */
  activityId: string | null;
  lastError: { code: string; at: Date } | null;
};

/** The outbox: exactly one delivery for each incident, channel and revision. */
export type Deliveries = {
  /** Those that are not there yet; earlier revisions that wait for the same channels are superseded. */
  add(card: { incidentId: string; revision: number; conversationIds: readonly string[]; at: Date }): Promise<void>;
  /** The longest due first. */
  due(now: Date, limit: number): Promise<Delivery[]>;
  /** Every delivery of an incident to a channel, the newest revision first. */
  ofCard(incidentId: string, conversationId: string): Promise<Delivery[]>;
  /** Channels that an incident was ever to be delivered to. */
  channelsOf(incidentId: string): Promise<string[]>;
  /**
   * Takes a delivery as it was read, until an instant: nobody else sends it before. `isPost`: counts as unconfirmed
   * until its end is noted. Null when somebody else was quicker.
   */
  begin(delivery: Delivery, until: Date, isPost: boolean): Promise<Delivery | null>;
  /** Notes the end of an attempt, or of a delivery that need not be sent. Nothing happens if it was taken by others. */
  end(
    delivery: Delivery,
    end: Partial<
      Pick<Delivery, "nextAttemptAt" | "outcome" | "attempts" | "unconfirmedPosts" | "activityId" | "lastError">
    >,
  ): Promise<void>;
  /** The message of an incident in a channel is there no more: the next delivery posts another. */
  forgetMessage(incidentId: string, conversationId: string): Promise<void>;
  /** Forgets those of a channel: all, or only what waits and was never begun. */
  removeChannel(conversationId: string, which: "all" | "waiting"): Promise<void>;
};

type DeliveryDocument = Omit<Delivery, "nextAttemptAt"> & {
  _id: string;
  tenantId: string;
  /** EPOCH: none. */
  nextAttemptAt: Date;
  expireAt: Date;
};

export function createDeliveries({
  database,
  tenantId,
  retentionDays,
  incidentDays = retentionDays,
}: Pick<StoreContext, "database" | "tenantId" | "retentionDays" | "incidentDays">): Deliveries {
  const deliveries = database.collection<DeliveryDocument>("deliveries");
  const idOf = ({ incidentId, conversationId, revision }: Delivery): string =>
    key(tenantId, incidentId, conversationId, String(revision));

  return {
    async add({ incidentId, revision, conversationIds, at }) {
      const fresh = { revision, attempts: 0, outcome: null, sendingUntil: null, unconfirmedPosts: 0, activityId: null };
      const expireAt = afterDays(at, incidentDays);
      await bulkUpsert(
        deliveries,
        conversationIds.map((conversationId) => ({
          updateOne: {
            filter: { _id: key(tenantId, incidentId, conversationId, String(revision)) },
            update: {
              $setOnInsert: {
                tenantId,
                incidentId,
                conversationId,
                ...fresh,
                nextAttemptAt: at,
                lastError: null,
                expireAt,
              },
            },
            upsert: true,
          },
        })),
      );
      for (const conversationId of conversationIds) {
        await deliveries.updateMany(
          { tenantId, conversationId, incidentId, revision: { $lt: revision }, outcome: null, sendingUntil: null },
          { $set: { outcome: "superseded", nextAttemptAt: EPOCH } },
        );
      }
    },

    async due(now, limit) {
      const found = await deliveries
        .find({ tenantId, nextAttemptAt: { $gt: EPOCH, $lte: now } })
        .sort({ nextAttemptAt: 1 })
        .limit(limit)
        .toArray();
      return found.map(pickDelivery);
    },

    async ofCard(incidentId, conversationId) {
      const found = await deliveries.find({ tenantId, conversationId, incidentId }).sort({ revision: -1 }).toArray();
      return found.map(pickDelivery);
    },

    async channelsOf(incidentId) {
      const found = await deliveries.find({ tenantId, incidentId }).project({ conversationId: 1 }).toArray();
      return [...new Set(found.map(({ conversationId }) => String(conversationId)))];
    },

    async begin(delivery, until, isPost) {
      const taken = await deliveries.findOneAndUpdate(
        { _id: idOf(delivery), nextAttemptAt: delivery.nextAttemptAt ?? EPOCH, outcome: null },
        { $set: { nextAttemptAt: until, sendingUntil: until }, $inc: { unconfirmedPosts: isPost ? 1 : 0 } },
        { returnDocument: "after" },
      );
      return taken && pickDelivery(taken);
    },

    async end(delivery, end) {
      const { nextAttemptAt = null, ...fields } = end;
      await deliveries.updateOne(
        { _id: idOf(delivery), nextAttemptAt: delivery.nextAttemptAt ?? EPOCH },
        { $set: { ...fields, sendingUntil: null, nextAttemptAt: nextAttemptAt ?? EPOCH } },
      );
    },

    async forgetMessage(incidentId, conversationId) {
      await deliveries.updateMany(
        { tenantId, conversationId, incidentId },
        { $set: { activityId: null, unconfirmedPosts: 0 } },
      );
    },

    async removeChannel(conversationId, which) {
      const waiting = which === "waiting" ? { outcome: null, sendingUntil: null } : {};
      await deliveries.deleteMany({ tenantId, conversationId, ...waiting });
    },
  };
}

function pickDelivery(from: Omit<Delivery, "nextAttemptAt"> & { nextAttemptAt: Date }): Delivery {
  return {
    incidentId: from.incidentId,
    conversationId: from.conversationId,
    revision: from.revision,
    nextAttemptAt: from.nextAttemptAt.getTime() === EPOCH.getTime() ? null : from.nextAttemptAt,
    outcome: from.outcome ?? null,
    attempts: from.attempts,
    sendingUntil: from.sendingUntil ?? null,
    unconfirmedPosts: from.unconfirmedPosts,
    activityId: from.activityId ?? null,
    lastError: from.lastError ?? null,
  };
}
