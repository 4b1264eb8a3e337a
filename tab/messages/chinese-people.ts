import { spaced } from "../../bot/messages/chinese-spacing.ts";
import type { PeopleMessages } from "./people-messages.ts";

export const CHINESE_PEOPLE: PeopleMessages = {
  title: "查看某个人的通话",
  person: "人员",
  personHint: "姓名或 ID",
  searching: "正在搜索…",
  nobody: "没有叫这个名字的人。",
  reason: "查看原因",
  reasonHint: "简短说明，例如工单编号。对方会看到。",
  reasonMissing: "请简短说明查看原因。",
  look: "显示通话",
  notice: "每次查看他人的通话都会连同你的姓名和原因一起记录。对方可以在“隐私”页面看到。",
  seenBy: (name) => spaced`此次查看已记录。${name}会看到你的姓名和原因。`,
  callsOf: (name) => spaced`${name}的通话`,
  spokenTo: (name) => spaced`这里的文字是对${name}说的，“你”指的是对方。打开此通话也已记录。`,
  backToCalls: "返回这些通话",
  another: "查看其他人",
  sent: {
    title: "发送给技术支持的通话",
    none: "目前没有可查看的已发送通话。",
    notice: "打开通话会被记录；发送者会看到你查看过。",
    open: "打开",
    openCall: (start) => spaced`打开 ${start} 的通话`,
    back: "返回",
  },
  noCalls: { title: "此时间段内没有通话", text: "请选择其他时间段，然后重新查看。" },
};
