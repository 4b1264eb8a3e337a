import type { Db } from "mongodb";
import { systemClock } from "../../src/clock.ts";
import { Random } from "../../src/simulator/random.ts";
import type { SimulatedTenant } from "../../src/simulator/simulated-tenant.ts";
import { DOCUMENTED_LIMITS } from "../../src/simulator/throttle-windows.ts";
import type { ScaledClock } from "../support/chaos-clock.ts";
import { behindTruth } from "../support/chaos-comparison.ts";
import { compareLedger, type LedgerComparison } from "../support/chaos-ledger.ts";
import type { ChaosFleet } from "../support/chaos-fleet.ts";
import type { FrontDoor } from "../support/chaos-front-door.ts";
import { BURSTS, CHAOS_FAULTS, WORK_SPEED, type ChaosPlan } from "../support/chaos-plan.ts";
import { lastVersionAt } from "../support/chaos-world.ts";

/** What the phases of one run share. */
export type ChaosRun = {
  seed: number;
  /** Until everything is held once the faults are over, in real seconds. */
  patienceSeconds: number;
  planned: ChaosPlan;
  clock: ScaledClock;
  tenant: SimulatedTenant;
  db: Db;
  frontDoor: FrontDoor;
  fleet: ChaosFleet;
  say: (text: string) => void;
};

/** With faults off: 429 answers, and the share of the documented limits that the busiest 20 seconds used. */
export type ChaosBudget = { refused: number; fetchShare: number; listShare: number };

const MINUTE_MS = 60_000;
const KILLS = 10;
const LEAP_MS = 15 * MINUTE_MS;
const LEAP_PAUSE_MS = 100;
/** A job that is due so soon is worth waiting for. */
const SOON_MS = 5_000;
const SHOW_EVERY_MS = 5_000;
/** So slow that nothing new happens while the store is compared. */
const STANDSTILL = 0.001;

/** The first start, nothing going wrong: everything in the past is fetched, and Graph refuses nothing. */
export async function backfillAlone({
  fleet,
  tenant,
  db,
  clock,
  say,
}: ChaosRun): Promise<{ budget: ChaosBudget; ledger: LedgerComparison }> {
  await fleet.start(0);
  const ledger = await compareLedger(db, tenant, clock, false);
  say(`instance 0 is up; Graph lists ${tenant.groundTruth.calls().length} calls of the past`);
  await waitUntil(async () => (await behindTruth(db, tenant.groundTruth.calls())).length === 0, 600);
  const busiest = tenant.busiestWindows;
  const share = (name: "callRecordsAppTenant" | "listCallRecords"): number =>
    Math.round(((busiest[name] ?? 0) / DOCUMENTED_LIMITS[name].requests) * 1000) / 1000;
  const refused = Object.values(tenant.refusedRequests).reduce((sum, count) => sum + count, 0);
  const budget = { refused, fetchShare: share("callRecordsAppTenant"), listShare: share("listCallRecords") };
  say(`the past is held; budget ${JSON.stringify(budget)}`);
  return { budget, ledger };
}

