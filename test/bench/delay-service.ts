import { monitorEventLoopDelay } from "node:perf_hooks";
import { systemClock } from "../../src/clock.ts";
import { readConfig } from "../../src/config/config.ts";
import { createLog } from "../../src/log.ts";
import { startService } from "../../src/service.ts";
import { answerParent } from "./bench-process.ts";
import { DELAY_TENANT, type DelayTenantAddress } from "./delay-world.ts";
import { tenantElsewhere } from "./tenant-elsewhere.ts";

const pauses = monitorEventLoopDelay({ resolution: 10 });

/** The whole service in a process of its own, in simulated mode, but with a tenant that runs elsewhere. */
const commands = {
  /** Gives the address at which it answers. */
  async start({ address, dataDir }: { address: DelayTenantAddress; dataDir: string }): Promise<string> {
    const { config, secrets } = readConfig({ DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "error" }, { toServe: true });
    const tenant = await tenantElsewhere({ ...DELAY_TENANT, clock: systemClock }, address);
    const { address: own } = await startService(config, secrets, { tenant, log: createLog(config.logLevel) });
    pauses.enable();
    return own;
  },
  /** The longest time for which nothing was answered because the process was at something else, since this was last asked; in ms. */
  longestPause(): Promise<number> {
    const longest = pauses.max / 1e6;
    pauses.reset();
    return Promise.resolve(longest);
  },
};
export type DelayServiceCommands = typeof commands;
answerParent(commands);
