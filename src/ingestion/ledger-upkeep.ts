import type { Health, HealthState } from "../calls/health.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { ServiceHeartbeat, ServiceHeartbeats } from "../store/service-heartbeats.ts";
import type { Ledger } from "./ledger.ts";

export type LedgerUpkeep = {
  start(): void;
  /** Writes what is counted, and that the service ended by itself. */
  stop(): Promise<void>;
};

export type LedgerUpkeepOptions = {
  ledger: Pick<Ledger, "flush">;
  serviceHeartbeats: Pick<ServiceHeartbeats, "save">;
  instanceId: string;
  /** What this instance knows at this moment. */
  present: () => Pick<ServiceHeartbeat, "jobsRunning" | "subscription" | "listing">;
  /** Judges the health anew, and does not fail; a change of it is logged. */
  readHealth: () => Promise<Health>;
  clock: Clock;
  log: Log;
};

const LEVELS: Readonly<Record<HealthState, "info" | "warn" | "error">> = {
  healthy: "info",
  behind: "warn",
  blind: "error",
  broken: "error",
};
const FLUSH_EVERY_MS = 5_000;
const HEARTBEAT_EVERY_MS = 15_000;
const HEALTH_EVERY_MS = 60_000;
/** Judging the health may take this share of the time at most, whatever the size of the tenant. */
const HEALTH_SHARE = 1 / 60;

/** The ledger's background work: writes counts in batches, gives signs of life, and says when the health changes. */
export function createLedgerUpkeep(options: LedgerUpkeepOptions): LedgerUpkeep {
  const { ledger, serviceHeartbeats, instanceId, present, readHealth, clock, log } = options;
  const stopping = new AbortController();
  const startedAt = clock.now();
  let heartbeatDueMs = 0;
  let healthDueMs = startedAt.getTime() + HEALTH_EVERY_MS;
  let known = "healthy";
  let loop: Promise<void> | null = null;

  async function beat(stoppedAt: Date | null): Promise<void> {
    const at = clock.now();
    heartbeatDueMs = at.getTime() + HEARTBEAT_EVERY_MS;
    try {
      await serviceHeartbeats.save({ instanceId, startedAt, at, stoppedAt, ...present() });
    } catch (error) {
      log.warn({ error }, "heartbeat not written");
    }
  }

  async function judge(): Promise<void> {
    const beganMs = clock.now().getTime();
    const { state, findings } = await readHealth();
    const codes = findings.map(({ code }) => code);
    const now = [state, ...codes].join(" ");
    if (now !== known) log[LEVELS[state]]({ state, codes }, "health changed");
    known = now;
    const nowMs = clock.now().getTime();
    healthDueMs = nowMs + Math.max(HEALTH_EVERY_MS, (nowMs - beganMs) / HEALTH_SHARE);
  }

  async function keepUp(): Promise<void> {
    while (!stopping.signal.aborted) {
      await ledger.flush();
      if (clock.now().getTime() >= heartbeatDueMs) await beat(null);
      if (clock.now().getTime() >= healthDueMs) await judge();
      await clock.sleep(FLUSH_EVERY_MS, stopping.signal);
    }
  }

  return {
    start() {
      loop ??= keepUp();
    },
    async stop() {
      stopping.abort("stop");
      await loop;
      await ledger.flush();
      if (loop) await beat(clock.now());
    },
  };
}
