import type { PeriodName } from "../../src/calls/period.ts";
import { editDistance } from "./edit-distance.ts";
import type { Grammar } from "./grammar.ts";
import { readCommand, type Command } from "./read-command.ts";

const MOST = 3;

/** Periods that make the usual commands. */
const USUAL_PERIODS: readonly PeriodName[] = [{ kind: "thisWeek" }, { kind: "lastWeek" }, { kind: "today" }];

/**
 * Commands near a text that was not understood, nearest first: the text with slips of the finger mended, or with a
 * backward range turned round, if that makes a command; then the usual commands by edit distance. At most three.
 */
export function nearestCommands(plain: string, today: string, grammars: readonly Grammar[]): string[] {
  const meant = grammars.flatMap((grammar) => {
    const reading = readCommand(mendWords(plain, grammar.vocabulary), today, grammar);
    const command = reading.command ?? reading.instead;
    return command === null ? [] : [phraseOf(command, grammar)];
  });
  const usual = grammars
    .flatMap(usualPhrases)
    .map((phrase) => ({ phrase, distance: relativeDistance(plain, phrase) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ phrase }) => phrase);
  return [...new Set([...meant, ...usual])].slice(0, MOST);
}

/** By length, or the shortest command would be the nearest to everything. */
function relativeDistance(plain: string, phrase: string): number {
  return editDistance(plain, phrase) / Math.max(plain.length, phrase.length);
}

function usualPhrases({ phrases }: Grammar): string[] {
  return [
    ...USUAL_PERIODS.map((period) => phrases.calls(period)),
    ...USUAL_PERIODS.map((period) => phrases.poorCalls(period)),
    phrases.call("last"),
    phrases.help,
  ];
}

function phraseOf(command: Command, { phrases }: Grammar): string {
  switch (command.intent) {
    case "calls":
      return phrases.calls(command.periodName);
    case "poorCalls":
      return phrases.poorCalls(command.periodName);
    case "call":
      return phrases.call(command.asked);
    case "help":
      return phrases.help;
  }
}

/** Replaces each word that is one slip (two, in long words) away from exactly one known word. */
function mendWords(plain: string, vocabulary: readonly string[]): string {
  return plain
    .split(" ")
    .map((word) => {
      if (vocabulary.includes(word) || !/^\p{L}{3,20}$/u.test(word)) return word;
      const slips = word.length > 5 ? 2 : 1;
      const near = vocabulary.filter(
        (known) => Math.abs(known.length - word.length) <= slips && editDistance(word, known) <= slips,
      );
      return near.length === 1 && near[0] !== undefined ? near[0] : word;
    })
    .join(" ");
}
