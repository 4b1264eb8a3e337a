import type { CallFilter } from "../../src/calls/call-filter.ts";
import type { Command } from "../../src/calls/command.ts";
import type { PeriodName } from "../../src/calls/period.ts";
import type { CommandMessages } from "../messages/catalog.ts";
import type { LanguageTag } from "../messages/languages.ts";

/**
 * One language's way of asking: data only; the parsers have no words of their own, and a new language is one file of this
 * type, named in `GRAMMARS`. A text is read as a row of phrases without a gap, in any order, each of which says a part of
 * a command.
 *
 * A pattern is a phrase in lower case: `(a|b)` is one of several, `?` makes what stands before it optional, and `{slot}`
 * takes a value. It meets text that `plainText` has made plain.
 */
export type Grammar = {
  /** Whether words are written apart. If they are not, a phrase may end anywhere. */
  isSpaced: boolean;
  /** The commands in this language's own words, which the grammar reads back. */
  phrases: CommandMessages;
  /**
   * Slots: `longerThan`, `shorterThan`, `atLeast`, `atMost` (durations), `least` (a
   * number that takes its unit from `atMost`), `page`, `callId`, `language` (any word),
   * `languageName` (one of `languages`), and, at a pattern's end only, `person` and `name` (of a person).
   */
  vocabulary: readonly PhraseRule[];
  /** What no command can say, such as a time of day, with what comes nearest: for suggestions only, likeliest first. */
  nearly: readonly PhraseRule[];
  /** All that confirms erasure, whole messages; nothing else does. */
  confirmations: readonly string[];
  /** Names of languages by tag. */
  languages: Readonly<Record<LanguageTag, readonly string[]>>;
  names: NameGrammar;
  /** Numbers in words. */
  numbers: ReadonlyMap<string, number>;
  durations: DurationGrammar;
  periods: PeriodGrammar;
};

export type PhraseRule = readonly [means: Parts, ...patterns: string[]];

/** What phrases say together. Two that say different things of one part contradict each other. */
export type Parts = Partial<Omit<CallFilter, "person">> & {
  person?: string;
  intent?: Exclude<Command["intent"], "calls" | "callsWith" | "poorCalls">;
  /** Calls were named. */
  calls?: true;
  poor?: true;
  /** The newest ones: a list, and of a longer time when none is named. */
  isNewest?: true;
  view?: "list";
  page?: number;
  period?: PeriodName;
  callId?: string;
  name?: string;
  language?: string;
  change?: "on" | "off";
};

export type NameGrammar = {
  /** Words of the vocabulary that may be part of a name: "May", "Long". */
  alsoWords: readonly string[];
  /** Words that are in no name and mean something that no command can say; never mended: "next", "without". */
  neverWords: readonly string[];
};

export type DurationGrammar = {
  /** Seconds of each unit. */
  units: ReadonlyMap<string, number>;
  /** Whole durations in words: "half an hour". */
  fixed: ReadonlyMap<string, number>;
  /** Words for one, before a unit only: "an". */
  one: readonly string[];
  /** Between two parts: "1 hour and 10 minutes". */
  joiner: string;
};

/** Slots: `count`, `day`, `month` (a number or a name), `monthName`, `year`, `weekday`, `week`, `quarter`, `from`, `to`. A period's pattern is the whole of it. */
export type PeriodGrammar = {
  /** Words before a period that do not change it: "in", "on", "for the". */
  leading: string;
  /** What a period may end with that does not change it: "'s". */
  trailing: string;
  spans: readonly SpanRule[];
  /** Since the first day of `from`. */
  since: readonly string[];
  /** From the first day of `from` to the last of `to`. */
  ranges: readonly string[];
  /** With `day`: one end of a range that takes its month from the other. */
  dayOfMonth: readonly string[];
  months: ReadonlyMap<string, number>;
  /** Monday 1 … Sunday 7. */
  weekdays: ReadonlyMap<string, number>;
  /** Years from this one: "last year" -1. */
  relativeYears: ReadonlyMap<string, number>;
  /** Months from this one: "last month" -1. */
  relativeMonths: ReadonlyMap<string, number>;
};

export type SpanRule = readonly [means: SpanMeaning, ...patterns: string[]];

/** Days that one expression names. `back` counts from the present one: 0 this, 1 the last. */
export type SpanMeaning =
  | { kind: "today" | "yesterday" }
  | { kind: "wholeWeek" | "weekend" | "wholeMonth" | "wholeQuarter" | "wholeYear"; back: number }
  /** The latest weekend that has begun. */
  | { kind: "latestWeekend" }
  /** With `count`: the whole week or month so many before this one. */
  | { kind: "weeksAgo" | "monthsAgo" }
  /** Of `count` days, weeks or months, ending with today; one when the pattern has no `count`. */
  | { kind: "lastDays" | "lastWeeks" | "lastMonths"; count?: number }
  /** One day, so many days before today. */
  | { kind: "daysAgo"; count?: number }
  /** With `day`, `month` and perhaps `year` and `weekday`, which must be right. */
  | { kind: "date" }
  /** The week, from Monday, that holds such a date. */
  | { kind: "weekOfDate" }
  /** With `day` only: the latest such day not after today. */
  | { kind: "dayOfMonth" }
  /** With `month` and perhaps `year`. */
  | { kind: "month" }
  /** With `month`: the latest that is over. */
  | { kind: "monthBefore" }
  /** With `quarter` and perhaps `year`. */
  | { kind: "quarter" }
  /** With `year`. */
  | { kind: "year" }
  /** With `week`, its ISO 8601 number, and perhaps `year`. */
  | { kind: "isoWeek" }
  /** With `weekday`: the latest not after today, the latest before today, or that of a week. */
  | { kind: "weekday"; which: "latest" | "before" | { back: number } };
