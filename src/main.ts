import { resolvePeriod } from "./calls/period.ts";
import { progressLine } from "./cli/progress-line.ts";
import { startScreen } from "./cli/start-screen.ts";
import { systemClock } from "./clock.ts";
import { readConfig, type Config } from "./config/config.ts";
import { readEnvironment } from "./config/env.ts";
import type { Secrets } from "./config/secrets.ts";
import { createLog, type Log } from "./log.ts";
import { tellRunning } from "./running-simulation.ts";
import { errorCode } from "./service-error.ts";
import { startService, type Service } from "./service.ts";
import { startTracing } from "./telemetry/tracing.ts";

/** Kubernetes and App Service end a process after 30 seconds; what is not given back by then waits for its lease. */
const STOP_WITHIN_MS = 25_000;
const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
const PROGRESS_EVERY_MS = 1_000;
const SIMULATED_LINE_EVERY_MS = 10_000;

/**
 * `callwise serve`: runs until it is interrupted, then ends by itself, at most 25 seconds later; a second interrupt ends
 * it at once.
 */
export async function serve(): Promise<void> {
  const environment = readEnvironment();
  const { config, secrets } = readConfig(environment, { toServe: true });
  const stopping = new AbortController();
  const interrupt = (signal: keyof typeof SIGNAL_EXIT_CODES): void => {
    if (stopping.signal.aborted) process.exit(SIGNAL_EXIT_CODES[signal]);
    stopping.abort("interrupted");
    setTimeout(() => {
      process.stderr.write("callwise: stop_timed_out: It took too long to stop.\n");
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  const log = createLog(config.logLevel);
  const tracing = await startTracing(environment, log);
  try {
    const service = await startUnlessStopped(config, secrets, log, stopping.signal);
    if (service === null) return;
    const forget = await tellSimulation(service, config.dataDir);
    process.stdout.write(startScreen(service, config));
    await showProgress(service, config.defaultTimeZone, stopping.signal);
    process.stdout.write("Stopping…\n");
    await forget();
    await service.stop();
  } finally {
    await tracing?.stop();
  }
}

/**
 * Null when it was stopped meanwhile and could not start for that: a signal to the whole process group also ends the
 * compiler, a process of its own, without which nothing more can be loaded.
 */
async function startUnlessStopped(
  config: Config,
  secrets: Secrets,
  log: Log,
  stop: AbortSignal,
): Promise<Service | null> {
  try {
    return await startService(config, secrets, { log });
  } catch (error) {
    if (!stop.aborted) throw error;
    log.warn({ code: errorCode(error) }, "stopped before it had started");
    return null;
  }
}

/** Other commands find a simulated tenant by it; resolves to what takes that back. */
async function tellSimulation({ address, tenant }: Service, dataDir: string): Promise<() => Promise<void>> {
  if (tenant === null) return () => Promise.resolve();
  const { graphRoot, caCertificate } = tenant;
  return tellRunning(dataDir, { address, graphRoot, caCertificate });
}

/**
 * Until `stop`: what is held and queued, on a terminal in place, elsewhere a line when figures have grown much; of a
 * simulated tenant every few seconds, since somebody watches it.
 */
async function showProgress(service: Service, timeZone: string, stop: AbortSignal): Promise<void> {
  const progress = progressLine(process.stdout);
  let shown = { callRecords: -1, at: 0 };
  while (!stop.aborted) {
    // While the database is away there is nothing to show; the service tells of that itself.
    const figures = await readFigures(service, timeZone).catch(() => null);
    if (figures === null) {
      await systemClock.sleep(PROGRESS_EVERY_MS, stop);
      continue;
    }
    progress.show(figures.text);
    const at = systemClock.now().getTime();
    const hasGrownMuch = figures.callRecords >= shown.callRecords * 1.25 + 1;
    const isWatched = service.tenant !== null && at - shown.at >= SIMULATED_LINE_EVERY_MS;
    if (!process.stdout.isTTY && (hasGrownMuch || (isWatched && figures.callRecords > shown.callRecords))) {
      process.stdout.write(`${figures.text}\n`);
      shown = { callRecords: figures.callRecords, at };
    }
    await systemClock.sleep(PROGRESS_EVERY_MS, stop);
  }
  progress.end();
}

async function readFigures(
  { store, tenant }: Service,
  timeZone: string,
): Promise<{ text: string; callRecords: number }> {
  const now = systemClock.now();
  const [callRecords, jobs] = await Promise.all([store.callRecords.count(), store.ingestJobs.counts(now)]);
  const waiting = jobs.queued + jobs.running + jobs.failed;
  const parts = [`${callRecords} call records held`, `${waiting} to fetch`];
  if (jobs.exhausted > 0) parts.push(`${jobs.exhausted} given up (callwise status)`);
  if (tenant !== null) {
    const { id, displayName } = tenant.suggestedPerson;
    const { start, end } = resolvePeriod({ kind: "thisWeek" }, now, timeZone);
    const own = await store.participations.find({ personId: id, isAdmin: false }, { personId: id, start, end });
    parts.push(`${displayName}: ${own.length} calls this week`);
  }
  return { text: parts.join(" · "), callRecords };
}
