import type { PeriodName } from "../../src/calls/period.ts";
import type { CommandMessages } from "./catalog.ts";

export const ENGLISH_MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** Commands in the words that the English grammar reads back to the same meaning. */
export const englishCommands: CommandMessages = {
  calls: (name) => `my calls ${periodPhrase(name)}`,
  poorCalls: (name) => `poor calls ${periodPhrase(name)}`,
  call: (asked) => `call ${asked}`,
  help: "help",
};

/** Dates in the ISO form, which is read the same everywhere. */
function periodPhrase(name: PeriodName): string {
  switch (name.kind) {
    case "today":
    case "yesterday":
      return name.kind;
    case "thisWeek":
      return "this week";
    case "lastWeek":
      return "last week";
    case "thisMonth":
      return "this month";
    case "lastMonth":
      return "last month";
    case "lastDays":
      return `last ${name.count} days`;
    case "lastWeeks":
      return `last ${name.count} weeks`;
    case "month":
      return `${ENGLISH_MONTHS[name.month - 1]} ${name.year}`;
    case "day":
      return name.date;
    case "since":
      return `since ${name.from}`;
    case "range":
      return `from ${name.from} to ${name.to}`;
  }
}
