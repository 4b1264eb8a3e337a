import type { Formats } from "../../bot/messages/format.ts";
import type { SettingsMessages } from "./settings-messages.ts";

export const chineseSettings: (formats: Formats) => SettingsMessages = () => ({});
