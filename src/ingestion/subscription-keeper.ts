import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { errorCode } from "../service-error.ts";
import type { Leases, StoredSubscription } from "../store/store.ts";
import { doubledWaitMs, withJitter } from "../wait-times.ts";
import { retryAfterMsOf } from "./failure.ts";
import { holdLease } from "../hold-lease.ts";
import { createSubscriber, hasCode, type SubscribeOptions } from "./subscribe.ts";
import {
  currentSubscription,
  isOver,
  msUntilReauthorization,
  nextSubscriptionStep,
  SUBSCRIPTION_LIFE_MS,
} from "./subscription-plan.ts";

export type LifecycleNotification = { lifecycleEvent: string; subscriptionId: string; at: Date };

export type SubscriptionStatus = {
  /** `active`: Graph notifies. `failing`: it does not, see `lastError`. An error while active is being retried. */
  state: "starting" | "active" | "failing" | "stopped";
  subscriptionId: string | null;
  expiresAt: Date | null;
  checkedAt: Date | null;
  lastError: { code: string; at: Date } | null;
};

export type SubscriptionKeeper = {
  start(): void;
  stop(): Promise<void>;
  /** Takes the need down and wakes the keeper. What a crash loses, the renewal at start or the next check finds. */
  onLifecycle(notification: LifecycleNotification): void;
  status(): SubscriptionStatus;
};

export type SubscriptionKeeperOptions = SubscribeOptions & {
  leases: Leases;
  /** Names this process among those that share the subscription; must differ in each. */
  owner: string;
  /** Notifications between these instants were lost, or may have been: what calls they concern must be listed. */
  onGap: (gap: { start: Date; end: Date }) => void;
  random: () => number;
  clock: Clock;
  log: Log;
  checkEveryMs?: number;
};

const LEASE = "subscriptionKeeper";
const LEASE_MS = 2 * 60_000;
const LEASE_TAKEN_WAIT_MS = 15_000;
const FAILED_WAIT = { firstMs: 5_000, longestMs: 600_000 };
/** "missed" does not say since when. */
const MISSED_SINCE_MS = 24 * 3_600_000;

/**
 * Sees to it that Graph has one subscription to the tenant's call records: creates it, renews it at half its life,
 * answers Graph's lifecycle notifications, and replaces it when it is gone. Every pass compares what is stored with
 * what Graph has, so it needs no memory of its own; several instances take turns under a lease.
 */
