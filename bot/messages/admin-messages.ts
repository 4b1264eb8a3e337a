import type { AlertRule } from "../../src/calls/alert-rule.ts";

/** What only admins ask, and what others are told who ask it. */
export type AdminMessages = {
  person: {
    /** "Calls of Anna Schmidt" */
    title: (name: string) => string;
    /** That this look is in the person's access log. */
    logged: (name: string) => string;
    /** The person has no call in the period. */
    noCalls: string;
    /** Heading over the ratings that the person gave. */
    feedback: string;
  };
  choosePerson: {
    which: (name: string) => string;
    /** Nobody is named so among those in the person's own calls. */
    nobodyInOwnCalls: (name: string) => string;
    /** Nobody is named so among everyone who was in a call. */
    nobodyAtAll: (name: string) => string;
    /** More choices than are shown: type more of the name. */
    moreOf: (count: string) => string;
  };
  alerts: {
    hereOn: string;
    since: string;
    /** Asked where no channel is. */
    noChannel: string;
    turnOff: string;
    off: string;
    wereNotOn: string;
    rules: Record<AlertRule["kind"], { name: string; description: string }>;
    ruleOn: string;
    ruleOff: string;
    /** Of a rule by which something is wrong now: "On; something has been wrong since Mon 16 Nov, 09:30" */
    ruleOpen: (since: string) => string;
    /** "Sent to 2 channels." */
    channels: (channels: number) => string;
    noChannels: string;
  };
  /** A question that only admins may ask. */
  adminsOnly: (asked: string) => string;
  /** Anonymous mode is on. */
  anonymous: string;
};
