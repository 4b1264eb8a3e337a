import { key } from "./key.ts";
import type { StoreContext } from "./store-context.ts";
import type { Conversations, StoredConversation } from "./store.ts";

/** `tenantId` is the store's; the conversation's own may be another one in a channel shared between tenants. */
export type ConversationDocument = Omit<StoredConversation, "tenantId"> & {
  _id: string;
  tenantId: string;
  conversationTenantId: string;
};

export function createConversations({
  database,
  tenantId,
}: Pick<StoreContext, "database" | "tenantId">): Conversations {
  const conversations = database.collection<ConversationDocument>("conversations");
  return {
    async save(conversation) {
      const _id = key(tenantId, conversation.conversationId);
      const { tenantId: conversationTenantId, ...fields } = pickConversation(conversation, conversation.tenantId);
      await conversations.replaceOne({ _id }, { ...fields, tenantId, conversationTenantId }, { upsert: true });
    },

    async remove(conversationId) {
      await conversations.deleteOne({ _id: key(tenantId, conversationId) });
    },

    async find(conversationId) {
      const found = await conversations.findOne({ _id: key(tenantId, conversationId) });
      return found && pickConversation(found, found.conversationTenantId);
    },

    async personalOf(personId) {
      const [found] = await conversations.find({ tenantId, personId }).sort({ updatedAt: -1 }).limit(1).toArray();
      return found === undefined ? null : pickConversation(found, found.conversationTenantId);
    },

    async all() {
      const found = await conversations.find({ tenantId }).sort({ updatedAt: 1 }).toArray();
      return found.map((document) => pickConversation(document, document.conversationTenantId));
    },
  };
}

export function pickConversation(from: Omit<StoredConversation, "tenantId">, tenantId: string): StoredConversation {
  return {
    conversationId: from.conversationId,
    conversationType: from.conversationType,
    serviceUrl: from.serviceUrl,
    channelId: from.channelId,
    botId: from.botId,
    tenantId,
    personId: from.personId ?? null,
    teamId: from.teamId ?? null,
    locale: from.locale ?? null,
    updatedAt: from.updatedAt,
  };
}
