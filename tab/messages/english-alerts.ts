import type { Formats } from "../../bot/messages/format.ts";
import type { AlertsPageMessages } from "./alerts-messages.ts";

export const englishAlerts = ({ count }: Formats): AlertsPageMessages => ({
  now: { title: "Wrong now", nothing: "Nothing is wrong by any rule.", more: "Evidence" },
  history: {
    title: "What was wrong",
    nothing: "Nothing was ever wrong by any rule.",
    more: "Show earlier ones",
    columns: { what: "What", since: "Began", lasted: "Lasted", people: "People" },
  },
  actions: {
    revealWarning: "Each of these people can see that you looked.",
    assignLabel: "Assigned to",
    nobody: "Nobody",
    muteLabel: "Mute its cards",
    notMuted: "Not muted",
    failed: "This was not done. Try again.",
  },
  rules: {
    title: "Alert rules",
    edit: "Change…",
    switch: (rule) => `${rule}: on or off`,
    changed: (at) => `Changed ${at}`,
  },
  editor: {
    title: (rule) => `Change “${rule}”`,
    save: "Save",
    cancel: "Cancel",
    tryIt: "Try on the last days",
    trying: "Trying…",
    tried: (times, days) =>
      times === 0
        ? `Would not have alerted in the last ${count(days)} days.`
        : `Would have alerted ${times === 1 ? "once" : `${count(times)} times`} in the last ${count(days)} days.`,
    triedAt: (at, calls, factor) => (factor === null ? `${at}: ${calls}` : `${at}: ${calls}, ${factor}`),
    refused: "These settings do not go together. Nothing was changed.",
    changedMeanwhile: "Somebody else changed this rule meanwhile. Close this, look at it again, and change it then.",
    invalidNumber: "Enter a number.",
    group: {
      add: "Add a person",
      remove: (name) => `Remove ${name}`,
      more: (people) => `and ${count(people)} more`,
    },
    quiet: {
      title: "Quiet hours",
      isOn: "Tell nobody of new trouble at certain hours",
      from: "From",
      to: "To",
      timeZone: "Time zone",
    },
  },
  channels: {
    title: "Who is told",
    nothing: "No channel is told yet. Mention Callwise in a channel of a team: “alerts here”.",
    channel: "Channel",
    webhook: "Another tool (webhook)",
    since: (at, name) => (name === null ? `Since ${at}` : `Since ${at}, set by ${name}`),
    delivery: "When",
    atOnce: "As it happens",
    daily: "Once a day",
    rules: "Rules",
  },
});
