export { englishFurther as furtherMessages } from "../../bot/messages/english-further.ts";
import type { Formats } from "../../bot/messages/format.ts";
import { englishAdmin } from "./english-admin.ts";
import { englishBuildings } from "./english-buildings.ts";
import { englishCall } from "./english-call.ts";
import { englishCalls } from "./english-calls.ts";
import { englishFeedback } from "./english-feedback.ts";
import { englishPrivacy } from "./english-privacy.ts";
import { englishSettings } from "./english-settings.ts";
import type { PageMessages } from "./tab-messages.ts";

/** A chunk of its own, beside that of the language. */
export function pageMessages(formats: Formats): PageMessages {
  return {
    calls: englishCalls(formats),
    call: englishCall(),
    feedback: englishFeedback(formats),
    privacy: englishPrivacy(formats),
    settings: englishSettings(formats),
    admin: englishAdmin(formats),
    buildings: englishBuildings(formats),
  };
}
