import type { PrivacyMessages } from "./privacy-messages.ts";

export const ENGLISH_PRIVACY: PrivacyMessages = {
  logged: "Every look at your calls by an admin is kept here: who, when, and at what. Your own looks are not.",
  nobodyLooked: "Nobody looked at your calls.",
  lookedAt: {
    calls: (dates) => `Calls of ${dates}`,
    lastCall: (before) => `Last call before ${before}`,
    call: (callId) => `Call ${callId}`,
  },
  forgetMe: {
    question: "Shall I erase what I hold about you?",
    stored: {
      participations: "Calls",
      sessions: "Sessions with their measurements",
      phoneCalls: "Telephone log entries",
      conversations: "Conversations",
      looks: "Entries of the access log",
    },
    consequences:
      "Others keep their calls, in which you have no name any more; calls to come are kept without your name. This cannot be undone.",
    nothingStored: "Nothing is stored about you. After you confirm, calls to come are kept without your name.",
    confirm: "Erase my data",
    cancel: "Keep my data",
    done: "What I held about you is erased.",
    erased: "Erased",
    receipt: "Receipt",
    erasedAt: "Erased at",
    receiptNote: "Keep the receipt id: it proves the erasure, and names nobody.",
  },
  export: {
    file: "File",
    calls: "Rows",
    size: "Size",
    content: "One row for each of your calls, newest first, with times in UTC.",
    follows: "The file comes with the next message.",
  },
};
