import { NEW_CHANNEL, type AlertChannel } from "../../src/calls/alert-channel.ts";

/** A channel in which alerts were turned on and nothing else was set up. */
export function buildAlertChannel(over: Partial<AlertChannel> = {}): AlertChannel {
  return {
    conversationId: "19:general@thread.tacv2",
    since: new Date("2026-03-02T08:00:00Z"),
    setBy: "anna",
    ...NEW_CHANNEL,
    ...over,
  };
}
