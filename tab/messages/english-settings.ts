import type { Formats } from "../../bot/messages/format.ts";
import type { SettingsMessages } from "./settings-messages.ts";

export const englishSettings: (formats: Formats) => SettingsMessages = () => ({
  language: {
    title: "Language",
    label: "Language of Callwise",
    hint: "Of this tab, of answers in chat and of the weekly digest.",
    automatic: "Automatic: that of Teams",
  },
  timeZone: {
    title: "Time zone",
    label: "Time zone of your days",
    hint: "Decides where a day and a week begin in the figures of this tab and of the weekly digest.",
    automatic: (timeZone) => `Automatic: ${timeZone}`,
    notFound: "There is no such time zone.",
  },
  digest: { title: "Weekly digest", label: "Send me the weekly digest" },
  account: {
    title: "Who you are",
    name: "Name",
    id: "Id",
    role: "Role",
    admin: "Administrator of Callwise",
    person: "You see your own calls",
  },
  saving: "Saving…",
  saved: "Saved",
  notSaved: "The change was not saved, and is taken back.",
});
