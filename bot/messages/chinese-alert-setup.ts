import type { AlertSetupMessages } from "./alert-setup-messages.ts";
import type { Formats } from "./format.ts";

export function chineseAlertSetup({ count }: Formats): AlertSetupMessages {
  return {
    setUp: "设置",
    thisChannel: "此频道",
    toldHere: "在此通知",
    delivery: "通知方式",
    atOnce: "即时：每个事件一张卡片",
    daily: "每天一次：早上一张卡片",
    notHere: "此处不接收警报。请在频道中提及我并输入“在此接收警报”。",
    rules: "规则",
    edit: "编辑",
    isOn: "开启",
    threshold: "达到此通话比例时通知频道（百分比）",
    thresholdAboveBaseline: "高于平常比例的幅度（百分点）",
    windowMinutes: "回看时长（分钟）",
    minimumCalls: "至少多少次通话",
    minimumPeople: "至少涉及多少人",
    quietFrom: "免打扰开始时间",
    quietTo: "免打扰结束时间",
    save: "保存",
    saved: "已保存。",
    tryIt: "用过去 7 天试算",
    wouldHave: (times, days) =>
      times === 0 ? `过去 ${count(days)} 天不会发出警报。` : `过去 ${count(days)} 天会发出 ${count(times)} 次警报。`,
    invalid: "其中某个值无效。未做任何更改。",
    changedMeanwhile: "其他人刚刚更改了此规则。未做任何更改，请重新查看。",
  };
}
