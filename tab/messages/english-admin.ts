import type { Formats } from "../../bot/messages/format.ts";
import type { AdminMessages } from "./admin-messages.ts";

export const englishAdmin: (formats: Formats) => AdminMessages = () => ({});
