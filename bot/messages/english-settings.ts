import { DIGEST_HOUR } from "../../src/calls/digest-time.ts";
import type { SettingsMessages } from "./settings-messages.ts";

export const ENGLISH_SETTINGS: SettingsMessages = {
  language: {
    now: (language) => `I answer in ${language}.`,
    unknown: (asked) => `I do not know the language “${asked}”.`,
    choose: "Choose another one:",
  },
  digest: {
    on: "The weekly digest is on.",
    off: "The weekly digest is off.",
    explanation:
      `On Mondays at ${DIGEST_HOUR}:00 in your time zone I send you the figures of the week before, here and to you alone. ` +
      "After a week without calls I send nothing.",
    turnOn: "Turn on",
    turnOff: "Turn off",
    preview: "As it would look today",
    change: (difference) => (difference === null ? "as in the week before" : `${difference} against the week before`),
  },
};
