/** What cards say by which admins set up what their channel is told, and the rules themselves. */
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
  windowMinutes: string;
  minimumCalls: string;
  minimumPeople: string;
  quietFrom: string;
  quietTo: string;
  save: string;
  saved: string;
  tryIt: string;
  /** "In the last 7 days it would have alerted 3 times." */
  wouldHave: (times: number, days: number) => string;
  invalid: string;
  changedMeanwhile: string;
};
