/** What is watched, for the admin channels. */
export type AlertRule = {
  id: string;
  kind: "ingestionHealth" | "exhaustedJobs";
  isOn: boolean;
  /** Since when something has been wrong by this rule and channels are told of it; null: nothing is. */
  openSince: Date | null;
};

/** A channel in which admins are told. */
export type AlertChannel = { conversationId: string; since: Date; setBy: string };
