import type { Formats } from "../../bot/messages/format.ts";
import type { FeedbackMessages } from "./feedback-messages.ts";

export const chineseFeedback: (formats: Formats) => FeedbackMessages = (formats) => {
  const { count } = formats;
  return {
    answered: "评分率",
    agreed: "评分与测量一致",
    ofBothJudged: (agreed, both) => `${count(both)} 次可比较的通话中有 ${count(agreed)} 次`,
    noneBothJudged: "没有可比较的通话",
    ratings: { day: "每日评分", week: "每周评分", month: "每月评分" },
    opinion: { ratedPoor: "很差或较差", notClear: "一般", ratedGood: "良好或非常好" },
    measured: { poor: "测得质量差", good: "测得良好", unclassified: "未判定" },
    noTokens: "你没有选择任何问题。",
    agreement: {
      title: "你的评分与测量结果对照",
      rated: "你的评分",
      ratedPoor: (rated, poor, good) =>
        `你评为很差或较差的通话有 ${count(rated)} 次，其中测得质量差的 ${count(poor)} 次，测得良好的 ${count(good)} 次。`,
      ratedGood: (rated, good, poor) =>
        `你评为良好或非常好的通话有 ${count(rated)} 次，其中测得良好的 ${count(good)} 次，测得质量差的 ${count(poor)} 次。`,
      explanation:
        "两者都可能是对的：测量反映的是网络，不包括回声、噪音或声音太小；而测到的许多问题又会被 Teams 掩盖掉。",
      disagree: "两者不一致",
    },
    list: {
      title: "邀请评分的通话和质量差的通话",
      shown: "显示",
      choice: {
        all: "全部",
        disagreeing: "评分与测量结果不一致",
        ratedPoor: "评为很差或较差",
        measuredPoor: "测得质量差",
      },
      none: "没有符合条件的通话。",
      more: (number) => `再显示 ${count(number)} 次`,
    },
    disagreement: {
      ratedPoorMeasuredGood: {
        mark: "两者不一致",
        text: "你评为很差或较差，但没有测量值超出限值。回声、噪音、声音太小或应用卡顿是测不到的。",
      },
      ratedGoodMeasuredPoor: {
        mark: "两者不一致",
        text: "你的评分是好的，但有测量值超出限值。可能时间很短，或者被 Teams 掩盖了。",
      },
    },
    notAsked: "未邀请评分",
    empty: {
      title: "没有反馈，也没有质量差的通话",
      text: "Teams 会在部分通话后询问通话质量。邀请你评分的通话和质量差的通话会显示在这里。",
    },
  };
};
