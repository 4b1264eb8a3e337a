import type { FurtherMessages } from "./catalog.ts";
import { englishAlertSetup } from "./english-alert-setup.ts";
import { englishAdmin } from "./english-admin.ts";
import { ENGLISH_CONVERSATION } from "./english-conversation.ts";
import { englishFilters } from "./english-filters.ts";
import { englishHelp } from "./english-help.ts";
import { englishIncidents } from "./english-incidents.ts";
import { ENGLISH_LISTS } from "./english-lists.ts";
import { ENGLISH_ORGANIZATION } from "./english-organization.ts";
import { englishPhone } from "./english-phone.ts";
import { ENGLISH_PRIVACY } from "./english-privacy.ts";
import { englishSentCalls } from "./english-sent-calls.ts";
import { ENGLISH_SETTINGS } from "./english-settings.ts";
import { ENGLISH_STATUS } from "./english-status.ts";
import type { Formats } from "./format.ts";

/** Beside `englishBasics`. */
export function englishFurther(formats: Formats): FurtherMessages {
  return {
    filters: englishFilters(formats),
    phone: englishPhone(formats),
    lists: ENGLISH_LISTS,
    privacy: ENGLISH_PRIVACY,
    settings: ENGLISH_SETTINGS,
    organization: ENGLISH_ORGANIZATION,
    status: ENGLISH_STATUS,
    admin: englishAdmin(formats),
    incidents: englishIncidents(formats),
    alertSetup: englishAlertSetup(formats),
    sentCalls: englishSentCalls(formats),
    conversation: ENGLISH_CONVERSATION,
    ...englishHelp(),
  };
}
