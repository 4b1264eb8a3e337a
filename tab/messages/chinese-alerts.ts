import type { Formats } from "../../bot/messages/format.ts";
import type { AlertsPageMessages } from "./alerts-messages.ts";

export const chineseAlerts = ({ count }: Formats): AlertsPageMessages => ({
  now: { title: "当前的问题", nothing: "按所有规则都没有问题。", more: "依据" },
  history: {
    title: "过去的问题",
    nothing: "按所有规则都没有出现过问题。",
    more: "显示更早的",
    columns: { what: "问题", since: "开始", lasted: "持续", people: "人数" },
  },
  actions: {
    revealWarning: "其中每个人都能看到你查看过。",
    assignLabel: "负责人",
    nobody: "无",
    muteLabel: "将其卡片静音",
    notMuted: "未静音",
    failed: "操作没有完成。请重试。",
  },
  rules: {
    title: "警报规则",
    edit: "更改…",
    switch: (rule) => `${rule}：开启或关闭`,
    changed: (at) => `更改于 ${at}`,
  },
  editor: {
    title: (rule) => `更改“${rule}”`,
    save: "保存",
    cancel: "取消",
    tryIt: "用最近几天试一试",
    trying: "正在尝试…",
    tried: (times, days) =>
      times === 0
        ? `最近 ${count(days)} 天内不会发出警报。`
        : `最近 ${count(days)} 天内会发出 ${count(times)} 次警报。`,
    triedAt: (at, calls, factor) => (factor === null ? `${at}：${calls}` : `${at}：${calls}，${factor}`),
    refused: "这些设置无法同时成立。没有更改任何内容。",
    changedMeanwhile: "其他人刚刚更改了此规则。请关闭后重新查看，再进行更改。",
    invalidNumber: "请输入数字。",
    group: {
      add: "添加人员",
      remove: (name) => `移除${name}`,
      more: (people) => `以及另外 ${count(people)} 人`,
    },
    quiet: {
      title: "安静时段",
      isOn: "在某些时段不通知新问题",
      from: "从",
      to: "到",
      timeZone: "时区",
    },
  },
  channels: {
    title: "通知对象",
    nothing: "尚未通知任何频道。请在团队的频道中提及 Callwise：“在此接收警报”。",
    channel: "频道",
    webhook: "其他工具（Webhook）",
    since: (at, name) => (name === null ? `自 ${at} 起` : `自 ${at} 起，由 ${name} 设置`),
    delivery: "时间",
    atOnce: "随时",
    daily: "每天一次",
    rules: "规则",
  },
});
