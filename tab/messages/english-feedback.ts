import type { Formats } from "../../bot/messages/format.ts";
import type { FeedbackMessages } from "./feedback-messages.ts";

export const englishFeedback: (formats: Formats) => FeedbackMessages = (formats) => {
  const { count } = formats;
  const calls = (number: number): string => `${count(number)} ${number === 1 ? "call" : "calls"}`;
  return {
    answered: "Answered",
    agreed: "Measured as you rated",
    ofBothJudged: (agreed, both) => `${count(agreed)} of ${calls(both)} with both`,
    noneBothJudged: "No call with both",
    ratings: { day: "Your ratings by day", week: "Your ratings by week", month: "Your ratings by month" },
    opinion: { ratedPoor: "Bad or poor", notClear: "Fair", ratedGood: "Good or excellent" },
    measured: { poor: "Measured poor", good: "Measured good", unclassified: "Not judged" },
    noTokens: "You marked no problem.",
    agreement: {
      title: "Your ratings beside the measurements",
      rated: "You rated",
      ratedPoor: (rated, poor, good) =>
        `Of ${calls(rated)} that you rated bad or poor, ${count(poor)} ${poor === 1 ? "was" : "were"} measured poor and ${count(good)} good.`,
      ratedGood: (rated, good, poor) =>
        `Of ${calls(rated)} that you rated good or excellent, ${count(good)} ${good === 1 ? "was" : "were"} measured good and ${count(poor)} poor.`,
      explanation:
        "Both may be right. Measurements know of the network and not of echo, noise or a quiet voice; and Teams conceals much of what they count.",
      disagree: "they disagree",
    },
    list: {
      title: "Calls asked about, and poor calls",
      shown: "Show",
      choice: {
        all: "All of them",
        disagreeing: "Where you and the measurements disagree",
        ratedPoor: "Rated bad or poor",
        measuredPoor: "Measured poor",
      },
      none: "None of the calls is like this.",
      more: (number) => `Show ${count(number)} more`,
    },
    disagreement: {
      ratedPoorMeasuredGood: {
        mark: "They disagree",
        text: "You rated it bad or poor, and nothing measured was over a limit. Echo, noise, a quiet voice or a frozen app are not measured.",
      },
      ratedGoodMeasuredPoor: {
        mark: "They disagree",
        text: "You rated it good, and a measurement was over a limit. It may have been short, or Teams concealed it.",
      },
    },
    notAsked: "Not asked to rate",
    empty: {
      title: "No feedback and no poor call",
      text: "Teams asks after some calls how they were. Calls that you were asked about, and calls of poor quality, appear here.",
    },
  };
};
