import type { Formats } from "../../bot/messages/format.ts";
import type { PrivacyMessages } from "./privacy-messages.ts";

export const chinesePrivacy: (formats: Formats) => PrivacyMessages = () => ({});
