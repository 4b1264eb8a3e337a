import type { Formats } from "../../bot/messages/format.ts";
import type { AdminMessages } from "./admin-messages.ts";

export const chineseAdmin: (formats: Formats) => AdminMessages = () => ({});
