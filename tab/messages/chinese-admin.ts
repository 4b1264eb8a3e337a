import type { Formats } from "../../bot/messages/format.ts";
import type { AdminMessages } from "./admin-messages.ts";
import { chineseAlerts } from "./chinese-alerts.ts";
import { chineseOrganization } from "./chinese-organization.ts";
import { CHINESE_PEOPLE } from "./chinese-people.ts";

export const chineseAdmin = (formats: Formats): AdminMessages => ({
  people: CHINESE_PEOPLE,
  organization: chineseOrganization(formats),
  alerts: chineseAlerts(formats),
});
