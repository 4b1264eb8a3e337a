import type { CallFactor } from "../../src/calls/call-factor.ts";
import type { IncidentCause } from "../../src/calls/incident.ts";

/** What cards of incidents say in admin channels, beside the names of rules and the words of the status. */
export type IncidentMessages = {
  since: string;
  /** When the card last changed. */
  changed: string;
  /** How often it came back after it had been over. */
  reopened: string;
  /** "3 times" */
  times: (count: number) => string;
  resolved: string;
  /** "Nothing has been wrong since Mon 16 Nov, 09:30." */
  overSince: (moment: string) => string;
  lasted: string;
  /** Heading over what was wrong, once it is over. */
  whatItWas: string;
  /** "10 calls were given up within a day." `isAtLeast`: there may be more. */
  givenUp: (calls: number, isAtLeast: boolean) => string;
  /** Title of the card of a day: "What was wrong on Sun 22 Nov" */
  ofDay: (day: string) => string;
  /** The card may stand in the channel already. */
  mayBeRepeat: string;
} & CallIncidentMessages &
  HandlingMessages;

/** Of incidents that rules about calls found. Shares are percentages, other figures are formatted. */
type CallIncidentMessages = {
  headlines: {
    poorCall: (calls: number) => string;
    repeatedPoorCalls: (calls: number) => string;
    /** `factor` is what they have in common, in words. */
    poorShareAboveBaseline: (calls: number, factor: string) => string;
  };
  /** "2 rated bad or poor, 1 measured poor" */
  ratedAndMeasured: (rated: number, measured: number) => string;
  /** "Subnet 10.1.2.0" */
  factor: (factor: CallFactor) => string;
  evidence: string;
  /** "12 of 40 calls were poor: 30%" */
  share: (part: string, share: string) => string;
  failedShare: (part: string, share: string) => string;
  /** From which share on channels are told. */
  limit: (share: string) => string;
  /** "With 95% certainty between 18% and 44%." */
  interval: (low: string, high: string) => string;
  /** What was to be expected: of the factor's own last days, or of everybody's. `of` is how many calls. */
  usual: (share: string, of: string, days: number, isOwn: boolean) => string;
  /** "6.2 times as many as usual." */
  lift: (times: string) => string;
  /** Others that nearly the same calls have in common. */
  alike: (factors: string) => string;
  likelyCause: { label: string; problem: (factor: string) => string };
  /** Where to look, by what the calls have in common. */
  lookAt: Record<IncidentCause, string>;
  /** Heading over the metrics that were beyond their limits. */
  whatWasPoor: string;
  /** Heading over how calls failed, in Graph's own words. */
  howTheyFailed: string;
  /** Titles of the chart. */
  poorOverTime: string;
  failedOverTime: string;
  /** Label of the window of time that was looked at. */
  lookedAt: string;
  callsAffected: string;
  peopleAffected: string;
};

/** Who is behind it, and what people did about it. */
type HandlingMessages = {
  /** "3 people. Their names are masked." */
  masked: (people: number) => string;
  /** That nobody else sees these names, and that the people see who looked. */
  revealed: string;
  state: string;
  open: string;
  acknowledged: (name: string, at: string) => string;
  muted: (name: string, until: string) => string;
  assigned: (name: string) => string;
  /** Somebody whose name is not known. */
  anAdmin: string;
  buttons: {
    acknowledge: string;
    assign: string;
    assignToMe: string;
    takeBack: string;
    mute: string;
    unmute: string;
    reveal: string;
    mask: string;
  };
  assignTo: string;
  muteHowLong: string;
  /** "For 4 h" */
  muteFor: (duration: string) => string;
  adminsOnly: string;
  /** Told to whoever clicks a button of an incident that is not kept any more. */
  gone: string;
};
