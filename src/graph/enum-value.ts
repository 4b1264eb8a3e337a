import type { NormalizationNotes } from "./normalization-notes.ts";

/** Graph's words for an enum property, in lower case, and ours. */
export type EnumWords<Value extends string> = ReadonlyMap<string, Value>;

/** The words of an enum that Callwise spells as Graph does. */
export function sameWords<Value extends string>(words: readonly Value[]): EnumWords<Value> {
  return new Map(words.map((word) => [word.toLowerCase(), word]));
}

/**
 * The value of an enum property, whatever its case. Words that Graph added after this version was written become
 * "other" and are noted; a missing one is `missing`.
 */
export function enumValue<Value extends string, Missing>(
  notes: NormalizationNotes,
  property: string,
  raw: string | undefined,
  words: EnumWords<Value>,
  missing: Missing,
): Value | "other" | Missing {
  if (raw === undefined) return missing;
  const value = words.get(raw.toLowerCase());
  if (value !== undefined) return value;
  notes.unknownValue(property, raw);
  return "other";
}

/** Like enumValue, for properties that keep Graph's own word: a new word stays itself, "unknown" counts as missing. */
export function ownWord(
  notes: NormalizationNotes,
  property: string,
  raw: string | undefined,
  words: EnumWords<string>,
): string | undefined {
  if (raw === undefined || raw.toLowerCase() === "unknown") return undefined;
  const word = words.get(raw.toLowerCase());
  if (word === undefined) notes.unknownValue(property, raw);
  return word ?? raw;
}
