import { spaced } from "./chinese-spacing.ts";
import type { PrivacyMessages } from "./privacy-messages.ts";

export const CHINESE_PRIVACY: PrivacyMessages = {
  logged: "管理员每次查看你的通话都会记录在这里：谁、何时、查看了什么。你自己的查看不会记录。",
  nobodyLooked: "没有人查看过你的通话。",
  lookedAt: {
    calls: (dates) => spaced`${dates}的通话`,
    lastCall: (before) => spaced`${before}之前的最后一次通话`,
    call: (callId) => `通话 ${callId}`,
    incident: (since) => `自 ${since} 起的事件中受影响人员里你的姓名`,
    sentCall: (callId) => `你发给服务台的通话 ${callId}`,
    everything: "所保存的关于你的全部数据，已导出为文件",
  },
  operator: "Callwise 的运维人员",
  reason: "原因",
  forgetMe: {
    question: "要清除我保存的关于你的数据吗？",
    stored: {
      participations: "通话",
      sessions: "会话及其测量数据",
      phoneCalls: "电话日志条目",
      conversations: "对话",
      looks: "访问日志条目",
    },
    consequences: "其他人会保留他们的通话，但其中不再有你的姓名；今后的通话也不会保留你的姓名。此操作无法撤消。",
    nothingStored: "没有保存关于你的数据。确认后，今后的通话不会保留你的姓名。",
    confirm: "清除我的数据",
    cancel: "保留我的数据",
    done: "我保存的关于你的数据已清除。",
    erased: "已清除",
    receipt: "回执",
    erasedAt: "清除时间",
    receiptNote: "请保存回执 ID：它可以证明数据已清除，且不包含任何人的姓名。",
  },
  export: {
    file: "文件",
    calls: "行数",
    size: "大小",
    content: "你的每次通话占一行，最新的在前，时间为 UTC。",
    follows: "文件将在下一条消息中发送。",
  },
};
