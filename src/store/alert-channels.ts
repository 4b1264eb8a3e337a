import { NEW_CHANNEL, type AlertChannel } from "../calls/alert-channel.ts";
import { isDuplicateKey } from "./bulk-upsert.ts";
import { key } from "./key.ts";
import { EPOCH, type StoreContext } from "./store-context.ts";

/** Which channels are told of incidents. */
export type AlertChannels = {
  /** Leaves a channel that is there already as it is, and gives it. */
  add(channel: Pick<AlertChannel, "conversationId" | "since" | "setBy">): Promise<AlertChannel>;
  find(conversationId: string): Promise<AlertChannel | null>;
  /** Changes what is told in a channel; null when alerts are not sent there. */
  change(
    conversationId: string,
    wanted: Partial<Pick<AlertChannel, "rulesOff" | "delivery">>,
  ): Promise<AlertChannel | null>;
  /** Whether it was there. */
  remove(conversationId: string): Promise<boolean>;
  /** The oldest first. */
  all(): Promise<AlertChannel[]>;
  /**
   * Takes the channel's next turn to be written to, whichever instance asks: `now`, and not again before `gapMs` have
   * passed; `later`, when its turn has not come; `none`, when alerts are not sent there.
   */
  takeTurn(conversationId: string, now: Date, gapMs: number): Promise<"now" | "later" | "none">;
  /** Nobody's turn before an instant. */
  holdBack(conversationId: string, until: Date): Promise<void>;
};

/** What was set up is absent until somebody does. */
type AlertChannelDocument = Pick<AlertChannel, "conversationId" | "since" | "setBy"> &
  Partial<AlertChannel> & { _id: string; tenantId: string; nextTurnAt: Date };

export function createAlertChannels({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): AlertChannels {
  const channels = database.collection<AlertChannelDocument>("alertChannels");
  return {
    async add({ conversationId, since, setBy }) {
      const _id = key(tenantId, conversationId);
      try {
        await channels.insertOne({ _id, tenantId, conversationId, since, setBy, nextTurnAt: EPOCH });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      const found = await channels.findOne({ _id });
      return pickChannel(found ?? { conversationId, since, setBy });
    },

    async find(conversationId) {
      const found = await channels.findOne({ _id: key(tenantId, conversationId) });
      return found && pickChannel(found);
    },

    async change(conversationId, wanted) {
      const found = await channels.findOneAndUpdate(
        { _id: key(tenantId, conversationId) },
        { $set: wanted },
        { returnDocument: "after" },
      );
      return found && pickChannel(found);
    },

    async remove(conversationId) {
      const { deletedCount } = await channels.deleteOne({ _id: key(tenantId, conversationId) });
      return deletedCount > 0;
    },

    async all() {
      const found = await channels.find({ tenantId }).sort({ since: 1 }).toArray();
      return found.map(pickChannel);
    },

    async takeTurn(conversationId, now, gapMs) {
      const _id = key(tenantId, conversationId);
      const nextTurnAt = new Date(now.getTime() + gapMs);
      const { matchedCount } = await channels.updateOne({ _id, nextTurnAt: { $lte: now } }, { $set: { nextTurnAt } });
      if (matchedCount > 0) return "now";
      return (await channels.findOne({ _id })) === null ? "none" : "later";
    },

    async holdBack(conversationId, until) {
      await channels.updateOne({ _id: key(tenantId, conversationId) }, { $max: { nextTurnAt: until } });
    },
  };
}

function pickChannel(
  from: Pick<AlertChannel, "conversationId" | "since" | "setBy"> & Partial<AlertChannel>,
): AlertChannel {
  return {
    conversationId: from.conversationId,
    since: from.since,
    setBy: from.setBy,
    rulesOff: from.rulesOff ?? NEW_CHANNEL.rulesOff,
    delivery: from.delivery ?? NEW_CHANNEL.delivery,
  };
}
