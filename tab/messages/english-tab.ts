import { english } from "../../bot/messages/english.ts";
import { englishAdmin } from "./english-admin.ts";
import { englishCall } from "./english-call.ts";
import { englishCalls } from "./english-calls.ts";
import { englishFeedback } from "./english-feedback.ts";
import { englishOverview } from "./english-overview.ts";
import { englishPrivacy } from "./english-privacy.ts";
import { englishSettings } from "./english-settings.ts";
import { ENGLISH_SHELL } from "./english-shell.ts";
import type { TabMessages } from "./tab-messages.ts";

/** A chunk of its own, which has the bot's catalog in it. Throws RangeError for an unknown time zone. */
export function messages(locale: string, timeZone: string): TabMessages {
  const bot = english(locale, timeZone);
  const { formats } = bot;
  return {
    bot,
    formats,
    shell: ENGLISH_SHELL,
    overview: englishOverview(formats),
    calls: englishCalls(formats),
    call: englishCall(formats),
    feedback: englishFeedback(formats),
    privacy: englishPrivacy(formats),
    settings: englishSettings(formats),
    admin: englishAdmin(formats),
  };
}
