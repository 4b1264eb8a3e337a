import { spaced } from "../../bot/messages/chinese-spacing.ts";
import type { Formats } from "../../bot/messages/format.ts";
import type { OrganizationPageMessages } from "./organization-messages.ts";

export const chineseOrganization = ({ count }: Formats): OrganizationPageMessages => ({
  poorShare: "质量差占比",
  participations: (participations) => `${count(participations)} 人次`,
  failureShare: "失败占比",
  ofParticipations: (failures, participations) => `${count(participations)} 人次中有 ${count(failures)} 次失败`,
  ratedPoor: (poor, rated) => `${count(rated)} 次评分中有 ${count(poor)} 次很差或较差`,
  averageTime: (duration) => `平均每人次 ${duration}`,
  findings: {
    title: "值得注意的地方",
    text: "质量差的比例高于其余所有人次，且超出偶然范围。这并不说明原因：一起使用的东西会一起出现在这里。",
    finding: ({ value, dimension, share, judged, others }) =>
      spaced`${value}（${dimension}）：${judged} 个可判定人次中有 ${share} 质量差，其余为 ${others}。`,
    none: "没有任何一项的质量差比例超出偶然范围地高于其余人次。",
  },
  comparison: {
    title: "按所用设备和网络统计的质量差占比",
    by: "统计依据",
    failures: "失败",
    nothing: "这段时间的通话记录没有这方面的信息。",
    sortBy: (column) => `排序依据：${column}`,
  },
  empty: {
    title: "这段时间没有通话",
    text: "请在上方选择其他时间段。第一批通话记录在通话结束后最多 150 分钟到达。",
  },
});
