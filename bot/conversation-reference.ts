import type { Activity } from "botbuilder";
import type { StoredConversation } from "../src/store/store.ts";
import type { Question } from "./commands/answer-parts.ts";
import { teamsChannelData } from "./teams-activity.ts";

/**
 * Where the bot can write later, or null when the activity does not say enough (no tenant). In a channel the id of
 * the thread (";messageid=…") is cut off, so that a later message starts a thread of its own.
 */
export function conversationFrom(activity: Activity, personId: string | null, now: Date): StoredConversation | null {
  const { conversation, recipient, serviceUrl, channelId, locale } = activity;
  const { tenantId, teamId } = teamsChannelData(activity);
  const tenant = tenantId ?? conversation.tenantId ?? null;
  if (!tenant) return null;
  const conversationType = conversationTypeOf(activity);
  return {
    conversationId: conversationIdOf(activity),
    conversationType,
    serviceUrl,
    channelId,
    botId: recipient.id,
    tenantId: tenant,
    personId: conversationType === "personal" ? personId : null,
    teamId: conversationType === "channel" ? teamId : null,
    locale: locale ?? null,
    updatedAt: now,
  };
}

export function conversationIdOf({ conversation }: Pick<Activity, "conversation">): string {
  return conversation.id.split(";messageid=")[0] ?? conversation.id;
}

/** Where a question was asked. */
export function conversationOf(activity: Pick<Activity, "conversation">): Question["conversation"] {
  return { id: conversationIdOf(activity), type: conversationTypeOf(activity) };
}

/** Group chat unless the activity says otherwise: what is not known to be personal is taken for shared. */
export function conversationTypeOf({
  conversation,
}: Pick<Activity, "conversation">): StoredConversation["conversationType"] {
  const { conversationType } = conversation;
  return conversationType === "personal" || conversationType === "channel" ? conversationType : "groupChat";
}
