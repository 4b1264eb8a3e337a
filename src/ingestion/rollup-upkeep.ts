import { createLeasedUpkeep, type LeasedUpkeep, type LeasedUpkeepOptions } from "../leased-upkeep.ts";
import type { Rollups } from "../store/store.ts";

export type RollupUpkeepOptions = Pick<LeasedUpkeepOptions, "leases" | "owner" | "clock" | "log"> & {
  rollups: Pick<Rollups, "refresh">;
};

const EVERY_MS = 60_000;
/** A day of a hundred thousand participations takes seconds, and today changes all the time: a tenth of the time, as long as a round takes a minute at most. */
const REST_PER_WORK = 9;
const LONGEST_REST_MS = 600_000;
const LEASE_MS = 120_000;
/** In between it is looked whether to stop. */
const DAYS_AT_ONCE = 5;
/** So that days that always change, as in a backfill, leave time for the rest. */
const MAX_DAYS_A_ROUND = 50;

/**
 * Computes the organization's figures of days that changed, every minute, in a large tenant every few, one instance at a
 * time. Two at a time would do no harm, only the same work. Stopping ends the days at work, and leaves the others for the next start.
 */
export function createRollupUpkeep({ rollups, ...shared }: RollupUpkeepOptions): LeasedUpkeep {
  async function round(signal: AbortSignal): Promise<void> {
    let days = 0;
    while (!signal.aborted && days < MAX_DAYS_A_ROUND) {
      const done = await rollups.refresh(DAYS_AT_ONCE);
      days += done;
      if (done < DAYS_AT_ONCE) break;
    }
    if (days > 0) shared.log.debug({ days }, "rollups computed");
  }

  return createLeasedUpkeep({ name: "rollups", leaseMs: LEASE_MS, everyMs: restAfter, round, ...shared });
}

function restAfter(tookMs: number): number {
  return Math.min(Math.max(EVERY_MS, REST_PER_WORK * tookMs), LONGEST_REST_MS);
}
