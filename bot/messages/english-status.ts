import type { StatusMessages } from "./status-messages.ts";

export const ENGLISH_STATUS: StatusMessages = {
  state: {
    healthy: { name: "Healthy", meaning: "What Graph lists is here, and new calls arrive." },
    behind: { name: "Behind", meaning: "Nothing is lost, but calls are shown later than they could be." },
    blind: { name: "Blind", meaning: "Graph does not notify; new calls are found by listing only." },
    broken: { name: "Broken", meaning: "Calls are missing, or will be, until somebody mends it." },
  },
  whatToDo: "What to do",
  finding: ({ problem, remedy }) => ({ problem, remedy }),
  givenUp: (_, reason) => reason,
  completeness: "Completeness, 30 days",
  held: (percentage, listed, missing) =>
    `Held ${percentage} of the ${listed} ${listed === "1" ? "call" : "calls"} Graph lists for 30 days${missing === null ? "." : `; ${missing} missing.`}`,
  nothingListed: "Graph has listed no calls yet for the last 30 days.",
  incompleteHours: (incomplete, hours) =>
    `${incomplete} of ${hours} hours ${incomplete === "1" ? "is" : "are"} incomplete: calls may still appear there, or Graph has not been asked for all of it since.`,
  ledger: {
    listed: "Listed by Graph",
    held: "Held",
    missing: "Missing",
    provisional: "May still change",
    settled: "Settled",
    repaired: "Found without a notification",
  },
  days: "Last seven days, in calls",
  columns: { day: "Day (UTC)", held: "Held, of those listed", missing: "Missing" },
  delays: "Delays, 24 hours",
  ownDelay: "Ours, from notification to shown",
  graphDelay: "Graph's, from call to notification",
  delay: (half, most, calls) => `half within ${half}, 95% within ${most} (${calls})`,
  notMeasured: "Not measured within 24 hours",
  lastNotified: "Last notification",
  never: "Never",
  callRecords: "Call records held",
  jobs: "Jobs",
  stage: { queued: "Queued", running: "Running", done: "Done", failed: "Failed, tried again", exhausted: "Given up" },
  dueSince: "The first is due since",
  givenUpJobs: "Calls given up",
  replay: "Try again: callwise replay --all, or callwise replay with a call id.",
};
