import { ENGLISH_MONTHS, englishCommands } from "../messages/english-commands.ts";
import type { Grammar, PeriodGrammar } from "./grammar.ts";

const NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const WEEKDAYS: readonly (readonly string[])[] = [
  ["monday", "mon"],
  ["tuesday", "tues", "tue"],
  ["wednesday", "weds", "wed"],
  ["thursday", "thurs", "thur", "thu"],
  ["friday", "fri"],
  ["saturday", "sat"],
  ["sunday", "sun"],
];

const MONTHS: readonly (readonly string[])[] = ENGLISH_MONTHS.map((month) => {
  const name = month.toLowerCase();
  return name === "september" ? [name, "sept", "sep"] : [name, name.slice(0, 3)];
});

const COUNT = `(?<count>\\d{1,5}|${NUMBERS.join("|")})`;
const MONTH = `(?<month>${MONTHS.flat().join("|")})\\.?`;
const WEEKDAY = `(?<weekday>${WEEKDAYS.flat().join("|")})\\.?`;
const DAY = "(?:the )?(?<day>\\d{1,2})(?:st|nd|rd|th)?";
const YEAR = "(?<year>\\d{4})";
/** "Mon 16 Nov": how the answers write a day. The weekday must be right. */
const ON_WEEKDAY = `(?:${WEEKDAY} (?:the )?)?`;

const PERIODS: PeriodGrammar = {
  leading: /^(?:(?:in|on|for|from|of|during|over|within|the)\s)+/,
  named: [
    { pattern: /^today$/, name: { kind: "today" } },
    { pattern: /^yesterday$/, name: { kind: "yesterday" } },
    { pattern: /^(?:this|current) week$/, name: { kind: "thisWeek" } },
    { pattern: /^(?:last|previous) week$/, name: { kind: "lastWeek" } },
    // "Last week" is the whole week before; "the past week" ends today.
    { pattern: /^past week$/, name: { kind: "lastWeeks", count: 1 } },
    { pattern: /^(?:this|current) month$/, name: { kind: "thisMonth" } },
    { pattern: /^(?:last|previous) month$/, name: { kind: "lastMonth" } },
  ],
  counted: [
    { pattern: new RegExp(`^(?:last|past|previous) ${COUNT} days?$`), kind: "lastDays" },
    { pattern: new RegExp(`^(?:last|past|previous) ${COUNT} weeks?$`), kind: "lastWeeks" },
  ],
  numbers: numbered(NUMBERS.map((number) => [number])),
  months: numbered(MONTHS),
  weekdays: numbered(WEEKDAYS),
  dates: [
    /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})$/,
    // Day first: the month comes first in the United States only, and there with a slash.
    /^(?<day>\d{1,2})(?<separator>[./-])(?<month>\d{1,2})\k<separator>(?<year>\d{4})$/,
    /^(?<day>\d{1,2})[./](?<month>\d{1,2})$/,
    new RegExp(`^${ON_WEEKDAY}${DAY}(?: of)? ${MONTH}(?: ${YEAR})?$`),
    new RegExp(`^${ON_WEEKDAY}${MONTH} ${DAY}(?: ${YEAR})?$`),
  ],
  monthsOfYear: [new RegExp(`^${MONTH}(?: ${YEAR})?$`), /^(?<year>\d{4})-(?<month>\d{1,2})$/],
  weekday: new RegExp(`^${WEEKDAY}$`),
  lastWeekday: new RegExp(`^(?:last|past|previous) ${WEEKDAY}$`),
  since: /^since (?<from>.+)$/,
  ranges: [
    /^from (?<from>.+?) (?:to|until|till|through|-|–) (?<to>.+)$/,
    /^between (?<from>.+?) and (?<to>.+)$/,
    /^(?<from>.+?) ?(?: to | until | till | through | - |–|—|\.\.\.?) ?(?<to>.+)$/,
  ],
  dayOfMonth: new RegExp(`^${DAY}$`),
};

