import type { Formats } from "../../bot/messages/format.ts";
import type { CallMessages } from "./call-messages.ts";

export const englishCall: (formats: Formats) => CallMessages = () => ({});
