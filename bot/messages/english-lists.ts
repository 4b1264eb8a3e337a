import type { FeedbackMessages, ListMessages } from "./list-messages.ts";

export const ENGLISH_LISTS: ListMessages = {
  range: (first, last, total) => `${pageRange(first, last, total)}${total} ${total === "1" ? "call" : "calls"}`,
  newer: "Newer",
  older: "Older",
  showList: "List the calls",
  showFigures: "Figures",
  poorOfJudged: "Poor, of those judged",
  newestMonths: (months) => `Only the newest ${months} months are shown.`,
  callsWith: (name) => `Calls with ${name}`,
  newest: "Newest calls",
  noneLikeThis: "None of your calls in this period is like this.",
  nobodyNamed: (name) => `Nobody in your calls of this period is named “${name}”. A part of a name is enough.`,
};

/** "11–20 of "; nothing where all are shown. */
function pageRange(first: string, last: string, total: string): string {
  if (first === "1" && last === total) return "";
  return `${first === last ? first : `${first}–${last}`} of `;
}

export const ENGLISH_FEEDBACK: FeedbackMessages = {
  distribution: "Ratings you gave",
  ratingsAxis: "Ratings",
  ratedPoorly: "Calls you rated bad or poor",
  tokenCount: (token, count) => `${token} ${count}×`,
  noneAnswered: (asked) => `Teams asked you to rate ${asked} ${asked === "1" ? "call" : "calls"}, and you rated none.`,
  agreement: {
    poor: "The measurements agree: poor quality was measured too.",
    good: "The measurements disagree: nothing measured was over a limit.",
    unclassified: "Too little was measured to compare with.",
  },
  agreed: (agreed, total) =>
    total === "1"
      ? `The measurements ${agreed === "1" ? "agree" : "do not agree"} with this rating.`
      : `The measurements agree with ${agreed} of these ${total} ratings.`,
};
