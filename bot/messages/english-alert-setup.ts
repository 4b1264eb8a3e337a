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
    numbers: {
      windowMinutes: "How far back to look (minutes)",
      minimumCalls: "Poor or failed calls, at least",
      minimumPeople: "People affected, at least",
      minimumSample: "Calls to judge a share from, at least",
      coolDownMinutes: "Silence after it was over (minutes)",
    },
    counted: "What counts as poor",
    counts: {
      measured: "Measured poor",
      rated: "Rated bad or poor",
      measuredOrRated: "Measured or rated",
    },
    scope: {
      title: "Only for",
      hint: "Leave empty what does not matter. All that is filled in must hold.",
      subnet: "Subnet",
      building: "Building",
      device: "Device, by its whole name",
      country: "Country",
      platform: "Platform",
      anyPlatform: "Any",
      people: "People",
      everybody: "Everybody",
      groupName: "What these people are called together",
      unnamedGroup: "Chosen people",
      group: (name, people) => `${name} (${people === 1 ? "1 person" : `${count(people)} people`})`,
    },
    quietFrom: "Quiet hours from",
    quietTo: "Quiet hours to",
    quietWeekends: "All of Saturday and Sunday, too",
    save: "Save",
    saved: "Saved.",
    tryIt: "Try on the last 7 days",
    wouldHave: (number, days) =>
      number === 0
        ? `In the last ${count(days)} days it would not have alerted.`
        : `In the last ${count(days)} days it would have alerted ${times(number)}.`,
    invalid: "One of these values cannot be. Nothing was changed.",
    tooManyToTry: "There are too many calls a day to try a rule on them. Its alerts come all the same.",
    changedMeanwhile: "Somebody else changed this rule just now. Nothing was changed: look again.",
  };
}
