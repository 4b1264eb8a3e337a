const DAY_MS = 86_400_000;

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
