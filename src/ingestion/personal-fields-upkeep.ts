import { createLeasedUpkeep, type LeasedUpkeep, type LeasedUpkeepOptions } from "../leased-upkeep.ts";
import type { PersonalFields } from "../store/personal-fields.ts";

export type PersonalFieldsUpkeepOptions = Pick<LeasedUpkeepOptions, "leases" | "owner" | "clock" | "log"> & {
  personalFields: PersonalFields;
};

/** The setting counts days. */
const EVERY_MS = 15 * 60_000;
const LEASE_MS = 120_000;
const CALLS_AT_ONCE = 100;

/** Clears calls that grew old of their personal fields, one instance at a time. Two would only do the same work. */
export function createPersonalFieldsUpkeep({ personalFields, ...shared }: PersonalFieldsUpkeepOptions): LeasedUpkeep {
  async function round(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (await personalFields.clear(CALLS_AT_ONCE, signal))) {
      shared.log.debug("personal fields of old calls cleared");
    }
  }

  return createLeasedUpkeep({ name: "personalFields", leaseMs: LEASE_MS, everyMs: EVERY_MS, round, ...shared });
}
