import type { Formats } from "../../bot/messages/format.ts";
import type { OverviewMessages } from "./overview-messages.ts";

export const chineseOverview: (formats: Formats) => OverviewMessages = () => ({});
