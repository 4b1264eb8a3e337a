import type { Clock } from "./clock.ts";
import { holdLease } from "./hold-lease.ts";
import type { Log } from "./log.ts";
import type { Leases } from "./store/store.ts";

/** Background work that comes round again and again, in one instance at a time. */
export type LeasedUpkeep = {
  start(): void;
  /** Ends the wait between two rounds. */
  wake(): void;
  /** Tells the round at work to stop, and waits for it. */
  stop(): Promise<void>;
};

export type LeasedUpkeepOptions = {
  /** Of the lease, and in the log. */
  name: string;
  leaseMs: number;
  /** Between the end of a round and the next; told how long the round took where that matters. */
  everyMs: number | ((tookMs: number) => number);
  /** One round; it ends early when the signal aborts. What it throws is logged, and the next round comes as usual. */
  round: (signal: AbortSignal) => Promise<void>;
  leases: Leases;
  /** Names this process among those that share the store. */
  owner: string;
  clock: Clock;
  log: Log;
};

export function createLeasedUpkeep(options: LeasedUpkeepOptions): LeasedUpkeep {
  const { name, leaseMs, everyMs, round, leases, owner, clock, log } = options;
  const stopping = new AbortController();
  let waiting = new AbortController();
  let loop: Promise<void> | null = null;

  async function keepUp(): Promise<void> {
    while (!stopping.signal.aborted) {
      waiting = new AbortController();
      const from = clock.now().getTime();
      try {
        await holdLease({ leases, name, owner, leaseMs, clock }, stopping.signal, round);
      } catch (error) {
        log.warn({ upkeep: name, error }, "upkeep failed; tried again at the next round");
      }
      const tookMs = Math.max(0, clock.now().getTime() - from);
      await clock.sleep(typeof everyMs === "number" ? everyMs : everyMs(tookMs), waiting.signal);
    }
  }

  return {
    start() {
      loop ??= keepUp();
    },
    wake: () => waiting.abort("wake"),
    async stop() {
      stopping.abort("stop");
      waiting.abort("stop");
      await loop;
    },
  };
}
