/** What only the tab's page of alerts says; incidents and rules are said as on cards. */
export type AlertsPageMessages = {
  now: { title: string; nothing: string; more: string };
  history: {
    title: string;
    nothing: string;
    more: string;
    columns: { what: string; since: string; lasted: string; people: string };
  };
  actions: {
    revealWarning: string;
    assignLabel: string;
    nobody: string;
    muteLabel: string;
    notMuted: string;
    failed: string;
  };
  rules: {
    title: string;
    edit: string;
    /** The name of a rule's switch: "Poor calls: on or off" */
    switch: (rule: string) => string;
    changed: (at: string) => string;
  };
  editor: {
    title: (rule: string) => string;
    save: string;
    cancel: string;
    tryIt: string;
    trying: string;
    /** "Would have alerted 3 times in the last 7 days." */
    tried: (times: number, days: number) => string;
    /** Of one of these times: "Mon 16 Nov, 09:30: 12 calls, subnet 10.1.2.0" */
    triedAt: (at: string, calls: string, factor: string | null) => string;
    refused: string;
    changedMeanwhile: string;
    invalidNumber: string;
    group: { add: string; remove: (name: string) => string; more: (people: number) => string };
    quiet: { title: string; isOn: string; from: string; to: string; timeZone: string };
  };
  channels: {
    title: string;
    nothing: string;
    channel: string;
    webhook: string;
    since: (at: string, name: string | null) => string;
    delivery: string;
    atOnce: string;
    daily: string;
    rules: string;
  };
};
