import type { Formats } from "../../bot/messages/format.ts";
import type { AdminMessages } from "./admin-messages.ts";
import { englishAlerts } from "./english-alerts.ts";
import { englishOrganization } from "./english-organization.ts";
import { ENGLISH_PEOPLE } from "./english-people.ts";

export const englishAdmin = (formats: Formats): AdminMessages => ({
  people: ENGLISH_PEOPLE,
  organization: englishOrganization(formats),
  alerts: englishAlerts(formats),
});
