import { chinese } from "../../bot/messages/chinese.ts";
import { chineseAdmin } from "./chinese-admin.ts";
import { chineseCall } from "./chinese-call.ts";
import { chineseCalls } from "./chinese-calls.ts";
import { chineseFeedback } from "./chinese-feedback.ts";
import { chineseOverview } from "./chinese-overview.ts";
import { chinesePrivacy } from "./chinese-privacy.ts";
import { chineseSettings } from "./chinese-settings.ts";
import { CHINESE_SHELL } from "./chinese-shell.ts";
import type { TabMessages } from "./tab-messages.ts";

/** A chunk of its own, which has the bot's catalog in it. Throws RangeError for an unknown time zone. */
export function messages(_locale: string, timeZone: string): TabMessages {
  const bot = chinese(timeZone);
  const { formats } = bot;
  return {
    bot,
    formats,
    shell: CHINESE_SHELL,
    overview: chineseOverview(formats),
    calls: chineseCalls(formats),
    call: chineseCall(formats),
    feedback: chineseFeedback(formats),
    privacy: chinesePrivacy(formats),
    settings: chineseSettings(formats),
    admin: chineseAdmin(formats),
  };
}
