import { ratingValue, worstRating } from "./feedback.ts";
import type { Participation } from "./participation.ts";
import type { Quality } from "./stream-quality.ts";

/** What a person thought of a call: poor is 1–2, not clear 3, good 4–5. */
export type Opinion = "ratedPoor" | "notClear" | "ratedGood";

/** Calls by what the person thought of them and by what was measured. */
export type FeedbackAgreement = Record<Opinion, Record<Quality, number>>;

export type Disagreement = "ratedPoorMeasuredGood" | "ratedGoodMeasuredPoor";

type RatedCall = Pick<Participation, "quality" | "ratings">;

/** The person's worst answer of the call; null when they answered nothing. */
export function opinionOf({ ratings }: Pick<Participation, "ratings">): Opinion | null {
  const worst = worstRating(ratings);
  const value = worst && ratingValue(worst.rating);
  if (value === null) return null;
  if (value <= 2) return "ratedPoor";
  return value === 3 ? "notClear" : "ratedGood";
}

/** Rated calls, each counted once. */
export function feedbackAgreement(calls: readonly RatedCall[]): FeedbackAgreement {
  const nothing = (): Record<Quality, number> => ({ poor: 0, good: 0, unclassified: 0 });
  const agreement = { ratedPoor: nothing(), notClear: nothing(), ratedGood: nothing() };
  for (const call of calls) {
    const opinion = opinionOf(call);
    if (opinion !== null) agreement[opinion][call.quality] += 1;
  }
  return agreement;
}

/** Where the person and the measurement contradict each other; null where they do not, or one of them says nothing. */
export function disagreementOf(call: RatedCall): Disagreement | null {
  const opinion = opinionOf(call);
  if (opinion === "ratedPoor" && call.quality === "good") return "ratedPoorMeasuredGood";
  if (opinion === "ratedGood" && call.quality === "poor") return "ratedGoodMeasuredPoor";
  return null;
}
