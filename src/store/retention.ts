const DAY_MS = 86_400_000;

/** Days for which things are kept that no setting is about. docs/privacy.md tells each. */
export const KEPT_DAYS = {
  /** Longer than Graph keeps a call record (30 days), so that a done call stays known as long as it could come again. */
  doneJobs: 40,
  /** Longer than Graph lists calls. */
  ledgerHours: 40,
  /** Longer than the widest pass is apart from the next; a request that was answered is of no use after that. */
  listingPasses: 60,
  serviceHeartbeats: 1,
  /** After a request for help was over: that it was, and when it ended. */
  endedHelpRequests: 30,
  /** Three years: as long as somebody may have to prove that a request was met. */
  erasureReceipts: 1_096,
  /** Beyond the day's last call. */
  rollups: 2,
} as const;

/**
 * When a call's documents are to be removed (by the TTL indexes on `expireAt`): `retentionDays` after the call's start,
 * or, where that is already over (an imported old record), `retentionDays` after this save.
 * The instant is fixed at save: another RETENTION_DAYS applies to what is saved from then on, also to calls saved again.
 */
export function expiryOfCall(callStart: Date, savedAt: Date, retentionDays: number): Date {
  const fromStart = afterDays(callStart, retentionDays);
  return fromStart > savedAt ? fromStart : afterDays(savedAt, retentionDays);
}

export function afterDays(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * DAY_MS);
}
