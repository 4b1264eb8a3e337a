import { CALL_RECORDS_RESOURCE, LONGEST_SUBSCRIPTION_MINUTES } from "../graph/subscriptions.ts";
import type { StoredSubscription } from "../store/store.ts";

/** "updated" alone brings the first sighting of a call record and every later version of it. */
export const CALL_RECORDS_CHANGE_TYPE = "updated";

const MINUTE_MS = 60_000;

/** Half an hour less than Graph grants keeps clear of clocks that differ. */
export const SUBSCRIPTION_LIFE_MS = (LONGEST_SUBSCRIPTION_MINUTES - 30) * MINUTE_MS;

/** Graph takes one reauthorization or renewal in ten minutes. */
const REAUTHORIZE_AT_MOST_EVERY_MS = 10 * MINUTE_MS;

/** A client state serves this long, then another takes its place: what leaked once does not stay good. */
const CLIENT_STATE_LIFE_MS = 30 * 24 * 60 * MINUTE_MS;

/** Graph repeats a notification for up to four hours, so one may come that long after its subscription's end. */
const LATE_NOTIFICATIONS_MS = 4 * 60 * MINUTE_MS;

/**
 * - `create`: nothing is held, or what is held has run out (`lapsed`).
 * - `replace`: what is held notifies another URL, or its client state has served its time. Notifications of the one
 *   replaced are still accepted, and the calls of the time between the two are listed.
 * - `renew`, `reauthorize`: it is time, or Graph asked for it.
 * - `verify`: nothing is due; look whether Graph still has it.
 */
export type SubscriptionStep =
  | { kind: "create"; lapsed: StoredSubscription | null }
  | { kind: "replace" | "renew" | "reauthorize" | "verify"; current: StoredSubscription };

const PENDING_PREFIX = "pending-";

/**
 * The stored id of a subscription that is being asked for: its client state must be known before Graph is asked, for
 * Graph may notify before its answer arrives.
 */
export function pendingSubscriptionId(unique: string): string {
  return `${PENDING_PREFIX}${unique}`;
}

export function isPendingSubscription(subscriptionId: string): boolean {
  return subscriptionId.startsWith(PENDING_PREFIX);
}

/** The newest subscription that is neither pending nor retired. */
export function currentSubscription(stored: readonly StoredSubscription[]): StoredSubscription | null {
  const current = stored.filter(
    ({ subscriptionId, retiredAt, resource }) =>
      !isPendingSubscription(subscriptionId) && retiredAt === null && resource === CALL_RECORDS_RESOURCE,
  );
  return current.reduce<StoredSubscription | null>(
    (newest, one) => (newest === null || one.createdAt > newest.createdAt ? one : newest),
    null,
  );
}

/** What the stored subscriptions call for. `isStart`: renewed whatever its age, should a request for it be lost. */
export function nextSubscriptionStep(
  stored: readonly StoredSubscription[],
  notificationUrl: string,
  now: Date,
  isStart: boolean,
): SubscriptionStep {
  const current = currentSubscription(stored);
  if (!current) return { kind: "create", lapsed: null };
  if (current.expiresAt <= now) return { kind: "create", lapsed: current };
  const isWorn = now.getTime() - current.createdAt.getTime() >= CLIENT_STATE_LIFE_MS;
  if (current.notificationUrl !== notificationUrl || isWorn) return { kind: "replace", current };
  if (!mayReauthorize(current, now)) return { kind: "verify", current };
  const isHalfOver = current.expiresAt.getTime() - now.getTime() <= SUBSCRIPTION_LIFE_MS / 2;
  if (isHalfOver || isStart) return { kind: "renew", current };
  return { kind: current.reauthorizationAskedAt === null ? "verify" : "reauthorize", current };
}

/** Whether Graph would take a renewal or a reauthorization. */
export function mayReauthorize(subscription: StoredSubscription, now: Date): boolean {
  return msUntilReauthorization(subscription, now) <= 0;
}

/** How long Graph takes none yet; at most zero when it does. */
export function msUntilReauthorization({ lastReauthorizedAt }: StoredSubscription, now: Date): number {
  if (lastReauthorizedAt === null) return 0;
  return lastReauthorizedAt.getTime() + REAUTHORIZE_AT_MOST_EVERY_MS - now.getTime();
}

/** Whether even late notifications of it can no longer come. */
export function isOver({ expiresAt }: StoredSubscription, now: Date): boolean {
  return expiresAt.getTime() + LATE_NOTIFICATIONS_MS < now.getTime();
}
