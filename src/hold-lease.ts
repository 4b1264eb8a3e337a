import type { Clock } from "./clock.ts";
import type { Leases } from "./store/store.ts";

export type HoldLeaseOptions = { leases: Leases; name: string; owner: string; leaseMs: number; clock: Clock };

/**
 * Runs `work` while this process holds the lease, extending it at every half; null when somebody else holds it. The
 * work's signal aborts when the lease is lost (this process stood still for longer than it lasts) or cannot be
 * extended in time, since then another process does the same work. Throws what the work and the store throw.
 */
export async function holdLease<Result>(
  { leases, name, owner, leaseMs, clock }: HoldLeaseOptions,
  stop: AbortSignal,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | null> {
  if (!(await leases.acquire(name, owner, clock.now(), leaseMs))) return null;
  const ended = new AbortController();
  // By hand: on Node.js 20 a signal that lives long keeps something of every AbortSignal.any() it is part of.
  const over = new AbortController();
  const giveUp = (): void => over.abort(stop.reason);
  if (stop.aborted) giveUp();
  stop.addEventListener("abort", giveUp, { once: true });

  async function extend(): Promise<void> {
    let heldUntilMs = clock.now().getTime() + leaseMs;
    for (;;) {
      await clock.sleep(leaseMs / 2, ended.signal);
      if (ended.signal.aborted) return;
      const now = clock.now();
      try {
        if (!(await leases.acquire(name, owner, now, leaseMs))) break;
        heldUntilMs = now.getTime() + leaseMs;
      } catch {
        // The store is away: the next half of the lease is still ours.
        if (clock.now().getTime() >= heldUntilMs) break;
      }
    }
    over.abort("the lease is lost");
  }

  const extending = extend();
  try {
    return await work(over.signal);
  } finally {
    stop.removeEventListener("abort", giveUp);
    ended.abort("the work ended");
    await extending;
    await leases.release(name, owner);
  }
}
