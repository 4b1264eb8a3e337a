import { spaced } from "./chinese-spacing.ts";
import type { Formats } from "./format.ts";
import type { SentCallMessages } from "./sent-call-messages.ts";

export function chineseSentCalls({ count }: Formats): SentCallMessages {
  return {
    send: "将此通话发给服务台",
    explanation:
      "在期限结束或你撤回之前，管理员可以查看这一次通话，包括你的设备、网络和判断。任何频道中都不会显示你的姓名。输入“谁查看过我的通话”即可看到谁查看过。",
    howLong: "可查看的天数",
    note: "发生了什么？",
    notePlaceholder: "例如：别人听我的声音断断续续。",
    sendNow: "发送",
    sent: "已发给服务台",
    readableUntil: (until) => spaced`管理员可在 ${until} 之前查看此通话。`,
    revoke: "撤回",
    ended: (at) => spaced`自 ${at} 起，管理员不能再查看此通话。`,
    days: (days) => `${count(days)} 天`,
    notYours: "你没有这样的通话。",
    title: "有人请求协助处理一次通话",
    somebody: "某人，在此频道中不显示姓名",
    startedAt: "通话开始时间",
    sentAt: "发送时间",
    until: "可查看至",
    viewCall: "查看通话",
    viewed: (name) => spaced`${name}可以看到你查看过此通话。这里只有你能看到它。`,
    overForAdmins: "此通话已不能查看：期限已过，或已被撤回。",
    from: "来自",
  };
}
