import type { Command } from "../src/calls/command.ts";
import { plainCalls } from "./cards/chips.ts";
import type { SuggestedIntent } from "./messages/conversation-messages.ts";
import { languageFor, type LanguageTag } from "./messages/languages.ts";

export type CommandScope = "personal" | "team" | "groupChat";

/** What Teams offers to type: in the manifest, `bots[0].commandLists`. */
export type CommandList = {
  scopes: CommandScope[];
  /** Choosing one writes its title as the message: at most 32 characters; a description has at most 128. */
  commands: { title: string; description: string }[];
};

const LAST_30_DAYS = { kind: "lastDays", count: 30 } as const;

const SUGGESTED: Record<SuggestedIntent, Command> = {
  calls: plainCalls("calls"),
  poorCalls: plainCalls("poorCalls", LAST_30_DAYS),
  call: { intent: "call", asked: "last" },
  feedback: plainCalls("feedback", LAST_30_DAYS),
  compareDevices: { intent: "compareDevices", periodName: LAST_30_DAYS },
  compareNetworks: { intent: "compareNetworks", periodName: LAST_30_DAYS },
  export: { intent: "export", periodName: LAST_30_DAYS },
  digest: { intent: "digest", change: null },
  whoLooked: { intent: "whoLooked" },
  alertsHere: { intent: "alertsHere" },
  alertsOff: { intent: "alertsOff" },
  status: { intent: "status" },
  help: { intent: "help" },
};

/** Where others read along: what may be shown there once its asker agrees, and the alerts, which only channels get. */
const OFFERED: Record<CommandScope, readonly SuggestedIntent[]> = {
  personal: [
    ...(["calls", "poorCalls", "call", "feedback", "compareDevices", "compareNetworks"] as const),
    ...(["export", "digest", "whoLooked", "help"] as const),
  ],
  team: ["calls", "poorCalls", "call", "alertsHere", "alertsOff", "status", "help"],
  groupChat: ["calls", "poorCalls", "call", "feedback", "compareDevices", "compareNetworks", "help"],
};

const SCOPES = ["personal", "team", "groupChat"] as const;

/**
 * The suggested prompts of each scope in a language, in its own words. The manifest takes up to three lists of twelve.
 * https://learn.microsoft.com/microsoftteams/platform/resources/schema/manifest-schema#botscommandlists
 */
export function commandLists(language: LanguageTag): CommandList[] {
  // The zone is one of times, which no prompt tells.
  const { commands, conversation } = languageFor(language).messages(language, "UTC");
  return SCOPES.map((scope) => ({
    scopes: [scope],
    commands: OFFERED[scope].map((intent) => ({
      title: commands.phrase(SUGGESTED[intent]),
      description: conversation.prompts[intent],
    })),
  }));
}
