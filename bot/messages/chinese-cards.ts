import type { CardMessages } from "./catalog.ts";

export const CHINESE_CARDS: CardMessages = {
  callsByDay: "每日通话",
  callsByWeek: "每周通话",
  callsByMonth: "每月通话",
  callsAxis: "通话次数",
  part: (part, whole) => `${part} / ${whole}`,
  ratedOfAsked: "已评分 / 邀请评分",
  columns: { stream: "媒体流", measured: "测量值", quality: "质量" },
  withLimit: (measured, limit) => `${measured}（上限 ${limit}）`,
  withMinimum: (measured, minimum) => `${measured}（下限 ${minimum}）`,
  beyondLimit: (measured) => `${measured}：超出限值`,
  notMeasured: "没有测量数据",
  callId: "通话 ID",
  personId: "人员 ID",
  subnet: "子网",
  building: "建筑物",
  equipment: "设备和网络",
  showCall: "查看此通话",
  tryAgain: "重试",
  refresh: "刷新",
  lastCall: "上次通话",
  error: {
    title: "出了点问题",
    text: "暂时无法回答你的问题。请稍后重试。如果再次出现，请将此请求 ID 告知管理员：",
    requestId: "请求 ID",
  },
  welcome: {
    title: "欢迎使用 Callwise",
    text: "我会告诉你 Teams 通话的情况：打了多少次、多长时间、质量如何，以及质量差时该怎么办。只有你自己选择展示时，别人才会看到你的数据；管理员若查看，会留下你可以查阅的记录。",
  },
  unknownPerson: "我在这里不认识你，因此没有可以显示的通话。",
};
