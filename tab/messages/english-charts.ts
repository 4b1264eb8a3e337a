import type { Formats } from "../../bot/messages/format.ts";
import type { ChartMessages } from "./chart-messages.ts";

export const englishCharts: (formats: Formats) => ChartMessages = (formats) => ({
  comparedWith: (days) => `Changes are against ${days}.`,
  noneBefore: "Nothing before to compare with",
  tooFewToCompare: "Too few to compare",
  couldBeChance: "could be chance",
  points: (points) => `${formats.decimal(points, 1)} ${formats.decimal(points, 1) === "1" ? "point" : "points"}`,
  unit: { day: "Day", week: "Week", month: "Month" },
  timeInCalls: { day: "Time in calls by day", week: "Time in calls by week", month: "Time in calls by month" },
  poorShare: { day: "Poor share by day", week: "Poor share by week", month: "Poor share by month" },
  averageRating: { day: "Average rating by day", week: "Average rating by week", month: "Average rating by month" },
  rangeExplanation: "Each point lies within its bar with 95% certainty: few calls make it long.",
  ofJudged: (poor, judged) => `${formats.count(poor)} of ${formats.count(judged)} judged`,
  noneJudged: "None judged",
  noneRated: "None rated",
  judged: "Judged",
  poorShareColumn: "Poor share",
  rated: "Rated",
});
