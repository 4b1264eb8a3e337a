import type { Disagreement, Opinion } from "../../src/calls/feedback-agreement.ts";
import type { Quality } from "../../src/calls/stream-quality.ts";
import type { BucketUnit } from "../charts/time-buckets.ts";
import type { Problem } from "./shell-messages.ts";

/** What only the tab's page of poor calls and feedback says. */
export type FeedbackMessages = {
  answered: string;
  /** Label of the share of calls in which rating and measurement say the same. */
  agreed: string;
  /** "28 of 36 calls with both": a clear rating and a measurement that says good or poor. */
  ofBothJudged: (agreed: number, both: number) => string;
  noneBothJudged: string;
  ratings: Record<BucketUnit, string>;
  opinion: Record<Opinion, string>;
  measured: Record<Quality, string>;
  noTokens: string;
  agreement: {
    title: string;
    /** Header over what was rated. */
    rated: string;
    /** Calls that were rated so, of which so many were measured as rated, and so many contrary to it. */
    ratedPoor: (rated: number, measuredPoor: number, measuredGood: number) => string;
    ratedGood: (rated: number, measuredGood: number, measuredPoor: number) => string;
    explanation: string;
    /** For screen readers, beside the number of a cell in which they contradict each other. */
    disagree: string;
  };
  list: {
    title: string;
    /** Label of the choice of what is shown. */
    shown: string;
    choice: Record<ShownCalls, string>;
    none: string;
    /** A button: "Show 20 more" */
    more: (calls: number) => string;
  };
  /** Beside a call: that they contradict each other, and what that may mean. */
  disagreement: Record<Disagreement, { mark: string; text: string }>;
  notAsked: string;
  empty: Problem;
};

/** Which of the calls are listed. */
export type ShownCalls = "all" | "disagreeing" | "ratedPoor" | "measuredPoor";
