import { englishBasics } from "../../bot/messages/english-basics.ts";
import { englishCharts } from "./english-charts.ts";
import { englishOverview } from "./english-overview.ts";
import { ENGLISH_SHELL } from "./english-shell.ts";
import { createPageWords } from "./page-words.ts";
import type { TabMessages } from "./tab-messages.ts";

const pageWords = createPageWords(() => import("./english-pages.ts"));

/** A chunk of its own, which has the bot's catalog in it. Throws RangeError for an unknown time zone. */
export function messages(locale: string, timeZone: string): TabMessages {
  const bot = englishBasics(locale, timeZone);
  const { formats } = bot;
  return pageWords({
    bot,
    formats,
    shell: ENGLISH_SHELL,
    charts: englishCharts(formats),
    overview: englishOverview(formats),
  });
}
