import type { Formats } from "../../bot/messages/format.ts";
import type { MeaningfulChange } from "../../src/calls/figure-change.ts";
import type { ChartMessages } from "../messages/chart-messages.ts";
import type { FigureChange } from "./Figure.tsx";

/** What a figure says of its change: to be spread into it. */
export type ShownChange = { change?: FigureChange; note?: string };

/** Of a number of which neither more nor less is better. `hasBefore`: there was anything to compare with. */
export function countChange(
  difference: number,
  hasBefore: boolean,
  format: (difference: number) => string,
  words: ChartMessages,
): ShownChange {
  if (!hasBefore) return { note: words.noneBefore };
  return { change: shown(difference, format, "neutral") };
}

/** Of a share or an average: better or worse only where it is beyond chance. */
export function meaningfulChange(
  change: MeaningfulChange | null,
  hasBefore: boolean,
  format: (difference: number) => string,
  words: ChartMessages,
): ShownChange {
  if (!hasBefore) return { note: words.noneBefore };
  if (change === null) return { note: words.tooFewToCompare };
  const isChance = change.meaning === "chance";
  const figure = shown(change.difference, format, change.meaning === "chance" ? "neutral" : change.meaning);
  return { change: figure, ...(isChance && figure !== null && { note: words.couldBeChance }) };
}

/** "3.2 points" of a difference of two fractions. */
export function pointsOf(words: ChartMessages): (difference: number) => string {
  return (difference) => words.points(difference * 100);
}

/** A rating's difference: "0.3". */
export function ratingDifference({ decimal }: Formats): (difference: number) => string {
  return (difference) => decimal(difference, 1);
}

/** Null for a difference that is none as it would be shown. */
function shown(
  difference: number,
  format: (difference: number) => string,
  meaning: NonNullable<FigureChange>["meaning"],
): FigureChange {
  const text = format(Math.abs(difference));
  if (text === format(0)) return null;
  return { difference: text, direction: difference > 0 ? "more" : "less", meaning };
}
