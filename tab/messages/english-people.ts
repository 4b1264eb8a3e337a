import type { PeopleMessages } from "./people-messages.ts";

export const ENGLISH_PEOPLE: PeopleMessages = {
  title: "Look at one person’s calls",
  person: "Person",
  personHint: "Name, or id",
  searching: "Searching…",
  nobody: "Nobody has this name.",
  reason: "Why you look",
  reasonHint: "A few words, for example the number of their ticket. The person reads them.",
  reasonMissing: "Say in a few words why you look.",
  look: "Show calls",
  notice:
    "Every look at somebody’s calls is logged with your name and your reason. The person sees it on their Privacy page.",
  seenBy: (name) => `This look is logged. ${name} sees your name and your reason.`,
  callsOf: (name) => `Calls of ${name}`,
  spokenTo: (name) => `What is said here speaks to ${name}: “you” is that person. Opening this call was logged too.`,
  backToCalls: "All of these calls",
  another: "Another person",
  sent: {
    title: "Calls sent to the helpdesk",
    none: "Nobody has sent a call that can still be read.",
    notice: "Opening one is logged; whoever sent it sees that you looked.",
    open: "Open",
    openCall: (start) => `Open the call of ${start}`,
    back: "Back",
  },
  noCalls: { title: "No calls in this period", text: "Choose another period, and look again." },
};
