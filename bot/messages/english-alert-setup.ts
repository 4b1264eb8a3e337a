import type { AlertSetupMessages } from "./alert-setup-messages.ts";
import type { Formats } from "./format.ts";

export function englishAlertSetup({ count }: Formats): AlertSetupMessages {
  const times = (number: number): string => (number === 1 ? "once" : `${count(number)} times`);
  return {
    setUp: "Set up",
    thisChannel: "In this channel",
    toldHere: "Told here",
    delivery: "How",
    atOnce: "As it happens: one card for each incident",
    daily: "Once a day: one card in the morning",
    notHere: "No alerts are sent here. Mention me in a channel: “alerts here”.",
    rules: "Rules",
    edit: "Edit",
    isOn: "On",
    threshold: "Share of calls from which on channels are told (%)",
    thresholdAboveBaseline: "So much above the usual share (percentage points)",
    windowMinutes: "How far back to look (minutes)",
    minimumCalls: "So many calls at least",
    minimumPeople: "Of so many people at least",
    quietFrom: "Quiet hours from",
    quietTo: "Quiet hours to",
    save: "Save",
    saved: "Saved.",
    tryIt: "Try on the last 7 days",
    wouldHave: (number, days) =>
      number === 0
        ? `In the last ${count(days)} days it would not have alerted.`
        : `In the last ${count(days)} days it would have alerted ${times(number)}.`,
    invalid: "One of these values cannot be. Nothing was changed.",
    changedMeanwhile: "Somebody else changed this rule just now. Nothing was changed: look again.",
  };
}
