import type { Problem } from "./shell-messages.ts";

/** What only the admins' page about one person says. */
export type PeopleMessages = {
  /** Heading over the form. */
  title: string;
  person: string;
  personHint: string;
  searching: string;
  nobody: string;
  reason: string;
  reasonHint: string;
  reasonMissing: string;
  look: string;
  /** Before anything is shown. */
  notice: string;
  /** Beside what is shown. */
  seenBy: (name: string) => string;
  callsOf: (name: string) => string;
  /** The texts of a call speak to the person whose it is. */
  spokenTo: (name: string) => string;
  backToCalls: string;
  another: string;
  noCalls: Problem;
  /** Calls that people sent to the helpdesk. */
  sent: {
    title: string;
    none: string;
    /** Before any is opened. */
    notice: string;
    open: string;
    /** Names the button for a call that began then. */
    openCall: (start: string) => string;
    back: string;
  };
};
