/**
 * What a person answered to "How was the quality of your call?". `notRated` means asked and not answered; no Feedback
 * at all (null) means not asked. Source: the rating scale of the Call Quality Dashboard's dimension list.
 */
export type Feedback = {
  rating: FeedbackRating;
  text: string | null;
  /** Names of the tokens that are on (`true`), in Graph's own words and order. */
  tokens: string[];
};

export type FeedbackRating = "notRated" | "bad" | "poor" | "fair" | "good" | "excellent" | "other";
