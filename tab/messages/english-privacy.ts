import type { Formats } from "../../bot/messages/format.ts";
import type { PrivacyMessages } from "./privacy-messages.ts";

export const englishPrivacy: (formats: Formats) => PrivacyMessages = ({ count }) => ({
  stored: {
    title: "What is stored about you",
    text: (days) =>
      `How your calls went, as Microsoft Teams reports it: never what was said, written or shown. You alone see it here; when an administrator looks at it, that is logged below. Calls are kept for ${days === 1 ? "one day" : `${count(days)} days`}, then they are deleted.`,
    what: "What",
    documents: "Entries",
  },
  looks: {
    title: "Who looked at your calls",
    when: "When",
    who: "Who",
    what: "At what",
    reason: "Reason given",
    noReason: "None was asked for",
    unknownPerson: "Somebody whose name is not known",
  },
  export: {
    title: "Take everything with you",
    text: "One file (JSON) with everything that is stored about you: calls, sessions with their measurements, your ratings, telephone entries, looks and settings.",
    button: "Export everything",
    preparing: "The file is being prepared…",
    ready: "The file is saved.",
  },
  erase: {
    title: "Be forgotten",
    button: "Erase my data…",
    dialogTitle: "Erase everything about you?",
    understood: "I have understood that this cannot be undone.",
    erasing: "Erasing…",
    failed: "It is not certain that everything was erased. Doing it again is safe.",
    done: "Everything about you is erased.",
    saveReceipt: "Save the receipt",
  },
});
