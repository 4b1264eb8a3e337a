export { chineseFurther as furtherMessages } from "../../bot/messages/chinese-further.ts";
import type { Formats } from "../../bot/messages/format.ts";
import { chineseAdmin } from "./chinese-admin.ts";
import { chineseBuildings } from "./chinese-buildings.ts";
import { chineseCall } from "./chinese-call.ts";
import { chineseCalls } from "./chinese-calls.ts";
import { chineseFeedback } from "./chinese-feedback.ts";
import { chinesePrivacy } from "./chinese-privacy.ts";
import { chineseSettings } from "./chinese-settings.ts";
import type { PageMessages } from "./tab-messages.ts";

/** A chunk of its own, beside that of the language. */
export function pageMessages(formats: Formats): PageMessages {
  return {
    calls: chineseCalls(formats),
    call: chineseCall(),
    feedback: chineseFeedback(formats),
    privacy: chinesePrivacy(formats),
    settings: chineseSettings(formats),
    admin: chineseAdmin(formats),
    buildings: chineseBuildings(formats),
  };
}
