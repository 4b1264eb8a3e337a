import type { Messages } from "./catalog.ts";
import { chineseCommands } from "./chinese-commands.ts";
import { CHINESE_HELP_COMMANDS } from "./chinese-help-commands.ts";
import type { Formats } from "./format.ts";

/** The Chinese texts around commands: help, empty answers and the commands themselves. */
export function chineseHelp(formats: Formats): Pick<Messages, "empty" | "help" | "commands"> {
  return {
    empty: {
      calls: (_, hasBegun) =>
        hasBegun ? "这段时间还没有通话记录。记录会在通话结束后最多 150 分钟到达。" : "这段时间还没有开始。",
      poorCalls: ({ calls, unclassified }) => {
        if (calls === 0) return "这段时间没有通话，因此也没有质量差的通话。";
        if (unclassified === calls) return "这些通话都无法判定质量，你也没有给出差评。";
        return unclassified > 0
          ? `这段时间没有质量差的通话；${formats.count(calls)} 次通话中有 ${formats.count(unclassified)} 次无法判定。`
          : "这段时间没有质量差的通话。";
      },
      call: (asked) => (asked === "last" ? "你还没有通话。" : "没有找到你参加过的、具有此 ID 的通话。"),
      feedback: "这段时间 Teams 没有邀请你为通话评分；大约每十次通话会邀请一次。",
      people: "这段时间没有一对一通话。",
    },
    help: {
      intro: "查询你自己的通话：",
      notUnderstood: (text) => `我没有理解“${text}”。`,
      nearest: "你是不是想问：",
      ...CHINESE_HELP_COMMANDS,
      periods:
        "时间：今天、昨天、本周、上周、本月、上个月、最近 10 天、最近 2 周、10月、11月16日、周一以来、11月2日到13日。",
      filters:
        "还可以加上条件：与某人、超过 10 分钟、不到 5 分钟、视频、屏幕共享、群组、一对一、Wi-Fi、移动网络、未接听。",
    },
    commands: chineseCommands,
  };
}
