import { ALEX } from "./sample-calls.ts";
import { BOT_TENANT } from "./bot-server.ts";

const BOT_ACCOUNT = "28:callwise";

/** An activity as Teams sends it: Alex says nothing in personal chat. Replies go nowhere unless `serviceUrl` is given. */
export function buildActivity(over: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: "message",
    id: "activity-1",
    timestamp: "2026-11-20T15:00:00.000Z",
    channelId: "msteams",
    serviceUrl: "http://127.0.0.1:1/",
    from: { id: "29:alex", name: "Alex Wilber", aadObjectId: ALEX.id },
    recipient: { id: BOT_ACCOUNT, name: "Callwise" },
    conversation: { id: "a:personal", conversationType: "personal", tenantId: BOT_TENANT },
    channelData: { tenant: { id: BOT_TENANT } },
    locale: "en-GB",
    localTimezone: "Europe/Berlin",
    ...over,
  };
}

/** A click on a button of a card. */
export function buildClick(
  action: Record<string, unknown>,
  over: Record<string, unknown> = {},
): Record<string, unknown> {
  return buildActivity({
    type: "invoke",
    name: "adaptiveCard/action",
    value: { action: { type: "Action.Execute", ...action }, trigger: "manual" },
    ...over,
  });
}

/** The bot joins or leaves a conversation, as a member. */
export function buildBotMembership(
  change: "membersAdded" | "membersRemoved",
  over: Record<string, unknown> = {},
): Record<string, unknown> {
  return buildActivity({ type: "conversationUpdate", [change]: [{ id: BOT_ACCOUNT }], ...over });
}
