/** As labels and in commands alike. */
export const NAMED_PERIODS = {
  today: "今天",
  yesterday: "昨天",
  thisWeek: "本周",
  lastWeek: "上周",
  thisMonth: "本月",
  lastMonth: "上个月",
};
