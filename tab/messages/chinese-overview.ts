import { spaced } from "../../bot/messages/chinese-spacing.ts";
import type { Formats } from "../../bot/messages/format.ts";
import type { OverviewMessages } from "./overview-messages.ts";

export const chineseOverview: (formats: Formats) => OverviewMessages = (formats) => {
  const calls = (count: number): string => `${formats.count(count)} 次通话`;
  return {
    poorShare: "质量差占比",
    averageCall: (duration) => `平均每次 ${duration}`,
    groupAndPairs: (group, pairs) => `群组 ${formats.count(group)} 次，一对一 ${formats.count(pairs)} 次`,
    people: {
      title: "一对一通话",
      text: "与你通话最多的人。",
      columns: { person: "姓名", calls: "通话", time: "时长" },
      all: "这段时间的所有通话",
      none: "这段时间没有一对一通话。",
    },
    devices: "你的设备",
    networks: "你的网络",
    heatMap: {
      title: "一周中的通话时间",
      caption: (zone) => `按星期和小时统计的通话，${zone}`,
      cell: (count, poor) => (poor === 0 ? calls(count) : `${calls(count)}，${formats.count(poor)} 次质量差`),
      none: "没有通话",
      text: (zone) => `按通话开始的小时统计，${zone}。颜色越深，通话越多。`,
    },
    poorCalls: { title: "最近的质量差的通话", all: "所有质量差的通话和反馈" },
    firstDay: {
      title: "还没有通话",
      text: "你在 Teams 中拨打或接听通话后，通话会显示在这里。Microsoft 最多需要 150 分钟才会提供通话记录。",
    },
    emptyPeriod: {
      title: "这段时间没有通话",
      text: "请在上方选择其他时间段。",
      lastCall: (when) => `你的上一次通话在 ${when}。`,
      show: (month) => spaced`查看${month}`,
    },
  };
};
