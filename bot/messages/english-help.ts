import type { Messages } from "./catalog.ts";
import { englishCommands } from "./english-commands.ts";
import { ENGLISH_HELP_COMMANDS } from "./english-help-commands.ts";

/** The English texts around commands: help and the commands themselves. */
export function englishHelp(): Pick<Messages, "help" | "commands"> {
  return {
    help: {
      intro: "Ask about your own calls:",
      notUnderstood: (text) => `I did not understand “${text}”.`,
      nearest: "Did you mean:",
      ...ENGLISH_HELP_COMMANDS,
      periods:
        "Periods: today, yesterday, this week, last week, this month, last month, last 10 days, last 2 weeks, October, 16 November, since Monday, from 2 to 13 November.",
      filters:
        "Add to a question about calls: with a name, over 10 min, under 5 min, video, screen sharing, group, one-to-one, on Wi-Fi, on mobile, missed.",
    },
    commands: englishCommands,
  };
}
