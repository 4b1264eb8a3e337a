import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../../src/clock.ts";
import { NO_FAULTS } from "../../src/simulator/faults.ts";
import { createSimulatedTenant, type SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { ScaledClock } from "../support/chaos-clock.ts";
import { compareWithTruth, diagnose } from "../support/chaos-comparison.ts";
import { openChaosDatabase } from "../support/chaos-database.ts";
import { createChaosFleet } from "../support/chaos-fleet.ts";
import { openFrontDoor, type FrontDoor } from "../support/chaos-front-door.ts";
import { compareLedger, type LedgerComparison } from "../support/chaos-ledger.ts";
import { CHAOS_ORIGIN, chaosPlan } from "../support/chaos-plan.ts";
import { CHAOS_DELAY_FACTOR } from "../support/chaos-world.ts";
import {
  backfillAlone,
  underFaults,
  untilAllHeld,
  withoutWebhook,
  type ChaosBudget,
  type ChaosRun,
} from "./chaos-phases.ts";

export type ChaosFigures = {
  calls: number;
  /** Calls that Graph lists and the store does not hold, or not wholly. */
  missing: number;
  /** Calls with anything that counts twice. */
  doubled: number;
  /** Calls not at their highest version. */
  stale: number;
  lostRatings: number;
  kills: number;
  seconds: number;
};

export type ChaosReport = ChaosFigures & {
  budget: ChaosBudget;
  /** The ledger during the backfill, at the end of the webhook's outage, and at the end. */
  ledger: LedgerComparison[];
  /** How often what went wrong did. */
  faults: Record<string, number>;
  /** About the calls that differ, at most some of them; where the logs are kept then. */
  differing: Record<string, unknown>[];
  folder: string | null;
};

export type ChaosOptions = {
  /** The MongoDB to run on; null: the embedded server. */
  mongodbUri: string | null;
  calls: number;
  seed: number;
  say: (line: string) => void;
  /** Until everything is held once the faults are over, in real seconds. */
  patienceSeconds: number;
};

/** Longer than a run of years, so that tokens expire when the run says so. */
const TOKEN_LIFETIME_SECONDS = 30 * 365 * 86_400;

/** Slow enough that Graph's limits and not these processors are what holds a backfill back, as near as they can. */
const BACKFILL_SPEED = 1;

/** The whole run; throws only when it cannot be carried out. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { calls, seed } = options;
  const startedAt = systemClock.now().getTime();
  const elapsed = (): number => (systemClock.now().getTime() - startedAt) / 1000;
  const say = (text: string): void => options.say(`${elapsed().toFixed(1).padStart(6)} s  ${text}`);

  const planned = chaosPlan(calls, seed);
  const folder = await mkdtemp(join(tmpdir(), "callwise-chaos-"));
  const clock = ScaledClock.startingAt(CHAOS_ORIGIN, BACKFILL_SPEED);
  const tenant = await createSimulatedTenant({
    seed,
    clock,
    // Leaps of time are no slowness of the instances.
    webhookClock: systemClock,
    people: planned.people,
    pastDays: 2,
    callsPerPersonDay: 8,
    delayFactor: CHAOS_DELAY_FACTOR,
    extraCalls: planned.scripted,
    faults: NO_FAULTS,
    townHalls: false,
    runs: true,
    tokenLifetimeSeconds: TOKEN_LIFETIME_SECONDS,
  });
  const database = await openChaosDatabase(options.mongodbUri, folder);
  const frontDoor = await openFrontDoor();
  await tenant.start();
  await writeFile(join(folder, "ca.pem"), tenant.caCertificate);
  const fleet = createChaosFleet({
    folder,
    clock,
    frontDoor,
    settings: settingsOf({ folder, tenant, frontDoor, uri: database.uri }),
  });
  let isClean = false;
  try {
    const { patienceSeconds } = options;
    const run: ChaosRun = { seed, patienceSeconds, planned, clock, tenant, db: database.db, frontDoor, fleet, say };
    const { budget, ledger: duringBackfill } = await backfillAlone(run);
    const kills = await underFaults(run);
    const afterOutage = await withoutWebhook(run);
    await untilAllHeld(run);
    const truth = tenant.groundTruth.calls();
    const difference = await compareWithTruth(database.db, truth);
    const { missing, doubled, stale, lostRatings } = difference;
    const differing = [...new Set([...missing, ...doubled, ...stale, ...lostRatings])];
    const atRest = await compareLedger(database.db, tenant, clock, differing.length === 0);
    const ledger = [duringBackfill, afterOutage, atRest];
    isClean = differing.length === 0 && ledger.every(({ wrong }) => wrong.length === 0);
    return {
      calls: truth.length,
      missing: missing.length,
      doubled: doubled.length,
      stale: stale.length,
      lostRatings: lostRatings.length,
      kills,
      seconds: Math.round(elapsed()),
      budget,
      ledger,
      faults: faultCounts(run),
      differing: await diagnose(database.db, truth, differing.slice(0, 20)),
      folder: isClean ? null : folder,
    };
  } finally {
    await fleet.stop();
    await tenant.stop();
    await frontDoor.close();
    await database.close();
    if (isClean) await rm(folder, { recursive: true });
  }
}

function settingsOf(parts: {
  folder: string;
  tenant: SimulatedTenant;
  frontDoor: FrontDoor;
  uri: string;
}): Record<string, string> {
  const { folder, tenant, frontDoor, uri } = parts;
  return {
    MONGODB_URI: uri,
    TENANT_ID: tenant.tenantId,
    CLIENT_ID: tenant.clientId,
    CLIENT_SECRET: tenant.clientSecret,
    GRAPH_ROOT: tenant.graphRoot,
    LOGIN_ROOT: tenant.loginRoot,
    NODE_EXTRA_CA_CERTS: join(folder, "ca.pem"),
    PUBLIC_URL: frontDoor.url,
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: process.env.LOG_LEVEL ?? "info",
    RETENTION_DAYS: "3650",
  };
}

function faultCounts({ tenant, frontDoor }: ChaosRun): Record<string, number> {
  return { ...tenant.deliveries, postsRefused: frontDoor.refused, ...tenant.refusedRequests };
}
