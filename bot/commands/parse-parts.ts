import type { CompiledGrammar, CompiledPhrase } from "./grammar-compiled.ts";
import type { Grammar, Parts } from "./grammar.ts";
import { parseDuration } from "./parse-duration.ts";
import { nameEnds } from "./parse-name.ts";
import { parsePeriod } from "./parse-period.ts";
import { numberOf } from "./parse-span.ts";

/** What a text says, every word accounted for. The less it costs, the likelier it is what was meant. */
export type PartsReading = { parts: Parts; cost: number };

export type PartsOptions = {
  /** Words that were mended, by their first letters' places: in no name. */
  mended: readonly number[];
  /** How many words may be passed over, and whether a backward range may be turned round: for suggestions only. */
  mostSkipped: number;
};

export const AS_IT_STANDS: PartsOptions = { mended: [], mostSkipped: 0 };

type Piece = PartsReading & { end: number };
type State = PartsReading & { skipped: number };

const SKIPPED_WORD = 100;
/** Of several readings, the one of the fewest phrases. */
const PHRASE = 0.01;
/** Readings kept at each place, the best ones; a sentence has a handful. */
const MOST_STATES = 24;
const LONGEST_PERIOD_WORDS = 12;
const LONGEST_PERIOD_LETTERS = 26;
const HIGHEST_PAGE = 9999;

/**
 * Reads a text as a row of phrases without a gap; the best readings first. `today` is the person's local date. Its work
 * grows with the length of the text and the size of the grammar only, whatever the text says.
 */
export function readParts(
  text: string,
  today: string,
  compiled: CompiledGrammar,
  options: PartsOptions = AS_IT_STANDS,
): PartsReading[] {
  const places = new Map<number, Map<string, State>>([[0, new Map([["{}", { parts: {}, cost: 0, skipped: 0 }]])]]);
  for (let position = 0; position < text.length; position += 1) {
    const states = best(places.get(position));
    if (states.length === 0) continue;
    const pieces = piecesAt(text, position, today, compiled, options);
    for (const state of states) {
      for (const piece of pieces) {
        const parts = mergeParts(state.parts, piece.parts);
        if (parts) reach(places, text, piece.end, { ...state, parts, cost: state.cost + piece.cost + PHRASE });
      }
      if (state.skipped < options.mostSkipped) {
        const skipped = { ...state, skipped: state.skipped + 1, cost: state.cost + SKIPPED_WORD };
        reach(places, text, compiled.grammar.isSpaced ? endOfWord(text, position) : position + 1, skipped);
      }
    }
  }
  return best(places.get(text.length));
}

function best(states: ReadonlyMap<string, State> | undefined): State[] {
  return [...(states?.values() ?? [])].sort((a, b) => a.cost - b.cost).slice(0, MOST_STATES);
}

function reach(places: Map<number, Map<string, State>>, text: string, end: number, state: State): void {
  const next = text[end] === " " ? end + 1 : end;
  const states = places.get(next) ?? new Map<string, State>();
  places.set(next, states);
  const key = JSON.stringify(Object.entries(state.parts).sort());
  const known = states.get(key);
  if (known === undefined || state.cost < known.cost) states.set(key, state);
}

/** Both together, in one question; null when they contradict each other. */
export function mergeParts(parts: Parts, more: Parts): Parts | null {
  for (const [key, value] of Object.entries(more)) {
    const known = parts[key as keyof Parts];
    // A second period is a second question, even the same one.
    if (known !== undefined && (known !== value || key === "period")) return null;
  }
  return { ...parts, ...more };
}

function piecesAt(
  text: string,
  position: number,
  today: string,
  compiled: CompiledGrammar,
  options: PartsOptions,
): Piece[] {
  const known = options.mostSkipped > 0 ? [...compiled.nearly, ...compiled.phrases] : compiled.phrases;
  const phrases = known.flatMap((phrase) => {
    phrase.pattern.lastIndex = position;
    const match = phrase.pattern.exec(text);
    return match === null ? [] : phrasePieces(phrase, match, text, compiled, options);
  });
  return [...phrases, ...periodPieces(text, position, today, compiled, options)];
}