/** Two instances, every fault, kills at random moments; calls end all the while. */
export async function underFaults(run: ChaosRun): Promise<number> {
  const { seed, planned, tenant, fleet, say } = run;
  await fleet.start(1);
  fleet.changeClock({ speed: WORK_SPEED });
  Object.assign(tenant.faults, CHAOS_FAULTS);
  const random = new Random(`${seed}/kills`);
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
async function passUntil({ planned, clock, fleet }: ChaosRun, instant: number): Promise<void> {
  const isBurst = (at: number): boolean => planned.bursts.some(({ from, to }) => at >= from && at < to);
  while (clock.now().getTime() < instant) {
    const now = clock.now().getTime();
    const leapMs = Math.min(LEAP_MS, instant - now);
    const isQuiet = !isBurst(now) && !isBurst(now + leapMs - 1);
    if (isQuiet) fleet.changeClock({ leapMs });
    await pause(Math.min(LEAP_PAUSE_MS, Math.max(1, (instant - now) / WORK_SPEED)));
  }
}

/**
 * Longer than Graph repeats a notification, the webhook answers nothing. The instances live and are not restarted.
 * Returns what the ledger says at the end of it.
 */
export async function withoutWebhook(run: ChaosRun): Promise<LedgerComparison> {
  const { planned, clock, tenant, db, frontDoor } = run;
  // What Graph does not deliver for want of a subscription could not be lost by an outage.
  while (tenant.activeSubscriptions === 0 && clock.now().getTime() < planned.outageStart + 20 * MINUTE_MS) {
    await passUntil(run, clock.now().getTime() + MINUTE_MS);
  }
  frontDoor.setOpen(false);
  while (clock.now().getTime() < planned.outageEnd) {
    await passUntil(run, Math.min(clock.now().getTime() + LEAP_MS, planned.outageEnd));
    // The simulated Graph, too, needs its time for everything that happened in between.
    await tenant.processDue();
    // A leap ends every lease: work that time leapt over again and again would count as one that kills its process.
    await waitUntil(async () => (await dueJobs(db, new Date(clock.now().getTime() + SOON_MS))) === 0, 20);
  }
  await progress(run, "the webhook was out");
  const ledger = await compareLedger(db, tenant, clock, false);
  frontDoor.setOpen(true);
  Object.assign(tenant.faults, {
    ...CHAOS_FAULTS,
    ...Object.fromEntries(Object.keys(CHAOS_FAULTS).map((name) => [name, 0])),
  });
  return ledger;
}

/** The product repairs itself: time passes, as fast as it has nothing to do, until all is there or patience ends. */
export async function untilAllHeld(run: ChaosRun): Promise<void> {
  const { patienceSeconds, planned, clock, tenant, db, fleet } = run;
  const endMs = Math.max(planned.outageEnd + 10 * MINUTE_MS, lastVersionAt(planned.scripted) + MINUTE_MS);
  const deadline = systemClock.now().getTime() + patienceSeconds * 1000;
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
    // A leap would begin a listing anew; at the end the ledger must know all that Graph lists.
    if (isOver && (await openPasses(db)) > 0) {
      await pause(LEAP_PAUSE_MS);
      continue;
    }
    if (isOver && (await isAllHeldAtStandstill(run))) break;
    const leftMs = isOver ? LEAP_MS : endMs - clock.now().getTime();
    fleet.changeClock({ leapMs: Math.min(LEAP_MS, leftMs) });
    await pause(3 * LEAP_PAUSE_MS);
  }
  await progress(run, "done");
}

/** Time stands still from then on when it is so: what is compared must not change over it. */
async function isAllHeldAtStandstill({ tenant, db, fleet }: ChaosRun): Promise<boolean> {
  const isAllHeld = async (): Promise<boolean> => (await behindTruth(db, tenant.groundTruth.calls())).length === 0;
  if (!(await isAllHeld())) return false;
  fleet.changeClock({ speed: STANDSTILL });
  // What is at work comes to its end.
  await pause(10 * LEAP_PAUSE_MS);
  if (await isAllHeld()) return true;
  fleet.changeClock({ speed: WORK_SPEED });
  return false;
}

/** Jobs that are, or become by this instant, somebody's work. */
function dueJobs(db: Db, by: Date): Promise<number> {
  return db.collection("ingestJobs").countDocuments({ nextAttemptAt: { $lte: by } });
}

/** Listings that have not come to their end. */
function openPasses(db: Db): Promise<number> {
  return db.collection("progress").countDocuments({ finishedAt: null });
}

async function progress(run: ChaosRun, text: string): Promise<void> {
  const { clock, tenant, db, frontDoor, fleet, say } = run;
  const truth = tenant.groundTruth.calls();
  const behind = await behindTruth(db, truth);
  const { delivered, lost, dropped } = tenant.deliveries;
  const figures = [
    clock.now().toISOString(),
    `${truth.length - behind.length} of ${truth.length} calls held`,
    `${await dueJobs(db, clock.now())} jobs due`,
    `${delivered} notifications delivered, ${lost} lost, ${dropped} dropped, ${frontDoor.refused} posts refused`,
    `${fleet.living().length} instances, ${tenant.activeSubscriptions} active subscriptions`,
  ];
  say(`${text}: ${figures.join(" · ")}`);
}

async function waitUntil(isSo: () => Promise<boolean>, patienceSeconds: number): Promise<void> {
  const deadline = systemClock.now().getTime() + patienceSeconds * 1000;
  while (!(await isSo()) && systemClock.now().getTime() < deadline) await pause(5 * LEAP_PAUSE_MS);
}

/** Of real time. */
function pause(ms: number): Promise<void> {
  return systemClock.sleep(ms);
}
