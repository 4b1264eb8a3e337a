import type { Formats } from "../../bot/messages/format.ts";
import type { ChartMessages } from "./chart-messages.ts";

export const chineseCharts: (formats: Formats) => ChartMessages = (formats) => ({
  comparedWith: (days) => `变化均与 ${days} 相比。`,
  noneBefore: "之前没有数据可供比较",
  tooFewToCompare: "数量太少，无法比较",
  couldBeChance: "可能只是偶然",
  points: (points) => `${formats.decimal(points, 1)} 个百分点`,
  unit: { day: "日期", week: "周", month: "月份" },
  timeInCalls: { day: "每日通话时长", week: "每周通话时长", month: "每月通话时长" },
  poorShare: { day: "每日质量差占比", week: "每周质量差占比", month: "每月质量差占比" },
  averageRating: { day: "每日平均评分", week: "每周平均评分", month: "每月平均评分" },
  rangeExplanation: "每个点有 95% 的把握落在其竖条范围内；通话越少，竖条越长。",
  ofJudged: (poor, judged) => `${formats.count(judged)} 次可判定，其中 ${formats.count(poor)} 次质量差`,
  noneJudged: "没有可判定的通话",
  noneRated: "没有评分",
  judged: "可判定",
  poorShareColumn: "质量差占比",
  rated: "已评分",
});
