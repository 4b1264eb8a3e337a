import type { Formats } from "../../bot/messages/format.ts";
import type { PrivacyMessages } from "./privacy-messages.ts";

export const chinesePrivacy: (formats: Formats) => PrivacyMessages = ({ count }) => ({
  stored: {
    title: "保存了哪些关于你的数据",
    text: (days) =>
      `Microsoft Teams 报告的通话情况，绝不包括说了什么、写了什么或展示了什么。这里的内容只有你能看到；管理员查看时会记录在下方。通话保存 ${count(days)} 天，之后删除。`,
    what: "内容",
    documents: "条目数",
  },
  looks: {
    title: "谁查看过你的通话",
    when: "时间",
    who: "查看者",
    what: "查看内容",
    reason: "给出的理由",
    noReason: "无需理由",
    unknownPerson: "姓名未知的人",
  },
  export: {
    title: "带走你的全部数据",
    text: "一个文件（JSON），包含保存的关于你的全部数据：通话、会话及其测量数据、你的评分、电话日志条目、查看记录和设置。",
    button: "导出全部数据",
    preparing: "正在准备文件…",
    ready: "文件已保存。",
  },
  erase: {
    title: "清除数据",
    button: "清除我的数据…",
    dialogTitle: "要清除关于你的全部数据吗？",
    understood: "我明白此操作无法撤消。",
    erasing: "正在清除…",
    failed: "无法确定是否已全部清除。可以放心地再试一次。",
    done: "关于你的全部数据已清除。",
    saveReceipt: "保存回执",
  },
});
