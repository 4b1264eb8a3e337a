import type { Formats } from "../../bot/messages/format.ts";
import type { CallMessages } from "./call-messages.ts";

export const chineseCall: (formats: Formats) => CallMessages = () => ({});
