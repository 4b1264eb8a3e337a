import type { SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";

/** Where the tenant's Graph and sign-in are. */
export type DelayTenantAddress = Pick<SimulatedTenant, "graphRoot" | "loginRoot" | "caCertificate">;

/** A call of which Graph has just told, and one of the people in it. */
export type ToldCall = { callId: string; personId: string; atMs: number };

/** What the tenant is made of; the service's own idea of it must be the same. */
export const DELAY_TENANT = { seed: 1, people: 2_000, pastDays: 0, callsPerPersonDay: 0, townHalls: false } as const;
