import type { LanguageTag } from "../../bot/messages/languages.ts";

/** What Teams shows of the app beside its commands. Lengths are Teams' limits. */
export type AppTexts = {
  /** At most 30 characters. */
  shortName: string;
  /** At most 100 characters. */
  fullName: string;
  /** At most 80 characters. */
  shortDescription: string;
  /** At most 4,000 characters; paragraphs are lines. */
  fullDescription: readonly string[];
  /** The personal tab, beside the chat. At most 128 characters; few are shown. */
  tabName: string;
  /** The message extension. Titles have at most 32 characters, descriptions 128. */
  findCall: { title: string; description: string; search: { title: string; description: string } };
};

/** In every language of the bot. What the bot says itself is in `bot/messages/`. */
export const APP_TEXTS: Readonly<Record<LanguageTag, AppTexts>> = {
  en: {
    shortName: "Callwise",
    fullName: "Callwise: how your calls went",
    shortDescription: "See how your calls went, and what to do about the poor ones.",
    fullDescription: [
      "Callwise tells you how your calls went: how many, how long, with whom, and how they sounded.",
      "Ask in plain words, for example “my calls this week”, “poor calls last week” or “call last”. For a poor call, Callwise says whether it was you, with the numbers that show it and one thing to try. It compares your devices and networks, saves your calls as a file, and on request sends you a summary on Monday mornings.",
      "The tab shows the same at length: your calls, each with its evidence, your feedback, and your privacy. Find one of your calls from where you write a message, and share its card.",
      "You see your own calls only. In group chats and channels, Callwise asks before it shows your figures to others. Whoever else looks at your calls is written down, and you can ask who it was.",
      "Administrators add Callwise to a channel to hear when calls go wrong for many people, or call records go missing.",
      "Callwise speaks English and Simplified Chinese. It shows what Microsoft Graph knows of a call, up to 150 minutes after its end; it does not listen, record or transcribe.",
    ],
    tabName: "My calls",
    findCall: {
      title: "Find a call",
      description: "Find one of your own calls and share its card.",
      search: { title: "Name or time", description: "A person's name, or a time such as “last week”" },
    },
  },
  "zh-CN": {
    shortName: "Callwise",
    fullName: "Callwise：了解你的通话情况",
    shortDescription: "了解你的通话情况，以及质量差时该怎么办。",
    fullDescription: [
      "Callwise 会告诉你通话的情况：打了多少次、多长时间、与谁通话、质量如何。",
      "用日常语言提问即可，例如“本周我的通话”、“上周质量差的通话”或“上次通话”。如果某次通话质量差，Callwise 会说明问题是否在你这边，列出相关数据，并给出一条建议。它还能比较你的设备和网络、将通话导出为文件，并可按你的要求在每周一早上发送摘要。",
      "标签页会更详细地展示这些内容：你的通话及每次通话的依据、你的反馈和隐私设置。你也可以在撰写消息时查找自己的通话，并分享其卡片。",
      "你只能看到自己的通话。在群聊和频道中，Callwise 会先询问，然后才向他人显示你的数据。其他人查看你的通话时会留下记录，你可以询问是谁查看过。",
      "管理员可以将 Callwise 添加到频道，以便在许多人的通话出现问题或通话记录缺失时收到通知。",
      "Callwise 支持英语和简体中文。它显示 Microsoft Graph 提供的通话信息，最晚在通话结束后 150 分钟可用；它不会监听、录音或转录。",
    ],
    tabName: "我的通话",
    findCall: {
      title: "查找通话",
      description: "查找你自己的通话并分享其卡片。",
      search: { title: "姓名或时间", description: "某人的姓名，或“上周”这样的时间" },
    },
  },
};
