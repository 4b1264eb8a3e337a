import type { Formats } from "../../bot/messages/format.ts";
import type { CallsMessages } from "./calls-messages.ts";

export const chineseCalls: (formats: Formats) => CallsMessages = () => ({});
