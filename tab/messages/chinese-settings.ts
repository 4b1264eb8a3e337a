import type { Formats } from "../../bot/messages/format.ts";
import type { SettingsMessages } from "./settings-messages.ts";

export const chineseSettings: (formats: Formats) => SettingsMessages = () => ({
  language: {
    title: "语言",
    label: "Callwise 的语言",
    hint: "用于此选项卡、聊天中的回答和每周摘要。",
    automatic: "自动：与 Teams 相同",
  },
  timeZone: {
    title: "时区",
    label: "按哪个时区计算日期",
    hint: "决定此选项卡和每周摘要的数据中一天和一周从何时开始。",
    automatic: (timeZone) => `自动：${timeZone}`,
    notFound: "没有这个时区。",
  },
  digest: { title: "每周摘要", label: "给我发送每周摘要" },
  account: {
    title: "你的身份",
    name: "姓名",
    id: "ID",
    role: "角色",
    admin: "Callwise 管理员",
    person: "你可以查看自己的通话",
  },
  saving: "正在保存…",
  saved: "已保存",
  notSaved: "更改没有保存，已恢复原来的设置。",
});
