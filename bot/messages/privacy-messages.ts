import type { StoredOfPerson } from "../../src/calls/erasure.ts";

/** Who looked, forget me, export. */
export type PrivacyMessages = {
  /** Under the title: what is logged, and what is not. */
  logged: string;
  nobodyLooked: string;
  /** What was looked at: calls of some days, the last call before an instant, one call. */
  lookedAt: {
    calls: (dates: string) => string;
    lastCall: (before: string) => string;
    call: (callId: string) => string;
    /** That the person is among those whom an incident affects. */
    incident: (since: string) => string;
    /** The call that the person sent to the helpdesk. */
    sentCall: (callId: string) => string;
    /** Everything that is stored of the person, exported. */
    everything: string;
  };
  /** Whoever operates the service, as the one who looked. */
  operator: string;
  /** Before the words in which an admin said why they looked. */
  reason: string;
  forgetMe: {
    question: string;
    stored: Record<keyof StoredOfPerson, string>;
    /** What stays, and that it cannot be undone. */
    consequences: string;
    nothingStored: string;
    confirm: string;
    cancel: string;
    done: string;
    erased: string;
    receipt: string;
    erasedAt: string;
    /** What the receipt is good for. */
    receiptNote: string;
  };
  export: {
    file: string;
    calls: string;
    size: string;
    /** What stands in the file. */
    content: string;
    /** The file comes as a message of its own. */
    follows: string;
  };
};