function phrasePieces(
  { means, nameSlot }: CompiledPhrase,
  match: RegExpExecArray,
  text: string,
  compiled: CompiledGrammar,
  { mended }: PartsOptions,
): Piece[] {
  const end = match.index + match[0].length;
  const parts = partsOfSlots(match.groups ?? {}, compiled);
  if (parts === null || match[0] === "") return [];
  if (nameSlot === null) return [{ end, cost: 0, parts: { ...means, ...parts } }];
  return nameEnds(text, end, compiled)
    .filter((name) => !mended.some((place) => place >= end && place < name.end))
    .map((name) => ({ end: name.end, cost: name.cost, parts: { ...means, ...parts, [nameSlot]: name.name } }));
}

/** Null: a value that cannot be meant. */
function partsOfSlots(groups: Partial<Record<string, string>>, { grammar }: CompiledGrammar): Parts | null {
  const parts: Parts = {};
  for (const [slot, text = ""] of Object.entries(groups)) {
    const value = slot === "least" ? (groups["atMost"] ?? "").replace(/^\d+(\.\d+)?/, text) : text;
    const part = partOfSlot(slot, value, grammar);
    if (part === null) return null;
    Object.assign(parts, part);
  }
  return parts;
}

function partOfSlot(slot: string, text: string, grammar: Grammar): Parts | null {
  switch (slot) {
    case "callId":
      return { callId: text.toLowerCase() };
    case "language":
    case "languageName":
      return { language: languageTag(text, grammar.languages) };
    case "page": {
      const page = numberOf(text.toLowerCase(), grammar.numbers) ?? 0;
      return page >= 1 && page <= HIGHEST_PAGE ? { page } : null;
    }
    default:
      return thresholdOfSlot(slot, parseDuration(text, grammar));
  }
}

function thresholdOfSlot(slot: string, seconds: number | null): Parts | null {
  if (seconds === null) return null;
  switch (slot) {
    case "longerThan":
      return { longerThanSeconds: seconds };
    case "atLeast":
    case "least":
      return seconds > 0 ? { longerThanSeconds: seconds - 1 } : null;
    case "shorterThan":
      return { shorterThanSeconds: seconds };
    case "atMost":
      return { shorterThanSeconds: seconds + 1 };
    default:
      return null;
  }
}

/** The tag of a language that is known by this name; else as it was written. */
function languageTag(text: string, languages: Readonly<Record<string, readonly string[]>>): string {
  const known = Object.entries(languages).find(([, names]) => names.includes(text.toLowerCase()));
  return known?.[0] ?? text;
}

function periodPieces(
  text: string,
  position: number,
  today: string,
  compiled: CompiledGrammar,
  { mostSkipped }: PartsOptions,
): Piece[] {
  return periodEnds(text, position, compiled).flatMap((end) => {
    const reading = parsePeriod(text.slice(position, end), today, compiled.periods);
    const period = reading.name ?? (mostSkipped > 0 ? reading.instead : null);
    return period === null ? [] : [{ end, cost: 0, parts: { period } }];
  });
}

/** Where a period that begins here may end; nowhere when no period begins so. */
function periodEnds(text: string, position: number, { grammar, periodWords }: CompiledGrammar): number[] {
  const ends: number[] = [];
  if (grammar.isSpaced) {
    const first = /^[\p{L}']+/u.exec(text.slice(position, endOfWord(text, position)).toLowerCase())?.[0];
    if (first !== undefined && !periodWords.has(first.replace(/'s?$/, ""))) return [];
    for (let end = endOfWord(text, position); ends.length < LONGEST_PERIOD_WORDS; end = endOfWord(text, end + 1)) {
      ends.push(end);
      if (end >= text.length) break;
    }
    return ends;
  }
  const isPeriodLetter = (letter: string): boolean => /[\p{N}\p{P}\p{Sm} ]/u.test(letter) || periodWords.has(letter);
  for (let end = position + 1; end <= text.length && end - position <= LONGEST_PERIOD_LETTERS; end += 1) {
    if (!isPeriodLetter(text[end - 1] ?? "")) break;
    if (text[end - 1] !== " " && !/\d\d/.test(text.slice(end - 1, end + 1))) ends.push(end);
  }
  return ends;
}

function endOfWord(text: string, position: number): number {
  const space = text.indexOf(" ", position);
  return space === -1 ? text.length : space;
}
