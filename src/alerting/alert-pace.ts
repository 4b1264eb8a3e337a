import type { IncidentPace } from "../calls/incident.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Every time that alerting goes by. */
export type AlertPace = IncidentPace & {
  /** Between two readings of the rules. */
  readEveryMs: number;
  /** Between two looks into the outbox. */
  sendEveryMs: number;
  /** How long the ingestion has to be behind before anybody is told; it often catches up by itself. */
  behindForMs: number;
  /** Likewise blind or broken: longer than a blink between two readings. */
  blindOrBrokenForMs: number;
  /** Between two readings of the calls of a window: their records come minutes after they end. */
  callsEveryMs: number;
  /** What `healthyForMs` is to trouble of calls. */
  callsHealthyForMs: number;
  /** What `reopenWithinMs` is to trouble of calls: over a weekend there are none. */
  callsReopenWithinMs: number;
  /**
   * Between two messages to one channel. Teams takes 1,800 an hour from a bot in a conversation.
   * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
   */
  channelGapMs: number;
};

export const ALERT_PACE: AlertPace = {
  readEveryMs: MINUTE_MS,
  sendEveryMs: 5 * SECOND_MS,
  behindForMs: 15 * MINUTE_MS,
  blindOrBrokenForMs: 2 * MINUTE_MS,
  callsEveryMs: 5 * MINUTE_MS,
  callsHealthyForMs: 30 * MINUTE_MS,
  callsReopenWithinMs: 48 * HOUR_MS,
  channelGapMs: 2 * SECOND_MS,
  healthyForMs: 10 * MINUTE_MS,
  reopenWithinMs: 4 * HOUR_MS,
  figuresEveryMs: 10 * MINUTE_MS,
};
