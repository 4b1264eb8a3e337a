import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Leases, Rollups } from "../store/store.ts";
import { holdLease } from "./hold-lease.ts";

export type RollupUpkeep = {
  start(): void;
  /** Ends the day at work, and leaves the others for the next start. */
  stop(): Promise<void>;
};

export type RollupUpkeepOptions = {
  rollups: Pick<Rollups, "refresh">;
  leases: Leases;
  /** Names this process among those that share the store. */
  owner: string;
  clock: Clock;
  log: Log;
};

const EVERY_MS = 60_000;
const LEASE_MS = 120_000;
/** In between it is looked whether to stop. */
const DAYS_AT_ONCE = 5;
/** So that days that always change, as in a backfill, leave time for the rest. */
const MAX_DAYS_A_ROUND = 50;

/**
 * Computes the organization's figures of days that changed, every minute, one instance at a time. Two at a time would
 * do no harm, only the same work.
 */
export function createRollupUpkeep({ rollups, leases, owner, clock, log }: RollupUpkeepOptions): RollupUpkeep {
  const stopping = new AbortController();
  let loop: Promise<void> | null = null;

  async function refreshAll(signal: AbortSignal): Promise<number> {
    let days = 0;
    while (!signal.aborted && days < MAX_DAYS_A_ROUND) {
      const done = await rollups.refresh(DAYS_AT_ONCE);
      days += done;
      if (done < DAYS_AT_ONCE) break;
    }
    return days;
  }

  async function keepUp(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const lease = { leases, name: "rollups", owner, leaseMs: LEASE_MS, clock };
        const days = await holdLease(lease, stopping.signal, refreshAll);
        if (days !== null && days > 0) log.debug({ days }, "rollups computed");
      } catch (error) {
        log.warn({ error }, "rollups not computed; tried again in a minute");
      }
      await clock.sleep(EVERY_MS, stopping.signal);
    }
  }

  return {
    start() {
      loop ??= keepUp();
    },
    async stop() {
      stopping.abort("stop");
      await loop;
    },
  };
}
