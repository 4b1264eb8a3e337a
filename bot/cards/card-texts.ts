/** What only cards say; everything that plain text says too is in the message catalog. */
export type CardTexts = {
  /** Title of the chart of calls by day. */
  callsByDay: string;
  callsByWeek: string;
  callsByMonth: string;
  /** Title of the axis, which carries the unit. */
  callsAxis: string;
  /** "2 of 12" */
  part: (part: string, whole: string) => string;
  /** Label of "3 of 4": calls rated of those asked. */
  ratedOfAsked: string;
  columns: { stream: string; measured: string; quality: string };
  /** A measured value beside the threshold it was held against. */
  withLimit: (measured: string, limit: string) => string;
  withMinimum: (measured: string, minimum: string) => string;
  beyondLimit: (measured: string) => string;
  notMeasured: string;
  callsOfPoorQuality: string;
  subnet: string;
  building: string;
  /** Heading over device and network. */
  equipment: string;
  showCall: string;
  tryAgain: string;
  lastCall: string;
  error: { title: string; text: string; requestId: string };
  welcome: { title: string; text: string };
  /** Answer to every question asked where others can read the answer. */
  onlyInPersonalChat: string;
  /** The person's id is not one that this service may answer. */
  unknownPerson: string;
};

const ENGLISH: CardTexts = {
  callsByDay: "Calls by day",
  callsByWeek: "Calls by week",
  callsByMonth: "Calls by month",
  callsAxis: "Calls",
  part: (part, whole) => `${part} of ${whole}`,
  ratedOfAsked: "Rated, of those asked",
  columns: { stream: "Stream", measured: "Measured", quality: "Quality" },
  withLimit: (measured, limit) => `${measured} (limit ${limit})`,
  withMinimum: (measured, minimum) => `${measured} (at least ${minimum})`,
  beyondLimit: (measured) => `${measured}: beyond the limit`,
  notMeasured: "Nothing measured",
  callsOfPoorQuality: "Calls of poor quality",
  subnet: "Subnet",
  building: "Building",
  equipment: "Device and network",
  showCall: "Show this call",
  tryAgain: "Try again",
  lastCall: "Last call",
  error: {
    title: "That did not work",
    text: "Your question could not be answered just now. Try again in a minute. If it happens again, give your administrator this request id:",
    requestId: "Request id",
  },
  welcome: {
    title: "Welcome to Callwise",
    text: "I tell you how your Teams calls went: how many, how long, how they sounded, and what to do about the poor ones. Only you see your figures, and only here.",
  },
  onlyInPersonalChat:
    "I show call figures in personal chat only, because they are yours alone. Open a chat with me and ask there.",
  unknownPerson: "I do not know you here, so I have no calls to show you.",
};

/** The texts in a language of the message catalog (`Messages.language`); English for one that has none yet. */
export function cardTexts(language: string): CardTexts {
  const languages: Record<string, CardTexts> = { en: ENGLISH };
  return languages[language] ?? ENGLISH;
}
