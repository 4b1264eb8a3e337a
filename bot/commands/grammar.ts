import type { PeriodName } from "../../src/calls/period.ts";
import type { CommandMessages } from "../messages/catalog.ts";

/**
 * One language's way of asking. All patterns meet text that `plainText` has made plain: lower case, single spaces, no
 * commas, no closing punctuation. A new language is one file of this type; the parsers have no words of their own.
 */
export type Grammar = {
  language: string;
  /** Polite words around a question; removed as often as they stand at its start or end. */
  leading: RegExp;
  trailing: RegExp;
  /** Tried in order, the first that fits wins. The group `period` must be a period, `callId` an id. */
  commands: { intent: "calls" | "poorCalls" | "lastCall" | "call" | "help"; pattern: RegExp }[];
  periods: PeriodGrammar;
  /** The commands in this language's own words, which its patterns read back: for the nearest commands. */
  phrases: CommandMessages;
  /** Words that a slip of the finger is measured against. */
  vocabulary: string[];
};

export type PeriodGrammar = {
  /** Words before a period that do not change it: "in", "on", "from", "the". */
  leading: RegExp;
  named: { pattern: RegExp; name: PeriodName }[];
  /** With the group `count`, a number in digits or in words. */
  counted: { pattern: RegExp; kind: "lastDays" | "lastWeeks" }[];
  numbers: ReadonlyMap<string, number>;
  months: ReadonlyMap<string, number>;
  /** Monday 1 … Sunday 7. */
  weekdays: ReadonlyMap<string, number>;
  /** With the groups `day`, `month` (a number or a name) and perhaps `year` and `weekday`. */
  dates: RegExp[];
  /** With the group `month` (a number or a name) and perhaps `year`. */
  monthsOfYear: RegExp[];
  /** With the group `weekday`: the latest such day not after today. */
  weekday: RegExp;
  /** With the group `weekday`: the latest such day before today. */
  lastWeekday: RegExp;
  /** With the group `from`. */
  since: RegExp;
  /** With the groups `from` and `to`. */
  ranges: RegExp[];
  /** With the group `day`: one end of a range that takes its month from the other. */
  dayOfMonth: RegExp;
};
