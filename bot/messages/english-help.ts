import type { Messages } from "./catalog.ts";
import { englishCommands } from "./english-commands.ts";
import type { Formats } from "./format.ts";

/** The English texts around commands: help, empty answers and the commands themselves. */
export function englishHelp(formats: Formats): Pick<Messages, "empty" | "help" | "commands"> {
  return {
    empty: {
      calls: (_, hasBegun) =>
        hasBegun
          ? "No calls in this period. A call shows up here within about half an hour of its end, at times after two and a half hours."
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
      commands: [
        {
          command: "my calls [period]",
          description: "how many calls, how long, how they sounded, and with whom",
          examples: ["my calls this week", "my calls last 30 days", "my calls in October"],
        },
        {
          command: "poor calls [period]",
          description: "calls with poor quality or poor feedback, and why",
          examples: ["poor calls last week", "poor calls since 2 November"],
        },
        {
          command: "call last",
          description: "your last call: timeline, streams, and “was it me?”",
          examples: ["call last"],
        },
        {
          command: "call <id>",
          description: "one call by its id, or by the first eight or more characters of it",
          examples: ["call 8fdf2a1c"],
        },
        { command: "help", description: "this list", examples: ["help"] },
      ],
      periods:
        "Periods: today, yesterday, this week, last week, this month, last month, last 10 days, last 2 weeks, October, 16 November, since Monday, from 2 to 13 November.",
    },
    commands: englishCommands,
  };
}
