import type { ClockSegment } from "../support/chaos-clock.ts";
import type { DelayTenantAddress } from "./delay-world.ts";

/** What the tenant is made of; the service's own idea of it must be the same. */
export const FOOTPRINT_TENANT = { seed: 1, townHalls: false } as const;

export type FootprintTenantOptions = { clock: readonly ClockSegment[]; people: number; pastDays: number };

export type FootprintTenant = { address: DelayTenantAddress; callIds: string[] };

/** Where the service takes notifications, and what it knows them by. */
export type Subscribed = { notificationUrl: string; subscriptionId: string; clientState: string; tenantId: string };
