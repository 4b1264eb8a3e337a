import type { AlertChannel } from "../calls/alert-rule.ts";
import { isDuplicateKey } from "./bulk-upsert.ts";
import { key } from "./key.ts";
import type { StoreContext } from "./store-context.ts";

/** Which channels are told of incidents. */
export type AlertChannels = {
  /** Leaves a channel that is there already as it is, and gives it. */
  add(channel: AlertChannel): Promise<AlertChannel>;
  /** Whether it was there. */
  remove(conversationId: string): Promise<boolean>;
  /** The oldest first. */
  all(): Promise<AlertChannel[]>;
};

type AlertChannelDocument = AlertChannel & { _id: string; tenantId: string };

export function createAlertChannels({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): AlertChannels {
  const channels = database.collection<AlertChannelDocument>("alertChannels");
  return {
    async add({ conversationId, since, setBy }) {
      const _id = key(tenantId, conversationId);
      try {
        await channels.insertOne({ _id, tenantId, conversationId, since, setBy });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const found = await channels.findOne({ _id });
      return found ? pickChannel(found) : { conversationId, since, setBy };
    },

    async remove(conversationId) {
      const { deletedCount } = await channels.deleteOne({ _id: key(tenantId, conversationId) });
      return deletedCount > 0;
    },

    async all() {
      const found = await channels.find({ tenantId }).sort({ since: 1 }).toArray();
      return found.map(pickChannel);
    },
  };
}

function pickChannel({ conversationId, since, setBy }: AlertChannel): AlertChannel {
  return { conversationId, since, setBy };
}
