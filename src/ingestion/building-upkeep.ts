import { createLeasedUpkeep, type LeasedUpkeep, type LeasedUpkeepOptions } from "../leased-upkeep.ts";
import type { Buildings } from "../store/buildings.ts";

export type BuildingUpkeepOptions = Pick<LeasedUpkeepOptions, "leases" | "owner" | "clock" | "log"> & {
  buildings: Pick<Buildings, "reapply">;
  /** Calls were brought to other buildings: figures by building may have changed. */
  onDone: () => void;
};

/** An upload wakes the instance that took it; others see it by then. */
const EVERY_MS = 60_000;
const LEASE_MS = 120_000;

/**
 * Brings earlier calls to the buildings that were uploaded last, one instance at a time. Two at a time would do no
 * harm, only the same work. Stopping leaves what is not done to the next start.
 */
export function createBuildingUpkeep({ buildings, onDone, ...shared }: BuildingUpkeepOptions): LeasedUpkeep {
  async function round(signal: AbortSignal): Promise<void> {
    let days = 0;
    while (!signal.aborted && (await buildings.reapply(signal))) days += 1;
    if (days === 0) return;
    shared.log.info({ days }, "earlier calls brought to the buildings");
    onDone();
  }

  return createLeasedUpkeep({ name: "buildings", leaseMs: LEASE_MS, everyMs: EVERY_MS, round, ...shared });
}
