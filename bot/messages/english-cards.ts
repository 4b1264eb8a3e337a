import type { CardMessages } from "./catalog.ts";

export const ENGLISH_CARDS: CardMessages = {
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
  callId: "Call id",
  personId: "Person id",
  subnet: "Subnet",
  building: "Building",
  equipment: "Device and network",
  showCall: "Show this call",
  tryAgain: "Try again",
  refresh: "Refresh",
  lastCall: "Last call",
  error: {
    title: "That did not work",
    text: "Your question could not be answered just now. Try again in a minute. If it happens again, give your administrator this request id:",
    requestId: "Request id",
  },
  welcome: {
    title: "Welcome to Callwise",
    text: "I tell you how your Teams calls went: how many, how long, how they sounded, and what to do about the poor ones. Others see your figures only where you show them; an admin who looks is kept on a list that you can read.",
  },
  unknownPerson: "I do not know you here, so I have no calls to show you.",
};
