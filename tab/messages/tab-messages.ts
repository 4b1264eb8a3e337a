import type { Messages } from "../../bot/messages/catalog.ts";
import type { Formats } from "../../bot/messages/format.ts";
import type { AdminMessages } from "./admin-messages.ts";
import type { BuildingsMessages } from "./buildings-messages.ts";
import type { CallMessages } from "./call-messages.ts";
import type { CallsMessages } from "./calls-messages.ts";
import type { ChartMessages } from "./chart-messages.ts";
import type { FeedbackMessages } from "./feedback-messages.ts";
import type { OverviewMessages } from "./overview-messages.ts";
import type { PrivacyMessages } from "./privacy-messages.ts";
import type { SettingsMessages } from "./settings-messages.ts";
import type { ShellMessages } from "./shell-messages.ts";

/** What is said before any other page than the overview is opened; it comes with the language. */
export type FirstMessages = {
  /** The bot's catalog: quality, verdicts, words, titles and labels are said the same way everywhere. */
  bot: Messages;
  /** Those of `bot`. */
  formats: Formats;
  shell: ShellMessages;
  charts: ChartMessages;
  overview: OverviewMessages;
};

/** What the other pages say: a chunk of its own, loaded by the first that asks. */
export type PageMessages = {
  calls: CallsMessages;
  call: CallMessages;
  feedback: FeedbackMessages;
  privacy: PrivacyMessages;
  settings: SettingsMessages;
  admin: AdminMessages;
  buildings: BuildingsMessages;
};

/** Everything the tab says in one language: what the bot says too, and what only the tab does. */
export type TabMessages = FirstMessages &
  PageMessages & {
    /** Begins to load what the pages say, before one of them asks. */
    prepare: () => void;
  };

/** A language's module. `locale` is the person's: in English its region decides how dates and numbers look. */
export type TabLanguage = { messages: (locale: string, timeZone: string) => TabMessages };
