import { ENGLISH_MONTHS } from "../messages/english-commands.ts";
import type { PeriodGrammar } from "./grammar.ts";

const ONES =
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
/** Numbers in words. */
export const ENGLISH_NUMBERS = new Map([
  ...ONES.split(" ").map((word, index) => [word, index + 1] as const),
  ...TENS.split(" ").map((word, index) => [word, 10 * (index + 2)] as const),
  ["forty-five", 45] as const,
]);

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

const DAY = "(the )?{day}(st|nd|rd|th)?";
const ORDINAL = "{day}(st|nd|rd|th)";
const MONTH = "{monthName}\\.?";
const WEEKDAY = "{weekday}\\.?";
/** "Mon 16 Nov": how the answers write a day. The weekday must be right. */
const ON_WEEKDAY = `(${WEEKDAY} )?`;
const LAST = "(last|past|previous)";
/** Day first: the month comes first in the United States only, and there with a slash. */
const DATES = [
  "{year}-{month}-{day}",
  "{year}/{month}/{day}",
  "{day}(?<separator>[./-]){month}\\k<separator>{year}",
  "{day}[./]{month}\\.?",
  `${ON_WEEKDAY}${DAY}( of)? ${MONTH}( (of )?{year})?`,
  `${ON_WEEKDAY}${MONTH} ${DAY}( (of )?{year})?`,
];

/** How English names days, weeks and months. */
export const ENGLISH_PERIODS: PeriodGrammar = {
  leading: "((in|on|for|from|of|during|over|within|throughout|at|the|whole|month of|all) )+",
  trailing: "'s|'|(?<=s)s'",
  spans: [
    [{ kind: "today" }, "todays?", "this day"],
    [{ kind: "yesterday" }, "yesterdays?"],
    [{ kind: "daysAgo", count: 2 }, "(the )?day before yesterday"],
    [{ kind: "daysAgo" }, "{count} days? ago"],
    [{ kind: "weeksAgo" }, "{count} weeks? ago"],
    [{ kind: "monthsAgo" }, "{count} months? ago"],
    [{ kind: "wholeWeek", back: 1 }, "a week ago"],
    [{ kind: "wholeMonth", back: 1 }, "a month ago"],
    [
      { kind: "wholeWeek", back: 0 },
      "(this|current) (calendar |work |working )?week",
      "thisweek",
      "week so far",
      "this week so far",
    ],
    [{ kind: "wholeWeek", back: 1 }, "(last|previous) (calendar |work |working )?week", "lastweek", "last weeks"],
    [{ kind: "wholeWeek", back: 2 }, "(the )?week before last"],
    // "Last week" is the whole week before; "the past week" ends today.
    [{ kind: "lastWeeks", count: 1 }, "past week"],
    [{ kind: "lastWeeks", count: 2 }, `${LAST} fortnight`],
    [{ kind: "weekend", back: 0 }, "this weekend"],
    [{ kind: "latestWeekend" }, "(the )?weekend"],
    [{ kind: "weekend", back: 1 }, "(last|previous|past) weekend"],
    [{ kind: "wholeMonth", back: 0 }, "(this|current) (calendar )?month", "thismonth"],
    [{ kind: "wholeMonth", back: 1 }, "(last|previous) (calendar )?month", "lastmonth"],
    [{ kind: "wholeMonth", back: 2 }, "(the )?month before last"],
    [{ kind: "lastMonths", count: 1 }, "past month"],
    [{ kind: "wholeQuarter", back: 0 }, "(this|current) quarter"],
    [{ kind: "wholeQuarter", back: 1 }, "(last|previous) quarter"],
    [{ kind: "quarter" }, "q{quarter}( {year})?", "{year} q{quarter}"],
    [{ kind: "wholeYear", back: 0 }, "(this|current) year"],
    [{ kind: "wholeYear", back: 1 }, "(last|previous) year"],
    [{ kind: "lastMonths", count: 12 }, "past year", "all time", "ever", "everything"],
    [{ kind: "year" }, "{year}"],
    [{ kind: "lastDays" }, `${LAST} {count} days?`],
    [{ kind: "lastWeeks" }, `${LAST} {count} (weeks?|wks?)`],
    [{ kind: "lastDays", count: 2 }, `${LAST} couple( of)? days`],
    [{ kind: "lastWeeks", count: 2 }, `${LAST} couple( of)? weeks`],
    [{ kind: "lastWeeks", count: 4 }, `${LAST} few weeks`],
    [{ kind: "lastMonths" }, `${LAST} {count} months?`],
    [{ kind: "lastDays", count: 7 }, "recent", "recently", "lately", "last few days"],
    [{ kind: "isoWeek" }, "(calendar )?week {week}( (of )?{year})?", "(cw|kw) ?{week}( {year})?"],
    [{ kind: "weekOfDate" }, ...DATES.map((date) => `week (of|from) ${date}`)],
    [{ kind: "date" }, ...DATES],
    [{ kind: "dayOfMonth" }, `(the )?${ORDINAL}`],
    [{ kind: "monthBefore" }, `${LAST} ${MONTH}`],
    [{ kind: "month" }, `${MONTH}( (of )?{year})?`, "{year}-{month}", "{month}/{year}"],
    [{ kind: "weekday", which: { back: 0 } }, "this {weekday}", "{weekday} (of )?this week"],
    [{ kind: "weekday", which: { back: 1 } }, "{weekday} (of )?last week", "last week'?s? {weekday}"],
    [{ kind: "weekday", which: "latest" }, WEEKDAY],
    [{ kind: "weekday", which: "before" }, `${LAST} ${WEEKDAY}`],
  ],
  since: [
    "(ever )?since ((the )?(start|beginning) of )?{from}",
    "(from|starting) {from} (on|onwards?|until now|till now|to now|up to now)",
    "starting (from |on |with )?{from}",
  ],
  ranges: [
    "from {from} (to|until|till|through|thru|up to|-|–) {to}",
    "between {from} and {to}",
    "(from )?(?<from>\\d{1,2}) ?[-–~] ?(?<to>\\d{1,2} .+)",
    "(from )?(?<from>[a-z]+\\.? \\d{1,2}) ?[-–~] ?(?<to>\\d{1,2})",
    "(from )?(?<from>[\\d./]{3,})-(?<to>[\\d./]{3,})",
    "(from )?(?<from>[a-z]{3,9})[-–~](?<to>[a-z]{3,9}( .+)?)",
    "{from} ?( to | until | till | through | thru | - |–|—|~|\\.\\.\\.?) ?{to}",
  ],
  dayOfMonth: [DAY],
  months: numbered(MONTHS),
  weekdays: numbered(WEEKDAYS),
  relativeYears: new Map([
    ["this year", 0],
    ["last year", -1],
  ]),
  relativeMonths: new Map([
    ["this month", 0],
    ["last month", -1],
  ]),
};

/** Every spelling with its place in the list, from 1. */
function numbered(spellings: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(spellings.flatMap((words, index) => words.map((word) => [word, index + 1] as const)));
}
