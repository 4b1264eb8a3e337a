import { isOneSlip } from "./edit-distance.ts";
import type { CompiledGrammar } from "./grammar-compiled.ts";

/** Where a name may end, and how unlikely it is that so much is one. */
export type NameEnd = { end: number; name: string; cost: number };

/** A word that looks like a slip of a known one; a reading with this or more in a name is tried with the word mended. */
export const DOUBTFUL = 20;
const KNOWN_WORD = 3;
const CAPITALIZED_KNOWN_WORD = 40;

const MOST_WORDS = 6;
const MOST_LETTERS = 24;
const LONGEST = 80;
const WORD = /^[\p{L}\p{M}\p{N}+][\p{L}\p{M}\p{N}.'’·_@+-]*$/u;

/**
 * Every way in which a name may begin at `start`: in quotes; else word by word, or letter by letter where words are not
 * written apart, up to the first that can be in no name. Names keep their spelling.
 */
export function nameEnds(text: string, start: number, compiled: CompiledGrammar): NameEnd[] {
  if (text[start] === '"') return quotedName(text, start);
  return compiled.grammar.isSpaced ? spacedNames(text, start, compiled) : unspacedNames(text, start, compiled);
}

function quotedName(text: string, start: number): NameEnd[] {
  const close = text.indexOf('"', start + 1);
  const name = text.slice(start + 1, close).trim();
  return close === -1 || name === "" ? [] : [{ end: close + 1, name, cost: 0 }];
}

function spacedNames(text: string, start: number, compiled: CompiledGrammar): NameEnd[] {
  const ends: NameEnd[] = [];
  let cost = 0;
  let position = start;
  for (let count = 0; count < MOST_WORDS && position < text.length; count += 1) {
    const space = text.indexOf(" ", position);
    const end = space === -1 ? text.length : space;
    const previous = count === 0 ? null : text.slice(start, position - 1);
    const wordCost = costOfWord(text.slice(position, end), previous, text.slice(0, start), compiled);
    if (wordCost === null || end - start > LONGEST) break;
    cost += wordCost;
    ends.push({ end, name: text.slice(start, end), cost });
    position = end + 1;
  }
  return ends;
}

/** Null: in no name. */
function costOfWord(word: string, before: string | null, lead: string, compiled: CompiledGrammar): number | null {
  const { words, periodWords, fillers, alsoNames, neverNames } = compiled;
  const lower = word.toLowerCase().replace(/\.$/, "");
  if (!WORD.test(word) || neverNames.has(lower)) return null;
  if (/^\+?[\d.-]+$/.test(word)) return before === null && word.length > 5 ? 1 : null;
  const isCapital = isCapitalized(word);
  if (alsoNames.has(lower)) {
    // "Anna May" is a name; "anna may" is Anna in May.
    return before !== null && isCapital && isCapitalized(before) ? 0 : KNOWN_WORD;
  }
  if (words.has(lower.replace(/'s$/, ""))) {
    // "Will Long" and, if need be, "Anna Over"; but not "Calls With Anna Over 10 Min".
    const isAlone = isCapital && before !== null && isCapitalized(before) && !/\p{Lu}\S* $/u.test(lead);
    if (!isAlone) return null;
    return fillers.has(lower) ? 0 : CAPITALIZED_KNOWN_WORD;
  }
  const slipsOf = isCapital ? periodWords : words;
  return before !== null && lower.length >= 5 && isSlip(lower, slipsOf, alsoNames) ? 1 + DOUBTFUL : 1;
}

function isSlip(word: string, known: ReadonlySet<string>, except: ReadonlySet<string>): boolean {
  for (const other of known) {
    if (other.length >= 5 && !except.has(other) && isOneSlip(word, other)) return true;
  }
  return false;
}

function isCapitalized(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}

function unspacedNames(text: string, start: number, { words, alsoNames, neverNames }: CompiledGrammar): NameEnd[] {
  const ends: NameEnd[] = [];
  const isForeign = /^[\p{L}\d]/u.test(text.slice(start)) && !/^\p{Script=Han}/u.test(text.slice(start));
  for (let end = start + 1; end <= text.length && end - start <= (isForeign ? LONGEST : MOST_LETTERS); end += 1) {
    const name = text.slice(start, end);
    const last = name.at(-1) ?? "";
    // A name is of one script; "Anna下" is not one, nor is "王 a".
    const fits = isForeign
      ? /^[^\p{Script=Han}"]$/u.test(last) && /[\p{L}\p{N}.'@_+ -]/u.test(last)
      : /[\p{Script=Han}·]/u.test(last);
    if (!fits || hasWord(name, words, alsoNames, neverNames)) break;
    if (isMidWord(text, end) || last === " ") continue;
    ends.push({ end, name, cost: isForeign ? name.split(" ").length : name.length });
  }
  return ends;
}

/** Whether the letters just read end with a word that is in no name. */
function hasWord(
  name: string,
  words: ReadonlySet<string>,
  except: ReadonlySet<string>,
  never: ReadonlySet<string>,
): boolean {
  for (let length = 1; length <= Math.min(6, name.length); length += 1) {
    const tail = name.slice(-length);
    if (never.has(tail) || (length > 1 && /^\p{Script=Han}+$/u.test(tail) && words.has(tail) && !except.has(tail))) {
      return true;
    }
  }
  return false;
}

function isMidWord(text: string, end: number): boolean {
  const isLatin = /[\p{Script=Latin}\p{Script=Cyrillic}\p{N}]/u;
  return isLatin.test(text[end - 1] ?? "") && isLatin.test(text[end] ?? "");
}