const CALLS_OF = "(?:(?:all )?(?:of )?my )?(?:teams )?calls";
const POOR = "(?:poor|bad|terrible|awful|worst|poor[- ]quality|bad[- ]quality|low[- ]quality)";
const PERIOD = "(?: (?<period>.+))?";
const BEFORE = "(?<period>.+?)(?:'s|s')?";

/** Specific ones first: the pattern for "my calls [period]" would take "with poor quality" for a period. */
const COMMANDS: [intent: Grammar["commands"][number]["intent"], pattern: string][] = [
  ["help", "(?:help|help me|menu|commands?|start|what can (?:you|i) (?:do|ask)(?: you)?|hi|hello|hey)"],
  ["lastCall", "(?:call (?:last|latest)|(?:my |the )?(?:last|latest|most recent|previous) call)"],
  ["lastCall", "how (?:was|did) (?:my |the )?(?:last|latest|most recent) call(?: go| sound)?"],
  ["call", "(?:my |the )?call (?:id |with id |number )?(?<callId>[a-z0-9][a-z0-9._:-]*)"],
  ["poorCalls", `(?:all )?(?:of )?(?:my |the )?${POOR} (?:teams )?calls?${PERIOD}`],
  ["poorCalls", `(?:which|what) (?:of )?(?:my )?calls (?:were|are|was|went|sounded) (?:${POOR}|poorly|badly)${PERIOD}`],
  [
    "poorCalls",
    `(?:${CALLS_OF}) (?:with|of|in|that had|that were) ${POOR}(?: (?:quality|feedback|ratings?))?${PERIOD}`,
  ],
  ["poorCalls", `(?:did|have) i (?:have|had|get) (?:any )?${POOR} calls${PERIOD}`],
  ["poorCalls", `(?:any|how many) ${POOR} calls(?: (?:did|have|do) i (?:have|had|get))?${PERIOD}`],
  ["poorCalls", `(?:my )?${BEFORE} ${POOR} calls`],
  ["calls", `(?:the |an? )?(?:summary|overview|report|statistics|stats) (?:of|for|on|about) ${CALLS_OF}${PERIOD}`],
  ["calls", `my calls? (?:summary|overview|report|statistics|stats)${PERIOD}`],
  ["calls", `how (?:many|much) calls(?: (?:did|have|do) i (?:have|had|make|made|take|taken|get|join))?${PERIOD}`],
  ["calls", `how (?:were|are|was|did|have) ${CALLS_OF}(?: (?:go|sound|been|going))?${PERIOD}`],
  ["calls", `how (?:much time|long) (?:did|have|was|am) i (?:spend |spent |been )?(?:in|on) (?:my )?calls?${PERIOD}`],
  ["calls", `how (?:much|often) (?:did|do|have) i call(?:ed)?${PERIOD}`],
  ["calls", `${CALLS_OF}${PERIOD}`],
  ["calls", `(?:all )?(?:my )?${BEFORE} calls`],
];

/** English: the grammar that every command has. */
export const englishGrammar: Grammar = {
  language: "en",
  leading:
    /^(?:(?:hi|hello|hey|ok|okay|callwise|please|pls|kindly|can you|could you|would you|will you|can i|could i|may i|i want to|i would like to|i'd like to|i want|i would like|let me|show|give|tell|send|list|display|get|view|see|know|me|about|what were|what are|what was|what is|what's)(?: |: ?))+/,
  trailing: /(?: (?:please|pls|thanks|thank you|so far|for me|callwise))+$/,
  commands: COMMANDS.map(([intent, pattern]) => ({ intent, pattern: new RegExp(`^${pattern}$`) })),
  periods: PERIODS,
  phrases: englishCommands,
  vocabulary: [
    ..."calls call poor last help today yesterday this week weeks month days since from between until".split(" "),
    ...NUMBERS,
    ...MONTHS.map(([month = ""]) => month),
    ...WEEKDAYS.map(([weekday = ""]) => weekday),
  ],
};

/** Every spelling with its place in the list, from 1. */
function numbered(spellings: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(spellings.flatMap((words, index) => words.map((word) => [word, index + 1] as const)));
}
