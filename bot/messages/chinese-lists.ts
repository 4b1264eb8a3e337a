import { spaced } from "./chinese-spacing.ts";
import type { FeedbackMessages, ListMessages } from "./list-messages.ts";

export const CHINESE_LISTS: ListMessages = {
  range: (first, last, total) =>
    first === "1" && last === total
      ? `${total} 次通话`
      : `第 ${first === last ? first : `${first}–${last}`} 次，共 ${total} 次通话`,
  newer: "较新",
  older: "较早",
  showList: "列出通话",
  showFigures: "查看汇总",
  poorOfJudged: "质量差 / 可判定",
  newestMonths: (months) => `只显示最近 ${months} 个月。`,
  callsWith: (name) => spaced`与${name}的通话`,
  newest: "最近的通话",
  noneLikeThis: "这段时间没有符合条件的通话。",
  nobodyNamed: (name) => `这段时间你的通话中没有名为“${name}”的人。只输入姓名的一部分也可以。`,
};

export const CHINESE_FEEDBACK: FeedbackMessages = {
  distribution: "你给出的评分",
  ratingsAxis: "评分次数",
  ratedPoorly: "你评为很差或较差的通话",
  tokenCount: (token, count) => `${token} ${count} 次`,
  noneAnswered: (asked) => `Teams 邀请你评分 ${asked} 次，你没有给出评分。`,
  agreement: {
    poor: "与测量结果一致：测得的质量也差。",
    good: "与测量结果不一致：没有测量值超出限值。",
    unclassified: "测量数据太少，无法比较。",
  },
  agreed: (agreed, total) =>
    total === "1"
      ? `这次评分与测量结果${agreed === "1" ? "一致" : "不一致"}。`
      : `这 ${total} 次评分中有 ${agreed} 次与测量结果一致。`,
};
