import type { Grammar } from "./grammar.ts";
import { oneOf } from "./grammar-pattern.ts";

/** Beyond any call; a slip of the finger. */
const MOST_SECONDS = 30 * 86_400;

/** The source of an expression that matches durations of a language: "10 min", "1 h 30", "half an hour". */
export function durationSource({ durations, numbers, isSpaced }: Grammar): string {
  const one = `(?:\\d{1,6}(?:\\.\\d{1,3})?|${oneOf([...numbers.keys(), ...durations.one])})`;
  const part = `${one}[ -]?${oneOf([...durations.units.keys()])}${isSpaced ? "(?![\\p{L}\\p{N}])" : ""}`;
  const glued = `\\d{1,3} ?h ?\\d{1,2}`;
  const parts = `(?:\\d{1,4}[ ]?${oneOf([...durations.units.keys()])}|${part})(?:${durations.joiner}${part})?`;
  return `(?:${oneOf([...durations.fixed.keys()])}|${parts}|${glued})`;
}

/** Whole seconds of what `durationSource` matches; null where there are none, or more than any call lasts. */
export function parseDuration(text: string, { durations, numbers }: Grammar): number | null {
  const lower = text.toLowerCase();
  const seconds = durations.fixed.get(lower) ?? sumOfParts(lower, durations, numbers);
  return seconds !== null && Number.isInteger(seconds) && seconds <= MOST_SECONDS ? seconds : null;
}

function sumOfParts(
  text: string,
  { units, one }: Grammar["durations"],
  numbers: ReadonlyMap<string, number>,
): number | null {
  const glued = /^(\d{1,3}) ?h ?(\d{1,2})$/.exec(text);
  if (glued) return Number(glued[1]) * 3600 + Number(glued[2]) * 60;
  const amounts = oneOf([...numbers.keys(), ...one]);
  const part = new RegExp(`(\\d+(?:\\.\\d+)?|${amounts})[ -]?(${oneOf([...units.keys()])})`, "gu");
  let total = 0;
  let smallest = Infinity;
  for (const [, amount = "", unit = ""] of text.matchAll(part)) {
    const size = units.get(unit) ?? 0;
    // "10 min 1 h" and "5 min 5 min" are slips.
    if (size >= smallest) return null;
    smallest = size;
    const count = /^\d/.test(amount) ? Number(amount) : (numbers.get(amount) ?? 1);
    total += count * size;
  }
  return smallest === Infinity ? null : Math.round(total * 1000) / 1000;
}
