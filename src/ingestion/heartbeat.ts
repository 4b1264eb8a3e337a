import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { errorCode } from "../service-error.ts";
import type { Progress } from "../store/store.ts";
import type { Window } from "./reconcile-plan.ts";

export type Heartbeat = { start(): void; stop(): Promise<void> };

export type HeartbeatOptions = {
  progress: Pick<Progress, "beat" | "lastBeat">;
  /** The time between these instants is told of before it is forgotten: a rejection keeps the last beat as it is. */
  onGap: (gap: Window) => Promise<void>;
  clock: Clock;
  log: Log;
};

export const BEAT_EVERY_MS = 30_000;

/**
 * A process that stood still for so long (suspended, starved) or whose store was away for so long has not taken Graph's
 * notifications: of an endpoint that answers more than 15 % of them too late within ten minutes Graph discards the rest
 * of them for ten minutes. Source: learn.microsoft.com/graph/change-notifications-delivery-webhooks
 */
const STOOD_STILL_MS = 90_000;

/**
 * Writes down that the service is alive, and tells of the time in which it was not: at the start, since any instance
 * was last alive; later, when this one stood still.
 */
export function createHeartbeat({ progress, onGap, clock, log }: HeartbeatOptions): Heartbeat {
  const stopping = new AbortController();
  let last: Date | null = null;
  let isInterrupted = true;
  let loop: Promise<void> | null = null;

  async function beat(): Promise<void> {
    const before = last ?? (await progress.lastBeat());
    const now = clock.now();
    const isLong = last === null || now.getTime() - last.getTime() >= STOOD_STILL_MS;
    if (before !== null && isInterrupted && isLong) await onGap({ start: before, end: now });
    await progress.beat(now);
    last = now;
    isInterrupted = false;
  }

  async function beatOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await beat();
      } catch (error) {
        isInterrupted = true;
        log.warn({ error, code: errorCode(error) }, "heartbeat not written, trying again");
      }
      const asleepAtMs = clock.now().getTime();
      await clock.sleep(BEAT_EVERY_MS, stopping.signal);
      if (clock.now().getTime() - asleepAtMs >= STOOD_STILL_MS) isInterrupted = true;
    }
  }

  return {
    start() {
      loop ??= beatOn();
    },
    async stop() {
      stopping.abort("stop");
      await loop;
    },
  };
}
