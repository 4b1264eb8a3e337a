import type { CallType, ClientPlatform, Modality } from "./call-record.ts";
import type { Quality } from "./stream-quality.ts";

/** One person's calls in one period. The public contract of `callwise ask --format json` is made of it. */
export type Summary = {
  calls: number;
  /** Seconds with milliseconds. */
  durationSeconds: number;
  /** Calls by type; types without a call are absent. */
  byType: Partial<Record<CallType, number>>;
  /** Calls by modality; one call counts once in each of its modalities. */
  byModality: Partial<Record<Modality, number>>;
  quality: Record<Quality, number>;
  feedback: FeedbackSummary;
  platforms: Partial<Record<ClientPlatform, number>>;
  /** The other person of two-party calls, most calls first. */
  people: { id: string; displayName: string | null; calls: number; durationSeconds: number }[];
  /** Every day of the period up to today in the person's time zone, also those without a call. */
  byDay: { date: string; calls: number; durationSeconds: number; poor: number }[];
};

export type FeedbackSummary = {
  rated: number;
  /** Asked and not answered. */
  notRated: number;
  /** Mean of the answered ratings, 1–5; null when none was answered. */
  average: number | null;
  /** Ratings `bad` or `poor`. */
  poor: number;
  /** How often each token was on. */
  tokens: Record<string, number>;
};
