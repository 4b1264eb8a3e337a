import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import { BEAT_EVERY_MS } from "../ingestion/heartbeat.ts";
import { requestedPass } from "../ingestion/reconcile-plan.ts";
import { ServiceError } from "../service-error.ts";
import type { ListingPass, Store } from "../store/store.ts";
import { withStore, type CommandContext } from "./command-context.ts";
import { startLoneIngestion } from "./lone-ingestion.ts";
import { progressLine } from "./progress-line.ts";
import { reportText, reportOf, stateText, type PassState, type ReconcileReport } from "./reconcile-text.ts";

const LOOK_EVERY_MS = 500;
const LINE_EVERY_MS = 10_000;
/** A service gives a sign of life every half minute. */
const ALIVE_WITHIN_MS = 3 * BEAT_EVERY_MS;
const STANDS_STILL_MS = 15 * 60_000;
/** Somebody must mend these first. */
const BROKEN = new Set(["graph_forbidden", "graph_unauthorized", "graph_sign_in_failed", "graph_bad_request"]);

/**
 * `callwise reconcile`: lists the last days at Graph, has everything fetched that is missing or newer there, and shows
 * how far it is. A running service does the work, within the limits it keeps to; without one the command does it, and
 * also when the service dies meanwhile. Interrupted, it leaves its request behind, which a service goes on with.
 * Throws ServiceError "reconcile_stands_still" when Graph refuses, or nothing moves for a quarter of an hour.
 */
export async function reconcile(days: number, asJson: boolean): Promise<void> {
  const report = await withStore((context) => reconcileWith(context, days));
  process.stdout.write(asJson ? `${JSON.stringify(report)}\n` : reportText(report));
}

async function reconcileWith(context: CommandContext, days: number): Promise<ReconcileReport> {
  const { store, clock, isAlone } = context;
  const startedAt = clock.now();
  const pass = requestedPass(randomUUID(), days, startedAt);
  await store.progress.save(pass);
  let lone: { stop(): Promise<void> } | null = null;
  const show = createShow(clock, startedAt);
  const watch = createStandstillWatch(clock);
  try {
    for (;;) {
      const state = await readState(store, pass);
      show.state(state);
      if (state.pass.finishedAt !== null && state.open === 0) return reportOf(state, days, startedAt, clock.now());
      watch(state);
      if (lone === null && (isAlone || !(await isServiceAlive(store, clock)))) lone = await startLoneIngestion(context);
      await clock.sleep(LOOK_EVERY_MS);
    }
  } finally {
    show.end();
    await lone?.stop();
  }
}

async function readState(store: Store, asked: ListingPass): Promise<PassState> {
  const pass = (await store.progress.pass(asked.name)) ?? asked;
  const jobs = pass.startedAt === null ? null : await store.ingestJobs.listedSince(pass.startedAt);
  return { pass, open: jobs?.open ?? 0, exhausted: jobs?.exhausted ?? 0 };
}

async function isServiceAlive(store: Store, clock: Clock): Promise<boolean> {
  const last = await store.progress.lastBeat();
  return last !== null && clock.now().getTime() - last.getTime() < ALIVE_WITHIN_MS;
}

function createStandstillWatch(clock: Clock): (state: PassState) => void {
  let seen = "";
  let movedAt = clock.now();
  return ({ pass, open, exhausted }) => {
    const now = clock.now();
    const present = [pass.place.getTime(), pass.listed, open, exhausted].join();
    if (present !== seen) movedAt = now;
    seen = present;
    const code = pass.lastError?.code ?? null;
    const isBroken = code !== null && BROKEN.has(code);
    if (!isBroken && now.getTime() - movedAt.getTime() < STANDS_STILL_MS) return;
    const why = code === null ? "Nothing moved for a quarter of an hour" : `Microsoft Graph was not read (${code})`;
    throw new ServiceError("reconcile_stands_still", `${why}. The request stays: a service goes on with it.`, {
      remedy: isBroken ? "fix-configuration" : "retry",
    });
  };
}

/** In place on a terminal; elsewhere a line now and then, on standard error, so that the result stays alone. */
function createShow(clock: Clock, startedAt: Date): { state(state: PassState): void; end(): void } {
  const line = progressLine(process.stderr);
  let toldAtMs = 0;
  return {
    state(state) {
      const now = clock.now();
      const text = stateText(state, startedAt, now);
      line.show(text);
      if (process.stderr.isTTY || now.getTime() - toldAtMs < LINE_EVERY_MS) return;
      process.stderr.write(`${text}\n`);
      toldAtMs = now.getTime();
    },
    end: () => line.end(),
  };
}
