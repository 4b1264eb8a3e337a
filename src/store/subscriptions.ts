import { key } from "./key.ts";
import type { StoreContext } from "./store-context.ts";
import type { StoredSubscription, Subscriptions } from "./store.ts";

type SubscriptionDocument = StoredSubscription & { _id: string; tenantId: string };

export function createSubscriptions({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): Subscriptions {
  const subscriptions = database.collection<SubscriptionDocument>("subscriptions");
  return {
    async save(subscription) {
      const _id = key(tenantId, subscription.subscriptionId);
      await subscriptions.replaceOne({ _id }, { tenantId, ...pickSubscription(subscription) }, { upsert: true });
    },

    async remove(subscriptionId) {
      await subscriptions.deleteOne({ _id: key(tenantId, subscriptionId) });
    },

    async all() {
      const found = await subscriptions.find({ tenantId }).sort({ createdAt: 1 }).toArray();
      return found.map(pickSubscription);
    },
  };
}

/** Exactly the value's own fields: what goes in and what comes out. */
function pickSubscription(from: StoredSubscription): StoredSubscription {
  return {
    subscriptionId: from.subscriptionId,
    clientState: from.clientState,
    resource: from.resource,
    changeType: from.changeType,
    notificationUrl: from.notificationUrl,
    expiresAt: from.expiresAt,
    createdAt: from.createdAt,
    lastReauthorizedAt: from.lastReauthorizedAt ?? null,
    reauthorizationAskedAt: from.reauthorizationAskedAt ?? null,
    retiredAt: from.retiredAt ?? null,
  };
}
