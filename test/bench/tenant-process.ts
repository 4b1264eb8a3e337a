import { answerParent } from "./bench-process.ts";
import { recordTenant, type RecordedTenant, type RecordedTenantOptions } from "./recorded-tenant.ts";

/** A recorded tenant in a process of its own: the load generator of parts that ingest. */
const commands = {
  async record(options: RecordedTenantOptions): Promise<Pick<RecordedTenant, "address" | "callIds" | "paths">> {
    tenant = await recordTenant(options);
    const { address, callIds, paths } = tenant;
    return { address, callIds, paths };
  },
  behave: (behavior: Parameters<RecordedTenant["behave"]>[0]) => Promise.resolve(tenant?.behave(behavior)),
  observe: () => Promise.resolve(tenant?.observe() ?? { requests: 0, refused: 0 }),
};

export type TenantCommands = typeof commands;

let tenant: RecordedTenant | null = null;
answerParent(commands);
