import type { AlertsPageMessages } from "./alerts-messages.ts";
import type { OrganizationPageMessages } from "./organization-messages.ts";
import type { PeopleMessages } from "./people-messages.ts";

/** What only the tab's admin pages say. */
export type AdminMessages = {
  people: PeopleMessages;
  organization: OrganizationPageMessages;
  alerts: AlertsPageMessages;
};
