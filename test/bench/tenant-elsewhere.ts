import { createSimulatedTenant, type SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import type { DelayTenantAddress } from "./delay-world.ts";

/** A simulated tenant as the service is given it, with its Graph and its sign-in in another process. */
export async function tenantElsewhere(
  like: Parameters<typeof createSimulatedTenant>[0],
  address: DelayTenantAddress,
): Promise<SimulatedTenant> {
  const nothing = (): Promise<void> => Promise.resolve();
  return { ...(await createSimulatedTenant(like)), ...address, start: nothing, stop: nothing };
}
