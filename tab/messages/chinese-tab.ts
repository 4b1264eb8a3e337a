import { chineseBasics } from "../../bot/messages/chinese-basics.ts";
import { chineseCharts } from "./chinese-charts.ts";
import { chineseOverview } from "./chinese-overview.ts";
import { CHINESE_SHELL } from "./chinese-shell.ts";
import { createPageWords } from "./page-words.ts";
import type { TabMessages } from "./tab-messages.ts";

const pageWords = createPageWords(() => import("./chinese-pages.ts"));

/** A chunk of its own, which has the bot's catalog in it. Throws RangeError for an unknown time zone. */
export function messages(_locale: string, timeZone: string): TabMessages {
  const bot = chineseBasics(timeZone);
  const { formats } = bot;
  return pageWords({
    bot,
    formats,
    shell: CHINESE_SHELL,
    charts: chineseCharts(formats),
    overview: chineseOverview(formats),
  });
}
