import type { PrivacyMessages } from "./privacy-messages.ts";

export const ENGLISH_PRIVACY: PrivacyMessages = {
  logged: "Every look of an admin at your calls is logged here: who, when and at what. Your own looks are not.",
  nobodyLooked: "Nobody looked at your calls.",
  lookedAt: {
    calls: (dates) => `Calls of ${dates}`,
    lastCall: (before) => `Last call before ${before}`,
    call: (callId) => `Call ${callId}`,
    incident: (since) => `Your name among those affected by an incident since ${since}`,
    sentCall: (callId) => `Call ${callId}, which you sent to the helpdesk`,
    everything: "Everything that is stored about you, exported to a file",
  },
  operator: "Whoever operates Callwise",
  reason: "Reason",
  forgetMe: {
    question: "Shall I erase what I hold about you?",
    stored: {
      participations: "Calls",
      sessions: "Sessions with their measurements",
      phoneCalls: "Telephone log entries",
      conversations: "Conversations",
      looks: "Access log entries",
    },
    consequences:
      "Others keep their own calls, without your name. Future calls are kept without your name too. This cannot be undone.",
    nothingStored: "Nothing is stored about you. After you confirm, future calls are kept without your name.",
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
