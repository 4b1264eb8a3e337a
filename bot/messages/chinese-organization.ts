import type { OrganizationMessages } from "./organization-messages.ts";

export const CHINESE_ORGANIZATION: OrganizationMessages = {
  calls: "通话",
  people: "参与通话的人数",
  time: "所有人的通话时长",
  poorOfJudged: "质量差 / 可判定的人次",
  ratedOfAsked: "已评分 / 邀请评分",
  failures: "失败的人次",
  poorRatings: "评为很差或较差",
  poorShareByDay: "每日质量差的人次占比（%）",
  poorShareByWeek: "每周质量差的人次占比（%）",
  poorShareByMonth: "每月质量差的人次占比（%）",
  poorShareAxis: "占可判定人次的百分比",
  dimension: {
    subnet: "子网",
    building: "建筑物",
    captureDevice: "麦克风",
    captureDriver: "麦克风驱动程序",
    renderDevice: "扬声器",
    platform: "平台",
    clientVersion: "客户端版本",
    connection: "连接方式",
    wifiBand: "Wi-Fi 频段",
    callType: "通话类型",
  },
  columns: { value: "项目", judged: "可判定", poorShare: "质量差" },
  worst: "质量差最集中的地方",
  explanation: (minimumSample) =>
    `一人参与一次通话计为一个人次。仅列出至少有 ${minimumSample} 个可判定人次的项目，质量差占比高的在前。占比高并不说明原因。`,
  left: (values) => `另有 ${values} 项，可判定的人次太少，无法得出结论。`,
  noneWithEnough: (minimumSample) => `没有任何一项达到比较所需的 ${minimumSample} 个可判定人次。`,
  minimumPeople: (people) =>
    `匿名模式已开启：参与通话不足 ${people} 人的日期不计入；每一天中不足 ${people} 人使用的项目也不计入。`,
  empty: "这段时间还没有通话记录。第一批记录在通话结束后最多 150 分钟到达。",
};
