import type { Messages } from "./catalog.ts";
import { chineseCommands } from "./chinese-commands.ts";
import { CHINESE_HELP_COMMANDS } from "./chinese-help-commands.ts";

/** The Chinese texts around commands: help and the commands themselves. */
export function chineseHelp(): Pick<Messages, "help" | "commands"> {
  return {
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
