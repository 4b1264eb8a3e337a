import { spaced } from "./chinese-spacing.ts";
import type { ConversationMessages } from "./conversation-messages.ts";

export const CHINESE_CONVERSATION: ConversationMessages = {
  shared: {
    title: "要在这里显示你的通话吗？",
    organizationTitle: "要在这里显示整个组织的数据吗？",
    everyoneSees: (place) => `${place === null ? "此对话" : `“${place}”`}中的所有人都能看到。`,
    showHere: "在这里显示",
    onlyToMe: "只给我看",
    answeredPrivately: "已在个人聊天中回答。",
    onlyForYou: "这些内容只给你本人看，我已在个人聊天中回答。",
    cannotReach: "我还不能在个人聊天中给你发消息。请打开与我的聊天，在那里提问。",
    notYours: "这张卡片属于别人。请你自己向我提问，我会显示你自己的通话。",
    welcome: (botName, example) =>
      `你好，我是 ${botName}。提及我并提问即可，例如“@${botName} ${example}”。` +
      "在这里显示任何人的数据之前，我都会先询问，也可以改为在你的个人聊天中回答。",
  },
  unknownAction: "无法识别此按钮。请重新提问以获取新卡片。",
  languageHint: (language, command) => spaced`我也会说${language}：请输入“${command}”。`,
  file: {
    description: (period, calls) => `${calls}。${period}。`,
    declined: "好的，没有保存任何文件。",
    sent: "你的通话记录在此文件中，已保存到你的 OneDrive。",
    failed: (requestId) => `文件未能保存。请稍后再次导出。如果仍然失败，请将此请求 ID 告知管理员：${requestId}`,
  },
  digest: {
    title: "你的一周通话",
    note: "你订阅了每周摘要，因此每周一早上会收到此消息。",
  },
  extension: {
    unknownPerson: "我在这里不认识你，因此没有可以显示的通话。",
    failed: (requestId) => `暂时无法搜索你的通话。请求 ID：${requestId}`,
    noCalls: "没有符合条件的通话。请试试姓名，或“上周”这样的时间。",
    asQuestion: (text) => spaced`${text}的通话`,
    withPerson: (name) => spaced`与${name}`,
    withOthers: (count) => `与其他 ${count} 人`,
    sharedBy: (name) => spaced`${name}的通话`,
  },
  prompts: {
    calls: "通话次数、时长和质量。在他人面前显示你的数据之前会先询问。",
    poorCalls: "出问题的通话以及各自的原因",
    call: "你的上次通话：是我这边的问题吗？",
    feedback: "你给出的评分与实际测量结果",
    compareDevices: "哪个耳机和扬声器效果更好",
    compareNetworks: "Wi-Fi 还是有线，办公室还是别处",
    export: "将你的通话导出为文件",
    digest: "每周一早上收到你的一周通话",
    whoLooked: "谁查看过你的通话",
    help: "你可以问的所有问题",
    alertsHere: "管理员：通话出现问题或通话记录缺失时通知此频道",
    alertsOff: "管理员：停止警报",
    status: "管理员：所有通话是否都已收到",
  },
};
