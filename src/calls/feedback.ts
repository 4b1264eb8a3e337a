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

/** The rating from 1 (`bad`) to 5 (`excellent`); null for no answer (`notRated`) and for words that are not known. */
export function ratingValue(rating: FeedbackRating): 1 | 2 | 3 | 4 | 5 | null {
  switch (rating) {
    case "bad":
      return 1;
    case "poor":
      return 2;
    case "fair":
      return 3;
    case "good":
      return 4;
    case "excellent":
      return 5;
    case "notRated":
    case "other":
      return null;
  }
}

/** Poor feedback is `bad` or `poor`: Microsoft groups the ratings 1 and 2 so. */
export function isPoorFeedback(rating: FeedbackRating): boolean {
  return rating === "bad" || rating === "poor";
}

/**
 * What a person said of a call that asked them several times: the worst answer, else a word that is not known, else that
 * they did not answer; the first of equal ones. Null when they were not asked.
 */
export function worstRating<Rating extends { rating: FeedbackRating }>(ratings: readonly Rating[]): Rating | null {
  const [worst] = [...ratings].sort((a, b) => badness(a.rating) - badness(b.rating));
  return worst ?? null;
}

/** Answers before none, the worst first; a word that is not known says more than no answer. */
function badness(rating: FeedbackRating): number {
  return ratingValue(rating) ?? (rating === "notRated" ? 7 : 6);
}

/**
 * Tokens that Microsoft has shown, with English words. Microsoft advises not to rely on the names, so nothing is
 * decided by them. The wording of those that do not explain themselves (`Noisy`, `Stopped`, `OtherNoSound`) is ours.
 */
const TOKEN_WORDS = {
  BackgroundNoise: "background noise",
  DistortedSound: "distorted sound",
  DistortedSpeech: "distorted speech",
  Echo: "echo",
  ElectronicFeedback: "electronic feedback",
  Interruptions: "interruptions",
  LowVolume: "low volume",
  MuffledSpeech: "muffled speech",
  NoSound: "no sound",
  Noisy: "noise",
  OtherNoSound: "others heard no sound",
  Stopped: "the call stopped unexpectedly",
} as const;

/** A token whose words are known; the key under which a translation can be kept. */
export type KnownToken = keyof typeof TOKEN_WORDS;

const KNOWN_TOKENS = new Map<string, KnownToken>(
  Object.keys(TOKEN_WORDS)
    .filter(isKnownToken)
    .map((token) => [token.toLowerCase(), token]),
);

/** The known token that Graph's word means, whatever its case, or null. */
export function knownToken(token: string): KnownToken | null {
  return KNOWN_TOKENS.get(token.toLowerCase()) ?? null;
}

/** English words for a token; an unknown one is split at its capitals ("RobotVoice" → "robot voice"). */
export function readableToken(token: string): string {
  const known = knownToken(token);
  if (known !== null) return TOKEN_WORDS[known];
  return token
    .replace(/[_-]+/g, " ")
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/\s+/)
    .filter((word) => word !== "")
    .map((word) => (/^\p{Lu}{2,}$/u.test(word) ? word : word.toLowerCase()))
    .join(" ");
}

function isKnownToken(token: string): token is KnownToken {
  return token in TOKEN_WORDS;
}
