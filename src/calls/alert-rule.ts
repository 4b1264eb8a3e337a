/** What is watched, for the admin channels. */
export type AlertRule = {
  id: string;
  kind: "ingestionHealth" | "exhaustedJobs";
  isOn: boolean;
};

/** A channel in which admins are told. */
export type AlertChannel = { conversationId: string; since: Date; setBy: string };
