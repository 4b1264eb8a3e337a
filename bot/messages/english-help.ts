import type { Messages } from "./catalog.ts";
import { englishCommands } from "./english-commands.ts";
import { ENGLISH_HELP_COMMANDS } from "./english-help-commands.ts";
import type { Formats } from "./format.ts";

/** The English texts around commands: help, empty answers and the commands themselves. */
export function englishHelp(formats: Formats): Pick<Messages, "empty" | "help" | "commands"> {
  return {
    empty: {
      calls: (_, hasBegun) =>
        hasBegun
          ? "No call records in this period yet. A record arrives up to 150 minutes after its call."
          : "This period has not begun yet.",
      poorCalls: ({ calls, unclassified }) => {
        if (calls === 0) return "No calls in this period, so no poor ones.";
        if (unclassified === calls) return "No call here could be judged, and you rated none of them poorly.";
        return unclassified > 0
          ? `No poor calls in this period; ${formats.count(unclassified)} of ${formats.count(calls)} could not be judged.`
          : "No poor calls in this period.";
      },
      call: (asked) => (asked === "last" ? "You have no call yet." : "You were in no call with this id."),
      feedback: "Teams did not ask you to rate a call in this period; it asks after about one call in ten.",
      people: "No one-to-one calls in this period.",
    },
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
