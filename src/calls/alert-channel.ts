/** Where incidents are told of, and what is told there: a channel of Teams, or another tool's webhook. */
export type AlertChannel = {
  conversationId: string;
  since: Date;
  /** By id. */
  setBy: string;
  /** By id; all others are told of. */
  rulesOff: string[];
  /** `daily`: one card a day of what there was, instead of one for each incident. */
  delivery: ChannelDelivery;
};

export type ChannelDelivery = "atOnce" | "daily";

/** Stands for a conversation where a generic webhook is told instead of a channel. */
export const WEBHOOK_CHANNEL_ID = "webhook";

/** How a channel is that nobody set up otherwise. */
export const NEW_CHANNEL: Pick<AlertChannel, "rulesOff" | "delivery"> = { rulesOff: [], delivery: "atOnce" };
