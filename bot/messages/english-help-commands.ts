import type { HelpMessages } from "./catalog.ts";

export const ENGLISH_HELP_COMMANDS: Pick<HelpMessages, "groups" | "commands"> = {
  groups: {
    calls: "Your calls",
    compare: "What made the difference",
    yours: "Your data and settings",
    admins: "For admins",
  },
  commands: [
    {
      group: "calls",
      command: "my calls [period]",
      description: "how many calls, how long, how they sounded, and with whom",
      examples: ["my calls this week", "my calls last 30 days", "my calls in October"],
    },
    {
      group: "calls",
      command: "poor calls [period]",
      description: "calls with poor quality or poor feedback, and why",
      examples: ["poor calls last week", "poor calls since 2 November"],
    },
    {
      group: "calls",
      command: "calls with <name> [period]",
      description: "calls with one person, in figures and as a list",
      examples: ["calls with Anna over 10 min", "calls with Anna in October video"],
    },
    {
      group: "calls",
      command: "call last",
      description: "your last call in detail, and “was it me?”",
      examples: ["call last"],
    },
    {
      group: "calls",
      command: "call <id>",
      description: "one call by its id, or by the first eight or more characters of it",
      examples: ["call 8fdf2a1c"],
    },
    {
      group: "calls",
      command: "my feedback [period]",
      description: "ratings you gave, and what was measured in the calls you rated poorly",
      examples: ["my feedback last 30 days"],
    },
    {
      group: "compare",
      command: "compare devices [period]",
      description: "your microphones, speakers and platforms side by side",
      examples: ["compare devices last 30 days"],
    },
    {
      group: "compare",
      command: "compare networks [period]",
      description: "cable, Wi-Fi and its bands, VPN or relay, office and elsewhere",
      examples: ["compare networks last 30 days"],
    },
    {
      group: "yours",
      command: "export [period]",
      description: "your calls as a CSV file",
      examples: ["export last month"],
    },
    {
      group: "yours",
      command: "digest on",
      description: "your figures every week; “digest off” ends it",
      examples: ["digest"],
    },
    { group: "yours", command: "who looked", description: "who looked at your calls", examples: ["who looked"] },
    { group: "yours", command: "forget me", description: "erase what is stored about you", examples: ["forget me"] },
    {
      group: "yours",
      command: "language <language>",
      description: "the language of the answers",
      examples: ["language zh-CN"],
    },
    { group: "yours", command: "help", description: "this list", examples: ["help"] },
    {
      group: "admins",
      command: "org [period]",
      description: "everyone's calls in figures, and where they were poor most often",
      examples: ["org last 30 days"],
    },
    {
      group: "admins",
      command: "person <name> [period]",
      description: "one person's calls; they see that you looked",
      examples: ["person Anna Schmidt last week"],
    },
    { group: "admins", command: "status", description: "whether every call is here", examples: ["status"] },
    {
      group: "admins",
      command: "alerts here",
      description: "in a channel: tell it of trouble; “alerts off” ends it",
      examples: ["alerts here"],
    },
    { group: "admins", command: "alert rules", description: "what alerts are sent for", examples: ["alert rules"] },
  ],
};
