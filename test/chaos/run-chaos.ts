import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient, type Db } from "mongodb";
import { systemClock } from "../../src/clock.ts";
import { startEmbeddedServer } from "../../src/embedded/embedded-server.ts";
import { NO_FAULTS, type Faults } from "../../src/simulator/faults.ts";
import { Random } from "../../src/simulator/random.ts";
import { createSimulatedTenant, type SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { DOCUMENTED_LIMITS } from "../../src/simulator/throttle-windows.ts";
import { ScaledClock } from "../support/chaos-clock.ts";
import { behindTruth, compareWithTruth, diagnose } from "../support/chaos-comparison.ts";
import { createChaosFleet, type ChaosFleet } from "../support/chaos-fleet.ts";
import { openFrontDoor, type FrontDoor } from "../support/chaos-front-door.ts";
import { CHAOS_DELAY_FACTOR, chaosCalls, lastVersionAt } from "../support/chaos-world.ts";

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
  /** With faults off: 429 answers, and the share of the documented limit that the busiest 20 seconds used. */
  budget: { refused: number; fetchShare: number; listShare: number };
  /** How often what went wrong did. */
  faults: Record<string, number>;
  /** About the calls that differ, at most some of them; where the logs are kept then. */
  differing: Record<string, unknown>[];
  folder: string | null;
};

