import type { Command } from "../../src/calls/command.ts";
import { isOneSlip } from "./edit-distance.ts";
import type { CompiledGrammar } from "./grammar-compiled.ts";
import { readCommand } from "./read-command.ts";

/** More mended words than these are no slips, but another text. */
const MOST_MENDED = 3;
/** Each is a reading of its own. */
const MOST_TRIES = 32;
const SHORTEST = 3;
const LONGEST = 20;
const LONGEST_SHORT = 4;

type Slip = { /** place of the word among the words */ index: number; word: string };

/**
 * Reads a text with slips of the finger: words that the grammar does not know, each one slip away from one that it does.
 * As few words as possible are mended, and none of a name. Empty when nothing is understood so; several when one does not
 * know which of them was meant.
 */
export function readMended(plain: string, today: string, compiled: CompiledGrammar): Command[] {
  if (!compiled.grammar.isSpaced) return [];
  const words = plain.split(" ");
  const slips = slipsOf(words, compiled);
  let tries = 0;
  for (let count = 1; count <= MOST_MENDED; count += 1) {
    const readings = new Map<string, Command>();
    for (const chosen of choices(slips, count)) {
      tries += 1;
      if (tries > MOST_TRIES) return [];
      const command = readWith(words, chosen, today, compiled);
      if (command !== null) readings.set(JSON.stringify(command), command);
    }
    if (readings.size > 0) return [...readings.values()];
  }
  return [];
}

/** Whether a slip may lead to it: erasure and silence are not for the hasty. */
export function isSafeToMend(command: Command): boolean {
  return command.intent !== "forgetMe" && command.intent !== "alertsOff";
}

function readWith(
  words: readonly string[],
  slips: readonly Slip[],
  today: string,
  compiled: CompiledGrammar,
): Command | null {
  const mendedWords = words.map((word, index) => slips.find((slip) => slip.index === index)?.word ?? word);
  const mended = slips.map(({ index }) => mendedWords.slice(0, index).join(" ").length + (index === 0 ? 0 : 1));
  return readCommand(mendedWords.join(" "), today, compiled, { mended, mostSkipped: 0 })?.command ?? null;
}

/**
 * Every known word that an unknown one may have been meant for. To pass for a short word that says nothing, its letters
 * must be there: "shwo" is "show", but "none" is not "gone".
 */
function slipsOf(words: readonly string[], { words: known, fillers, neverNames }: CompiledGrammar): Slip[] {
  return words.flatMap((word, index): Slip[] => {
    const [, stem = "", ending = ""] = /^([\p{L}-]+)('s|\.)?$/u.exec(word.toLowerCase()) ?? [];
    if (stem.length < SHORTEST || stem.length > LONGEST || known.has(stem) || neverNames.has(stem)) return [];
    return [...known]
      .filter((other) => isOneSlip(stem, other))
      .filter((other) => (isShort(other, fillers) ? lettersOf(other) === lettersOf(stem) : other.length > SHORTEST))
      .map((other) => ({ index, word: other + ending }));
  });
}

function isShort(word: string, fillers: ReadonlySet<string>): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST_SHORT && fillers.has(word);
}

function lettersOf(word: string): string {
  return [...word].sort().join("");
}

/** Every way to mend so many different words. */
function* choices(slips: readonly Slip[], count: number, from = 0): Generator<Slip[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let place = from; place < slips.length; place += 1) {
    const slip = slips[place];
    if (slip === undefined) continue;
    const next = slips.findIndex((other, index) => index > place && other.index !== slip.index);
    if (count > 1 && next === -1) continue;
    for (const others of choices(slips, count - 1, next === -1 ? slips.length : next)) yield [slip, ...others];
  }
}
