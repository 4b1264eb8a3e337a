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
  /** On a card that may stand in the channel already. */
  mayBeRepeat: string;
};