export type ChaosOptions = {
  calls: number;
  seed: number;
  say: (line: string) => void;
  /** Until everything is held once the faults are over, in real seconds. */
  patienceSeconds: number;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * A Saturday morning, so that the simulated office is quiet and the scripted calls are the traffic; far in the future,
 * so that nothing which the machine's own clock ages (TTL) has aged.
 */
const ORIGIN = new Date("2040-03-17T06:00:00Z");
const TOKEN_LIFETIME_SECONDS = 30 * 365 * 86_400;

/** Slow enough that Graph's limits and not these processors are what holds a backfill back, as near as they can. */
const BACKFILL_SPEED = 1;
/** Fast, and yet Graph's patience of three seconds with a webhook is long enough for a busy machine. */
const WORK_SPEED = 6;
const CALLS_A_REAL_SECOND = 25;
const KILLS = 10;
/** Calls end in bursts; in between the subscription's keeper, who looks every ten minutes, has its turn. */
const BURSTS = 4;
const BETWEEN_BURSTS_MS = 12 * MINUTE_MS;
const OUTAGE_MS = 5 * HOUR_MS;
const LEAP_MS = 15 * MINUTE_MS;
const LEAP_PAUSE_MS = 100;
/** A job that is due so soon is worth waiting for. */
const SOON_MS = 5_000;
const SHOW_EVERY_MS = 5_000;

const CHAOS: Partial<Faults> = {
  notReady404Rate: 0.1,
  duplicateRate: 0.2,
  reorderRate: 0.2,
  throttleBurst: 0.004,
  serviceUnavailableRate: 0.02,
  internalErrorRate: 0.003,
  slowAnswers: 0.02,
  slowAnswerMs: 8_000,
  droppedConnections: 0.005,
  validationFailureRate: 0.1,
};

/** The whole run; throws only when it cannot be carried out. */
export async function runChaos(options: ChaosOptions): Promise<ChaosReport> {
  const { calls, seed } = options;
  const startedAt = systemClock.now().getTime();
  const elapsed = (): number => (systemClock.now().getTime() - startedAt) / 1000;
  const say = (text: string): void => options.say(`${elapsed().toFixed(1).padStart(6)} s  ${text}`);

  const planned = planOf(calls, seed);
  const folder = await mkdtemp(join(tmpdir(), "callwise-chaos-"));
  const clock = ScaledClock.startingAt(ORIGIN, BACKFILL_SPEED);
  const tenant = await createSimulatedTenant({
    seed,
    clock,
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
  const database = await openChaosDatabase(folder);
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
    const run: Run = { options, planned, clock, tenant, db: database.db, frontDoor, fleet, say };
    const budget = await backfillAlone(run);
    const kills = await underFaults(run);
    await withoutWebhook(run);
    await untilAllHeld(run);
    const truth = tenant.groundTruth.calls();
    const difference = await compareWithTruth(database.db, truth);
    const { missing, doubled, stale, lostRatings } = difference;
    const differing = [...new Set([...missing, ...doubled, ...stale, ...lostRatings])];
    isClean = differing.length === 0;
    return {
      calls: truth.length,
      missing: missing.length,
      doubled: doubled.length,
      stale: stale.length,
      lostRatings: lostRatings.length,
      kills,
      seconds: Math.round(elapsed()),
      budget,
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

type Plan = ReturnType<typeof planOf>;
type Run = {
  options: ChaosOptions;
  planned: Plan;
  clock: ScaledClock;
  tenant: SimulatedTenant;
  db: Db;
  frontDoor: FrontDoor;
  fleet: ChaosFleet;
  say: (text: string) => void;
};

/**
 * Which calls end when: in the past; in bursts, while things go wrong; while nobody answers the webhook; and after that.
 */
function planOf(calls: number, seed: number) {
  const share = (part: number): number => Math.ceil(calls * part);
  const people = Math.max(20, Math.round(calls / 50));
  const origin = ORIGIN.getTime();
  const burstMs = (share(0.5 / BURSTS) / CALLS_A_REAL_SECOND) * WORK_SPEED * 1000;
  const bursts = Array.from({ length: BURSTS }, (_, index) => {
    const from = origin + 2 * HOUR_MS + index * (burstMs + BETWEEN_BURSTS_MS);
    return { from, to: from + burstMs, calls: share(0.5 / BURSTS) };
  });
  const outageStart = origin + 2 * HOUR_MS + BURSTS * (burstMs + BETWEEN_BURSTS_MS);
  const outageEnd = outageStart + OUTAGE_MS;
  const scripted = chaosCalls(seed, people, [
    { from: origin - 20 * HOUR_MS, to: origin - HOUR_MS, calls: share(0.25) },
    ...bursts,
    { from: outageStart, to: outageStart + HOUR_MS / 2, calls: share(0.2) },
    { from: outageEnd, to: outageEnd + 5 * MINUTE_MS, calls: share(0.05) },
  ]);
  return { people, scripted, bursts, outageStart, outageEnd };
}

/** A database of its own on the embedded server, or on the MongoDB that TEST_MONGODB_URI names. */
async function openChaosDatabase(folder: string): Promise<{ uri: string; db: Db; close(): Promise<void> }> {
  const given = process.env.TEST_MONGODB_URI;
  const server = given ? null : await startEmbeddedServer({ directory: join(folder, "database") });
  const name = server ? "callwise" : `callwise_chaos_${process.pid}_${systemClock.now().getTime()}`;
  const uri = server?.uri ?? (given ?? "").replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
  const client = await MongoClient.connect(uri);
  const db = client.db(name);
  return {
    uri,
    db,
    async close() {
      if (!server) await db.dropDatabase();
      await client.close();
      await server?.stop();
    },
  };
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

/** The first start, nothing going wrong: everything in the past is fetched, and Graph refuses nothing. */
async function backfillAlone({ fleet, tenant, db, say }: Run): Promise<ChaosReport["budget"]> {
  await fleet.start(0);
  say(`instance 0 is up; Graph lists ${tenant.groundTruth.calls().length} calls of the past`);
  await waitUntil(async () => (await behindTruth(db, tenant.groundTruth.calls())).length === 0, 600);
  const busiest = tenant.busiestWindows;
  const share = (name: "callRecordsAppTenant" | "listCallRecords"): number =>
    Math.round(((busiest[name] ?? 0) / DOCUMENTED_LIMITS[name].requests) * 1000) / 1000;
  const refused = Object.values(tenant.refusedRequests).reduce((sum, count) => sum + count, 0);
  const budget = { refused, fetchShare: share("callRecordsAppTenant"), listShare: share("listCallRecords") };
  say(`the past is held; budget ${JSON.stringify(budget)}`);
  return budget;
}

/** Two instances, every fault, kills at random moments; calls end all the while. */
async function underFaults(run: Run): Promise<number> {
  const { options, planned, tenant, fleet, say } = run;
  await fleet.start(1);
  fleet.changeClock({ speed: WORK_SPEED });
  Object.assign(tenant.faults, CHAOS);
  const random = new Random(`${options.seed}/kills`);
  const restarts: Promise<void>[] = [];
  let kills = 0;
  /** `at` counts bursts: 1.5 is the middle of the second. */
  const once = (at: number, name: string, act: () => void | Promise<void>) => {
    const { from, to } = planned.bursts[Math.floor(at)] as (typeof planned.bursts)[number];
    return { at: from + (at % 1) * (to - from), name, act };
  };
  const events = [
    ...planned.bursts.map((_, index) => once(index, `burst ${index + 1}`, () => undefined)),
    once(0.5, "every access token expires", () => tenant.faults.expireTokens()),
    once(0.6, "a subscription vanishes silently", () => tenant.faults.vanishSubscription()),
    once(1.3, "a burst of 429", () => tenant.faults.throttleNext(60)),
    once(1.6, "missed", () => tenant.faults.sendMissed()),
    once(2.4, "a subscription is removed", () => tenant.faults.vanishSubscription(undefined, { notify: true })),
    once(3.3, "reauthorization is required", () => tenant.faults.requireReauthorization()),
    ...Array.from({ length: KILLS }, () => {
      const index = random.int(0, 1);
      return once(random.between(0.02, BURSTS - 0.02), `SIGKILL of instance ${index}`, async () => {
        await fleet.kill(index);
        kills += 1;
        restarts.push(fleet.start(index));
      });
    }),
  ].sort((left, right) => left.at - right.at);
  for (const { at, name, act } of events) {
    await passUntil(run, at);
    say(name);
    await act();
  }
  await passUntil(run, planned.outageStart);
  await Promise.all(restarts);
  await progress(run, "calls have ended under faults");
  return kills;
}

/** Time passes as it does, and leaps over what is left of a pause. */
async function passUntil({ planned, clock, fleet }: Run, instant: number): Promise<void> {
  const isBurst = (at: number): boolean => planned.bursts.some(({ from, to }) => at >= from && at < to);
  while (clock.now().getTime() < instant) {
    const now = clock.now().getTime();
    const leapMs = Math.min(LEAP_MS, instant - now);
    const isQuiet = !isBurst(now) && !isBurst(now + leapMs - 1);
    if (isQuiet) fleet.changeClock({ leapMs });
    await pause(Math.min(LEAP_PAUSE_MS, Math.max(1, (instant - now) / WORK_SPEED)));
  }
}

/** Longer than Graph repeats a notification, the webhook answers nothing. The instances live and are not restarted. */
async function withoutWebhook(run: Run): Promise<void> {
  const { planned, clock, tenant, frontDoor } = run;
  frontDoor.setOpen(false);
  while (clock.now().getTime() < planned.outageEnd) {
    await passUntil(run, Math.min(clock.now().getTime() + LEAP_MS, planned.outageEnd));
    // The simulated Graph, too, needs its time for everything that happened in between.
    await tenant.processDue();
  }
  await progress(run, "the webhook was out");
  frontDoor.setOpen(true);
  Object.assign(tenant.faults, { ...CHAOS, ...Object.fromEntries(Object.keys(CHAOS).map((name) => [name, 0])) });
}

/** The product repairs itself: time passes, as fast as it has nothing to do, until all is there or patience ends. */
async function untilAllHeld(run: Run): Promise<void> {
  const { options, planned, clock, tenant, db, fleet } = run;
  const endMs = Math.max(planned.outageEnd + 10 * MINUTE_MS, lastVersionAt(planned.scripted) + MINUTE_MS);
  const deadline = systemClock.now().getTime() + options.patienceSeconds * 1000;
  let shownAt = 0;
  while (systemClock.now().getTime() < deadline) {
    if (systemClock.now().getTime() - shownAt > SHOW_EVERY_MS) {
      await progress(run, "waiting");
      shownAt = systemClock.now().getTime();
    }
    if ((await dueJobs(db, new Date(clock.now().getTime() + SOON_MS))) > 0) {
      await pause(LEAP_PAUSE_MS);
      continue;
    }
    await tenant.processDue();
    const isOver = clock.now().getTime() >= endMs;
    if (isOver && (await behindTruth(db, tenant.groundTruth.calls())).length === 0) break;
    const leftMs = isOver ? LEAP_MS : endMs - clock.now().getTime();
    fleet.changeClock({ leapMs: Math.min(LEAP_MS, leftMs) });
    await pause(3 * LEAP_PAUSE_MS);
  }
  await progress(run, "done");
}

/** Jobs that are, or become by this instant, somebody's work. */
function dueJobs(db: Db, by: Date): Promise<number> {
  return db.collection("ingestJobs").countDocuments({ nextAttemptAt: { $lte: by } });
}

async function progress(run: Run, text: string): Promise<void> {
  const { clock, tenant, db, frontDoor, fleet, say } = run;
  const truth = tenant.groundTruth.calls();
  const behind = await behindTruth(db, truth);
  const { delivered, lost } = tenant.deliveries;
  const figures = [
    clock.now().toISOString(),
    `${truth.length - behind.length} of ${truth.length} calls held`,
    `${await dueJobs(db, clock.now())} jobs due`,
    `${delivered} notifications delivered, ${lost} lost, ${frontDoor.refused} posts refused`,
    `${fleet.living().length} instances`,
  ];
  say(`${text}: ${figures.join(" · ")}`);
}

function faultCounts({ tenant, frontDoor }: Run): Record<string, number> {
  return { ...tenant.deliveries, postsRefused: frontDoor.refused, ...tenant.refusedRequests };
}

async function waitUntil(isSo: () => Promise<boolean>, patienceSeconds: number): Promise<void> {
  const deadline = systemClock.now().getTime() + patienceSeconds * 1000;
  while (!(await isSo()) && systemClock.now().getTime() < deadline) await pause(5 * LEAP_PAUSE_MS);
}

/** Of real time. */
function pause(ms: number): Promise<void> {
  return systemClock.sleep(ms);
}
