import type { PoorCallCount } from "../../src/calls/alert-rule.ts";
import type { RuleNumber } from "../../src/calls/rule-change.ts";

/** What cards and the tab say where admins set up what channels are told, and the rules themselves. */
export type AlertSetupMessages = {
  setUp: string;
  /** Heading: what this channel is told. */
  thisChannel: string;
  toldHere: string;
  delivery: string;
  atOnce: string;
  daily: string;
  /** Where no alerts are sent. */
  notHere: string;
  rules: string;
  edit: string;
  isOn: string;
  /** The share from which on channels are told, in percent; what it is a share of, or above, by kind of rule. */
  threshold: string;
  thresholdAboveBaseline: string;
  numbers: Record<RuleNumber, string>;
  /** What counts as poor. */
  counted: string;
  counts: Record<PoorCallCount, string>;
  scope: {
    title: string;
    hint: string;
    subnet: string;
    building: string;
    device: string;
    country: string;
    platform: string;
    anyPlatform: string;
    people: string;
    everybody: string;
    /** What the people are called together, also where nobody has named them. */
    groupName: string;
    unnamedGroup: string;
    /** "Board (5 people)" */
    group: (name: string, people: number) => string;
  };
  quietFrom: string;
  quietTo: string;
  quietWeekends: string;
  save: string;
  saved: string;
  tryIt: string;
  /** "In the last 7 days it would have alerted 3 times." */
  wouldHave: (times: number, days: number) => string;
  invalid: string;
  tooManyToTry: string;
  changedMeanwhile: string;
};
