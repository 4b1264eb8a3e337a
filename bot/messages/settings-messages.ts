/** Language and weekly digest. */
export type SettingsMessages = {
  language: {
    /** In the language that is now in force: "I answer in English." */
    now: (language: string) => string;
    unknown: (asked: string) => string;
    choose: string;
  };
  digest: {
    on: string;
    off: string;
    /** What it is and when it comes. */
    explanation: string;
    turnOn: string;
    turnOff: string;
    /** Heading over last week's figures. */
    preview: string;
    /** "+3 against the week before"; null: nothing changed. The difference comes with its sign and unit. */
    change: (difference: string | null) => string;
  };
};
