import type { Config } from "./config/config.ts";
import { simulatedAdminIds } from "./simulator/person-model.ts";
import type { SimulatedTenant } from "./simulator/simulated-tenant.ts";

/**
 * Who is an admin by their id: those of ADMIN_IDS; in simulated mode, where nobody is named there, the simulated
 * tenant's own. A command beside a running service has no tenant of its own, and knows them all the same.
 */
export function adminIdsOf(
  { graph, adminIds, simulator }: Pick<Config, "graph" | "adminIds" | "simulator">,
  tenant: Pick<SimulatedTenant, "admins"> | null = null,
): readonly string[] {
  if (graph !== null || adminIds.length > 0) return adminIds;
  return tenant?.admins.map(({ id }) => id) ?? simulatedAdminIds(simulator.seed);
}
