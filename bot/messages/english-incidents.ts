import type { Formats } from "./format.ts";
import type { IncidentMessages } from "./incident-messages.ts";

export function englishIncidents({ count }: Formats): IncidentMessages {
  return {
    since: "Since",
    changed: "Last change",
    reopened: "Came back",
    times: (times) => (times === 1 ? "once" : `${count(times)} times`),
    resolved: "Resolved",
    overSince: (moment) => `Nothing has been wrong since ${moment}.`,
    lasted: "Lasted",
    whatItWas: "What it was",
    givenUp: (calls, isAtLeast) =>
      calls === 1 && !isAtLeast
        ? "1 call was given up within a day."
        : `${isAtLeast ? "At least " : ""}${count(calls)} calls were given up within a day.`,
    mayBeRepeat:
      "This may be a repeat: the service was interrupted before it could note whether this card had been posted already.",
  };
}