export function createSubscriptionKeeper(options: SubscriptionKeeperOptions): SubscriptionKeeper {
  const { api, subscriptions, leases, owner, notificationUrl, onChanged, onGap, random, clock, log } = options;
  const checkEveryMs = options.checkEveryMs ?? 600_000;
  const subscriber = createSubscriber(options);
  const stopping = new AbortController();
  let needs: LifecycleNotification[] = [];
  let wakeUp: (() => void) | null = null;
  let loop: Promise<void> | null = null;
  let isFirstPass = true;
  /** When Graph last confirmed the current subscription. */
  let confirmedAt: Date | null = null;
  let current: StoredSubscription | null = null;
  let checkedAt: Date | null = null;
  let lastError: SubscriptionStatus["lastError"] = null;

  /** False when another instance is at it. */
  async function check(stop: AbortSignal): Promise<boolean> {
    const held = { leases, name: LEASE, owner, leaseMs: LEASE_MS, clock };
    const isDone = await holdLease(held, stop, async (signal) => {
      await pass(signal);
      return true;
    });
    if (isDone === null) current = currentSubscription(await subscriptions.all());
    return isDone !== null;
  }

  async function pass(signal: AbortSignal): Promise<void> {
    await takeDownNeeds();
    const stored = await subscriptions.all();
    const step = nextSubscriptionStep(stored, notificationUrl, clock.now(), isFirstPass);
    if (step.kind === "create") await createAnew(step.lapsed, stored, signal);
    else if (step.kind === "replace") {
      await api.remove(step.current.subscriptionId, signal);
      await createAnew(step.current, stored, signal);
    } else await keep(step.kind, step.current, stored, signal);
    await forgetOver();
    // A renewal that Graph would not take yet is still to come.
    if (step.kind !== "verify") isFirstPass = false;
    checkedAt = clock.now();
    lastError = null;
  }

  async function keep(
    kind: "renew" | "reauthorize" | "verify",
    kept: StoredSubscription,
    stored: readonly StoredSubscription[],
    signal: AbortSignal,
  ): Promise<void> {
    try {
      current = await ask(kind, kept, signal);
    } catch (error) {
      if (!hasCode(error, "subscription_not_found")) throw error;
      log.warn({ subscriptionId: kept.subscriptionId }, "subscription is gone, it is created anew");
      // Should that fail, nobody may say that Graph notifies.
      current = null;
      await createAnew(kept, stored, signal);
      return;
    }
    await subscriptions.save(current);
    confirmedAt = clock.now();
  }

  async function ask(
    kind: "renew" | "reauthorize" | "verify",
    kept: StoredSubscription,
    signal: AbortSignal,
  ): Promise<StoredSubscription> {
    const { subscriptionId } = kept;
    if (kind === "verify") {
      const { expires } = await api.get(subscriptionId, signal);
      return { ...kept, expiresAt: expires ?? kept.expiresAt };
    }
    if (kind === "reauthorize") {
      await api.reauthorize(subscriptionId, signal);
      return { ...kept, lastReauthorizedAt: clock.now(), reauthorizationAskedAt: null };
    }
    const end = new Date(clock.now().getTime() + SUBSCRIPTION_LIFE_MS);
    const { expires } = await api.renew(subscriptionId, end, signal);
    const expiresAt = expires ?? end;
    log.info({ subscriptionId, expiresAt }, "subscription renewed");
    return { ...kept, expiresAt, lastReauthorizedAt: clock.now(), reauthorizationAskedAt: null };
  }

  async function createAnew(
    former: StoredSubscription | null,
    stored: readonly StoredSubscription[],
    signal: AbortSignal,
  ): Promise<void> {
    current = await subscriber.subscribe(stored, signal);
    // Retired only now: had the creation failed, the next pass would find everything as this one did.
    if (former && former.subscriptionId !== current.subscriptionId) await subscriber.retire(former);
    const gapStart = former && aliveUntil(former);
    confirmedAt = clock.now();
    log.info({ subscriptionId: current.subscriptionId, expiresAt: current.expiresAt }, "subscription created");
    if (gapStart) onGap({ start: gapStart, end: confirmedAt });
  }

  /** The last instant at which it is known to have notified. */
  function aliveUntil({ lastReauthorizedAt, createdAt, expiresAt }: StoredSubscription): Date {
    const known = [confirmedAt, lastReauthorizedAt, createdAt].flatMap((instant) => instant?.getTime() ?? []);
    return new Date(Math.min(Math.max(...known), expiresAt.getTime()));
  }

  /** A reauthorization asked for is written down, so that whoever passes next, or may at last, sees it. */
  async function takeDownNeeds(): Promise<void> {
    const taken = needs;
    needs = [];
    try {
      for (const need of taken) await takeDown(need);
    } catch (error) {
      needs = [...taken, ...needs];
      throw error;
    }
  }

  async function takeDown({ lifecycleEvent, subscriptionId, at }: LifecycleNotification): Promise<void> {
    log.info({ subscriptionId, lifecycleEvent: lifecycleEvent.slice(0, 40) }, "lifecycle notification");
    if (lifecycleEvent === "missed") onGap({ start: new Date(at.getTime() - MISSED_SINCE_MS), end: at });
    if (lifecycleEvent !== "reauthorizationRequired") return; // The pass finds by itself what was removed.
    const held = currentSubscription(await subscriptions.all());
    if (held?.subscriptionId.toLowerCase() !== subscriptionId.toLowerCase()) return;
    // What was asked for before the last one has been answered by it.
    if (held.lastReauthorizedAt !== null && at <= held.lastReauthorizedAt) return;
    await subscriptions.save({ ...held, reauthorizationAskedAt: at });
  }

  async function forgetOver(): Promise<void> {
    const now = clock.now();
    const over = (await subscriptions.all()).filter(
      (one) => one.subscriptionId !== current?.subscriptionId && isOver(one, now),
    );
    for (const { subscriptionId } of over) await subscriptions.remove(subscriptionId);
    if (over.length > 0) await onChanged();
  }

  /** Until the reauthorization that Graph asked for is taken; Infinity when there is none. */
  function msUntilAsked(): number {
    if (current === null || current.reauthorizationAskedAt === null) return Infinity;
    return Math.max(0, msUntilReauthorization(current, clock.now()));
  }

  async function rest(ms: number): Promise<void> {
    if (needs.length > 0 || stopping.signal.aborted) return;
    const awake = new AbortController();
    wakeUp = () => awake.abort("awake");
    stopping.signal.addEventListener("abort", wakeUp, { once: true });
    await clock.sleep(ms, awake.signal);
    stopping.signal.removeEventListener("abort", wakeUp);
    wakeUp = null;
  }

  async function keepOn(): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      try {
        const isDone = await check(stopping.signal);
        failures = 0;
        // Whoever holds the lease now may have passed before a need of ours was known.
        if (!isDone) await clock.sleep(LEASE_TAKEN_WAIT_MS, stopping.signal);
        else await rest(Math.min(checkEveryMs, msUntilAsked()));
      } catch (error) {
        if (stopping.signal.aborted) return;
        lastError = { code: errorCode(error), at: clock.now() };
        const waitMs = retryAfterMsOf(error) ?? doubledWaitMs(FAILED_WAIT, failures++);
        log.warn({ error, code: lastError.code, failures }, "subscription not kept, trying again");
        await clock.sleep(withJitter(waitMs, random), stopping.signal);
      }
    }
  }

  function state(): SubscriptionStatus["state"] {
    if (stopping.signal.aborted) return "stopped";
    if (current && current.expiresAt > clock.now()) return "active";
    return lastError ? "failing" : "starting";
  }

  return {
    start() {
      loop ??= keepOn();
    },
    async stop() {
      stopping.abort("stop");
      await loop;
    },
    onLifecycle(notification) {
      // More than one of a kind says nothing new, and a flood must not fill the memory.
      const isKnown = needs.some(
        (need) =>
          need.lifecycleEvent === notification.lifecycleEvent && need.subscriptionId === notification.subscriptionId,
      );
      if (isKnown || needs.length >= 100) return;
      needs.push(notification);
      wakeUp?.();
    },
    status: () => ({
      state: state(),
      subscriptionId: current?.subscriptionId ?? null,
      expiresAt: current?.expiresAt ?? null,
      checkedAt,
      lastError,
    }),
  };
}
