import { DIGEST_HOUR } from "../../src/calls/digest-time.ts";
import { spaced } from "./chinese-spacing.ts";
import type { SettingsMessages } from "./settings-messages.ts";

export const CHINESE_SETTINGS: SettingsMessages = {
  language: {
    now: (language) => spaced`我用${language}回答。`,
    unknown: (asked) => `我不会“${asked}”这种语言。`,
    choose: "选择其他语言：",
  },
  digest: {
    on: "每周摘要已开启。",
    off: "每周摘要已关闭。",
    explanation: `每周一 ${DIGEST_HOUR}:00（你所在的时区），我会在这里把上一周的数据发给你，只发给你一个人。上一周没有通话时不会发送。`,
    turnOn: "开启",
    turnOff: "关闭",
    preview: "今天的摘要会是这样",
    change: (difference) => (difference === null ? "与前一周持平" : spaced`比前一周${difference}`),
  },
};
