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
    numbers: {
      windowMinutes: "回看时长（分钟）",
      minimumCalls: "质量差或失败的通话至少",
      minimumPeople: "受影响的人至少",
      minimumSample: "计算占比所需的通话至少",
      coolDownMinutes: "结束后的静默时长（分钟）",
    },
    counted: "哪些算质量差",
    counts: { measured: "测量为差", rated: "评为很差或差", measuredOrRated: "测量为差或评为差" },
    scope: {
      title: "仅适用于",
      hint: "无关的项请留空。填写的各项须同时满足。",
      subnet: "子网",
      building: "建筑物",
      device: "设备（完整名称）",
      country: "国家/地区",
      platform: "平台",
      anyPlatform: "任意",
      people: "人员",
      everybody: "所有人",
      groupName: "这些人的统称",
      unnamedGroup: "选定的人员",
      group: (name, people) => `${name}（${count(people)} 人）`,
    },
    quietFrom: "免打扰开始时间",
    quietTo: "免打扰结束时间",
    quietWeekends: "周六和周日全天也不通知",
    save: "保存",
    saved: "已保存。",
    tryIt: "用过去 7 天试算",
    wouldHave: (times, days) =>
      times === 0 ? `过去 ${count(days)} 天不会发出警报。` : `过去 ${count(days)} 天会发出 ${count(times)} 次警报。`,
    invalid: "其中某个值无效。未做任何更改。",
    tooManyToTry: "每天的通话太多，无法试用规则。警报照常发出。",
    changedMeanwhile: "其他人刚刚更改了此规则。未做任何更改，请重新查看。",
  };
}
