import { resolvePeriod } from "./calls/period.ts";
import { progressLine } from "./cli/progress-line.ts";
import { startScreen } from "./cli/start-screen.ts";
import { systemClock } from "./clock.ts";
import { readConfig } from "./config/config.ts";
import { readEnvironment } from "./config/env.ts";
import { startService, type Service } from "./service.ts";

const PROGRESS_EVERY_MS = 1_000;
const SIMULATED_LINE_EVERY_MS = 10_000;

/** `callwise serve`: runs until it is interrupted, then ends by itself; a second interrupt ends it at once. */
export async function serve(): Promise<void> {
  const { config, secrets } = readConfig(readEnvironment(), { toServe: true });
  const stopping = new AbortController();
  const interrupt = (): void => {
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort("interrupted");
  };
  process.on("SIGINT", interrupt);
  process.on("SIGTERM", interrupt);
  try {
    const service = await startService(config, secrets);
    process.stdout.write(startScreen(service, config));
    await showProgress(service, config.defaultTimeZone, stopping.signal);
    process.stdout.write("Stopping…\n");
    await service.stop();
  } finally {
    process.off("SIGINT", interrupt);
    process.off("SIGTERM", interrupt);
  }
}

/**
 * Until `stop`: what is held and queued, on a terminal in place, elsewhere a line when figures have grown much; of a
 * simulated tenant every few seconds, since somebody watches it.
 */
async function showProgress(service: Service, timeZone: string, stop: AbortSignal): Promise<void> {
  const progress = progressLine(process.stdout);
  let shown = { callRecords: -1, at: 0 };
  while (!stop.aborted) {
    const figures = await readFigures(service, timeZone);
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
