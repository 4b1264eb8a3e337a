import type { Messages } from "../../bot/messages/catalog.ts";
import type { Formats } from "../../bot/messages/format.ts";
import type { AdminMessages } from "./admin-messages.ts";
import type { CallMessages } from "./call-messages.ts";
import type { CallsMessages } from "./calls-messages.ts";
import type { FeedbackMessages } from "./feedback-messages.ts";
import type { OverviewMessages } from "./overview-messages.ts";
import type { PrivacyMessages } from "./privacy-messages.ts";
import type { SettingsMessages } from "./settings-messages.ts";
import type { ShellMessages } from "./shell-messages.ts";

/** Everything the tab says in one language: what the bot says too, and what only the tab does. */
export type TabMessages = {
  /** The bot's catalog: quality, verdicts, words, titles and labels are said the same way everywhere. */
  bot: Messages;
  /** Those of `bot`. */
  formats: Formats;
  shell: ShellMessages;
  overview: OverviewMessages;
  calls: CallsMessages;
  call: CallMessages;
  feedback: FeedbackMessages;
  privacy: PrivacyMessages;
  settings: SettingsMessages;
  admin: AdminMessages;
};

/** A language's module. `locale` is the person's: in English its region decides how dates and numbers look. */
export type TabLanguage = { messages: (locale: string, timeZone: string) => TabMessages };
