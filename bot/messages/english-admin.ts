import type { AdminMessages } from "./admin-messages.ts";
import type { Formats } from "./format.ts";

export function englishAdmin(formats: Formats): AdminMessages {
  return {
    person: {
      title: (name) => `Calls of ${name}`,
      logged: (name) => `This look is logged. ${name} sees it with “who looked”.`,
      noCalls: "No calls of this person in this period.",
      feedback: "Feedback given",
    },
    choosePerson: {
      which: (name) => `More than one person could be “${name}”.`,
      nobodyInOwnCalls: (name) =>
        `Nobody named “${name}” is among those you had calls with. A part of a name is enough.`,
      nobodyAtAll: (name) => `Nobody named “${name}” is among the people whose calls are held.`,
      moreOf: (count) => `${count} more could be meant: type more of the name.`,
    },
    alerts: {
      hereOn: "Alerts are sent to this channel.",
      since: "Since",
      noChannel: "Alerts go to a channel of a team. Mention me in one: “alerts here”.",
      turnOff: "Turn alerts off",
      off: "No alerts are sent to this channel any more.",
      wereNotOn: "No alerts were sent to this channel.",
      rules: {
        ingestionHealth: {
          name: "Arrival of call records",
          description: "Tells when calls arrive late, arrive no more, or are missing, and when it is over.",
        },
        exhaustedJobs: {
          name: "Calls given up",
          description: "Tells when calls could not be fetched and were given up, with the reason.",
        },
        poorCall: {
          name: "Poor calls",
          description: "Tells of every call that somebody rated bad or poor, on one card.",
        },
        repeatedPoorCalls: {
          name: "One person’s repeated poor calls",
          description: "Tells when most of a person’s calls are poor. The person stays masked.",
        },
        poorShare: {
          name: "Share of poor calls",
          description: "Tells when too large a share of all calls is poor.",
        },
        poorShareAboveBaseline: {
          name: "What poor calls have in common",
          description:
            "Tells when calls with the same subnet, access point, device, driver, trunk or the like are poorer than in the last 28 days.",
        },
        callFailures: {
          name: "Failed calls",
          description: "Tells when too large a share of all calls fails.",
        },
      },
      ruleOn: "On",
      ruleOff: "Off",
      ruleOpen: (since) => `On; something has been wrong since ${since}`,
      channels: (channels) => `Sent to ${formats.count(channels)} ${channels === 1 ? "channel" : "channels"}.`,
      noChannels: "Sent to no channel yet. Mention me in a channel: “alerts here”.",
    },
    anonymous:
      "Anonymous mode is on: nobody, not even an admin, sees another person's name or calls. Figures are of groups.",
    adminsOnly: (asked) => `“${asked}” answers admins only. Your own calls are yours to ask for.`,
  };
}
