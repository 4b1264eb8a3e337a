import { answerParent } from "./bench-process.ts";
import {
  recordTenant,
  type RecordedTenant,
  type RecordedTenantOptions,
  type TenantAddress,
} from "./recorded-tenant.ts";

/** A recorded tenant in a process of its own: the load generator of parts that ingest. */
const commands = {
  async record(options: RecordedTenantOptions): Promise<{ address: TenantAddress; callIds: string[] }> {
    tenant = await recordTenant(options);
    return { address: tenant.address, callIds: tenant.callIds };
  },
  behave: (behavior: Parameters<RecordedTenant["behave"]>[0]) => Promise.resolve(tenant?.behave(behavior)),
  observe: () => Promise.resolve(tenant?.observe() ?? { requests: 0, refused: 0 }),
};

export type TenantCommands = typeof commands;

let tenant: RecordedTenant | null = null;
answerParent(commands);
