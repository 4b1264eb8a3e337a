import { timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { StoredSubscription } from "../store/store.ts";

export type SubscriptionCheck = "known" | "unknown" | "wrongClientState";

export type KnownSubscriptions = {
  /** Loads the set when it was never loaded, or when one of these ids is not in it (at most every `refreshEveryMs`). */
  prepare(subscriptionIds: Iterable<string>): Promise<void>;
  /** Compares in constant time; says "unknown" for everything before `prepare`. */
  check(subscriptionId: string, clientState: string | undefined): SubscriptionCheck;
  /** Loads the set now; to be called by whoever changed it. */
  refresh(): Promise<void>;
};

/**
 * The subscriptions whose notifications are accepted: the current one, retired ones, and those *pending*, that is asked
 * for while Graph has not told their id yet. A pending one is known by its client state alone, because Graph may
 * notify before its answer to the create request arrives.
 *
 * An id that is not in the set makes it load again, since another instance may have created the subscription; not more
 * often than every `refreshEveryMs`, so that strangers cannot make the store busy.
 */
export function createKnownSubscriptions(options: {
  load: () => Promise<Pick<StoredSubscription, "subscriptionId" | "clientState">[]>;
  isPending: (subscriptionId: string) => boolean;
  clock: Pick<Clock, "now">;
  refreshEveryMs?: number;
}): KnownSubscriptions {
  const { load, isPending, clock, refreshEveryMs = 5_000 } = options;
  let byId = new Map<string, Buffer>();
  let pending: Buffer[] = [];
  let loadedAt: number | null = null;
  let loading: Promise<void> | null = null;

  async function loadNow(): Promise<void> {
    const startedAt = clock.now().getTime();
    const subscriptions = await load();
    byId = new Map();
    pending = [];
    for (const { subscriptionId, clientState } of subscriptions) {
      if (isPending(subscriptionId)) pending.push(Buffer.from(clientState));
      else byId.set(subscriptionId.toLowerCase(), Buffer.from(clientState));
    }
    loadedAt = startedAt;
  }

  function loadOnce(): Promise<void> {
    loading ??= loadNow().finally(() => (loading = null));
    return loading;
  }

  return {
    async prepare(subscriptionIds) {
      if (loadedAt === null) return loadOnce();
      if (clock.now().getTime() - loadedAt < refreshEveryMs) return;
      for (const id of subscriptionIds) {
        if (!byId.has(id.toLowerCase())) return loadOnce();
      }
    },
    check(subscriptionId, clientState) {
      const given = Buffer.from(clientState ?? "");
      const expected = byId.get(subscriptionId.toLowerCase());
      if (expected) return isSame(given, expected) ? "known" : "wrongClientState";
      let isKnown = false;
      for (const state of pending) isKnown = isSame(given, state) || isKnown;
      return isKnown ? "known" : "unknown";
    },
    async refresh() {
      // A load that began before the change may not contain it.
      await loading?.catch(() => undefined);
      await loadOnce();
    },
  };
}

/** In a time that tells nothing but whether the length is right, and that is no secret: all of ours have the same. */
function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
