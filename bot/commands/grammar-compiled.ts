import type { Grammar, Parts, PeriodGrammar, PhraseRule, SpanMeaning } from "./grammar.ts";
import { alternativesOf, oneOf, patternSource, wordsOf } from "./grammar-pattern.ts";
import { durationSource } from "./parse-duration.ts";

/** A grammar with its patterns as regular expressions. None of them nests repetitions, so none runs away. */
export type CompiledGrammar = {
  grammar: Grammar;
  phrases: CompiledPhrase[];
  /** For suggestions only. */
  nearly: CompiledPhrase[];
  periods: CompiledPeriods;
  /** Every word that the grammar knows, in lower case. */
  words: ReadonlySet<string>;
  /** Those of periods; where words are not written apart, their letters. */
  periodWords: ReadonlySet<string>;
  /** Words of phrases that say nothing by themselves. */
  fillers: ReadonlySet<string>;
  alsoNames: ReadonlySet<string>;
  neverNames: ReadonlySet<string>;
};

export type CompiledPhrase = {
  means: Parts;
  /** Sticky; ends where a word ends, unless a name follows. */
  pattern: RegExp;
  /** The slot of the name that follows. */
  nameSlot: "person" | "name" | null;
};

export type CompiledPeriods = {
  source: PeriodGrammar;
  numbers: ReadonlyMap<string, number>;
  leading: RegExp;
  trailing: RegExp;
  spans: { means: SpanMeaning; patterns: RegExp[] }[];
  since: RegExp[];
  ranges: RegExp[];
  dayOfMonth: RegExp[];
};

const NAME_SLOT = /\{(person|name)\}$/;

export function compileGrammar(grammar: Grammar): CompiledGrammar {
  const periodWords = wordsOfPeriods(grammar.periods, grammar.numbers);
  return {
    grammar,
    phrases: compilePhrases(grammar, grammar.vocabulary),
    nearly: compilePhrases(grammar, grammar.nearly),
    periods: compilePeriods(grammar),
    words: new Set([...wordsOfCommands(grammar), ...periodWords]),
    periodWords: new Set(grammar.isSpaced ? periodWords : periodWords.join("")),
    fillers: new Set(fillersOf(grammar)),
    alsoNames: new Set(grammar.names.alsoWords),
    neverNames: new Set(grammar.names.neverWords),
  };
}

function compilePhrases(grammar: Grammar, rules: readonly PhraseRule[]): CompiledPhrase[] {
  const duration = durationSource(grammar);
  const slots = {
    longerThan: duration,
    shorterThan: duration,
    atLeast: duration,
    atMost: duration,
    least: "\\d{1,4}",
    page: `\\d{1,4}|${oneOf([...grammar.numbers.keys()])}`,
    callId: "[A-Za-z0-9][A-Za-z0-9._:-]*",
    language: "[\\p{L}]{2,20}(?:-[A-Za-z0-9]{2,8}){0,3}",
    languageName: oneOf(Object.values(grammar.languages).flat()),
  };
  return rules.flatMap(([means, ...patterns]) =>
    patterns.flatMap(alternativesOf).map((pattern) => {
      const nameSlot = NAME_SLOT.exec(pattern)?.[1];
      const source = patternSource(pattern.replace(NAME_SLOT, ""), slots);
      const end = nameSlot !== undefined ? "" : grammar.isSpaced ? "(?= |$)" : "(?<![A-Za-z](?=[A-Za-z]))";
      return {
        means,
        pattern: new RegExp(`(?:${source})${end}`, "iuy"),
        nameSlot: nameSlot === "person" || nameSlot === "name" ? nameSlot : null,
      };
    }),
  );
}

function compilePeriods({ periods, numbers }: Grammar): CompiledPeriods {
  const words = oneOf([...numbers.keys()]);
  const monthName = oneOf([...periods.months.keys(), ...periods.relativeMonths.keys()]);
  const slots = {
    count: `\\d{1,5}|${words}`,
    day: `\\d{1,2}|${words}`,
    month: `\\d{1,2}|${monthName}`,
    monthName,
    year: `\\d{4}|${oneOf([...periods.relativeYears.keys()])}`,
    weekday: oneOf([...periods.weekdays.keys()]),
    week: "\\d{1,2}",
    quarter: `[1-4]|${words}`,
    from: ".+?",
    to: ".+",
  };
  const whole = (pattern: string): RegExp => new RegExp(`^(?:${patternSource(pattern, slots)})$`, "u");
  return {
    source: periods,
    numbers,
    leading: new RegExp(`^(?:${patternSource(periods.leading, {})})`, "u"),
    trailing: new RegExp(`(?:${patternSource(periods.trailing, {})})$`, "u"),
    spans: periods.spans.map(([means, ...patterns]) => ({ means, patterns: patterns.map(whole) })),
    since: periods.since.map(whole),
    ranges: periods.ranges.map(whole),
    dayOfMonth: periods.dayOfMonth.map(whole),
  };
}

function fillersOf({ vocabulary }: Grammar): string[] {
  return vocabulary
    .filter(([means]) => Object.keys(means).length === 0)
    .flatMap(([, ...patterns]) =>
      patterns
        .flatMap(alternativesOf)
        .filter((pattern) => !/[{]|\(\?/.test(pattern))
        .flatMap(wordsOf),
    );
}

function wordsOfCommands({ vocabulary, durations, languages, numbers }: Grammar): string[] {
  return [
    ...vocabulary.flatMap(([, ...patterns]) => patterns),
    ...durations.units.keys(),
    ...durations.fixed.keys(),
    ...durations.one,
    ...numbers.keys(),
    ...Object.values(languages).flat(),
  ].flatMap(wordsOf);
}

function wordsOfPeriods(periods: PeriodGrammar, numbers: ReadonlyMap<string, number>): string[] {
  return [
    periods.leading,
    ...periods.spans.flatMap(([, ...patterns]) => patterns),
    ...periods.since,
    ...periods.ranges,
    ...periods.months.keys(),
    ...periods.weekdays.keys(),
    ...periods.relativeYears.keys(),
    ...periods.relativeMonths.keys(),
    ...numbers.keys(),
  ].flatMap(wordsOf);
}
