import type { FurtherMessages } from "./catalog.ts";
import { chineseAlertSetup } from "./chinese-alert-setup.ts";
import { chineseAdmin } from "./chinese-admin.ts";
import { CHINESE_CONVERSATION } from "./chinese-conversation.ts";
import { chineseFilters } from "./chinese-filters.ts";
import { chineseHelp } from "./chinese-help.ts";
import { chineseIncidents } from "./chinese-incidents.ts";
import { CHINESE_LISTS } from "./chinese-lists.ts";
import { CHINESE_ORGANIZATION } from "./chinese-organization.ts";
import { chinesePhone } from "./chinese-phone.ts";
import { CHINESE_PRIVACY } from "./chinese-privacy.ts";
import { chineseSentCalls } from "./chinese-sent-calls.ts";
import { CHINESE_SETTINGS } from "./chinese-settings.ts";
import { chineseStatus } from "./chinese-status.ts";
import { CHINESE_WORDS } from "./chinese-words.ts";
import type { Formats } from "./format.ts";

/** Beside `chineseBasics`. */
export function chineseFurther(formats: Formats): FurtherMessages {
  return {
    filters: chineseFilters(formats, CHINESE_WORDS),
    phone: chinesePhone(formats),
    lists: CHINESE_LISTS,
    privacy: CHINESE_PRIVACY,
    settings: CHINESE_SETTINGS,
    organization: CHINESE_ORGANIZATION,
    status: chineseStatus(formats),
    admin: chineseAdmin(formats),
    incidents: chineseIncidents(formats),
    alertSetup: chineseAlertSetup(formats),
    sentCalls: chineseSentCalls(formats),
    conversation: CHINESE_CONVERSATION,
    ...chineseHelp(),
  };
}
