import type { Quality } from "../../src/calls/stream-quality.ts";

/** What lists of calls, and the figures of feedback, say. */
export type ListMessages = {
  /** "11–20 of 143 calls", newest first; "12 calls" where all are shown. */
  range: (first: string, last: string, total: string) => string;
  /** Buttons of the pages; the list begins with the newest call. */
  newer: string;
  older: string;
  showList: string;
  showFigures: string;
  /** Labels of figures: "Poor, of those judged" stands under "3 of 41". */
  poorOfJudged: string;
  /** Under a chart that shows the newest months only. */
  newestMonths: (months: string) => string;
  /** Title of calls with one person. */
  callsWith: (name: string) => string;
  /** Heading over the newest calls of a filtered list. */
  newest: string;
  /** Nothing is left by the filter. */
  noneLikeThis: string;
  /** Nobody in the person's calls is named so. */
  nobodyNamed: (name: string) => string;
};

export type FeedbackMessages = {
  /** Title of the chart of ratings 1–5, and its axis. */
  distribution: string;
  ratingsAxis: string;
  /** Heading over the calls rated bad or poor. */
  ratedPoorly: string;
  /** "echo 3×": a problem, and how often it was marked. */
  tokenCount: (token: string, count: string) => string;
  /** Asked, and no answer given. */
  noneAnswered: (asked: string) => string;
  /** What was measured in a call that was rated poorly. */
  agreement: Record<Quality, string>;
  /** How rating and measurement agree over all calls rated poorly. */
  agreed: (agreed: string, total: string) => string;
};
