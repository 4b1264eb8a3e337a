import type { FeedbackMessages, ListMessages } from "./list-messages.ts";

export const ENGLISH_LISTS: ListMessages = {
  range: (first, last, total) => `${first}–${last} of ${total} calls`,
  newer: "Newer",
  older: "Older",
  showList: "List the calls",
  showFigures: "Figures",
  poorOfJudged: "Poor, of those judged",
  newestMonths: (months) => `Only the newest ${months} months are shown.`,
  callsWith: (name) => `Calls with ${name}`,
  newest: "Newest calls",
  noneLikeThis: "None of your calls in this period is like this.",
  nobodyNamed: (name) =>
    `Nobody in your calls of this period is named “${name}”. Names are known in calls between two people only.`,
};

export const ENGLISH_FEEDBACK: FeedbackMessages = {
  distribution: "Ratings you gave",
  ratingsAxis: "Ratings",
  ratedPoorly: "Calls you rated bad or poor",
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
