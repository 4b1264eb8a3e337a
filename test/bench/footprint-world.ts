import type { ClockSegment } from "../support/chaos-clock.ts";
import type { DelayTenantAddress } from "./delay-world.ts";

/** What the tenant is made of; the service's own idea of it must be the same. */
export const FOOTPRINT_TENANT = { seed: 1, townHalls: false } as const;

/**
 * Ids of calls that take place once more begin with it and come after all others in the order of text: theirs begin with
 * eight random digits.
 */
export const FRESH = "ffff";

/** The id under which a call takes place in a later round. */
export function freshCallId(callId: string, round: number): string {
  return `${FRESH}${round.toString(16).padStart(4, "0")}${callId.slice(8)}`;
}

export type FootprintTenantOptions = { clock: readonly ClockSegment[]; people: number; pastDays: number };

export type FootprintTenant = { address: DelayTenantAddress; callIds: string[] };

/** Where the service takes notifications, and what it knows them by. */
export type Subscribed = { notificationUrl: string; subscriptionId: string; clientState: string; tenantId: string };
