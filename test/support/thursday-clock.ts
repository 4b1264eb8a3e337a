import { systemClock, type Clock } from "../../src/clock.ts";

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 1970-01-01 was a Thursday. */
const AFTERNOON_MS = 14 * 3_600_000;

/**
 * The machine's time, put back to the afternoon (UTC) of the last Thursday before it: so that this week has calls
 * whenever the tests are run.
 */
export function thursdayClock(): Clock {
  const now = systemClock.now().getTime();
  const shiftMs = (now - AFTERNOON_MS) % WEEK_MS;
  return {
    now: () => new Date(systemClock.now().getTime() - shiftMs),
    sleep: (ms, signal) => systemClock.sleep(ms, signal),
  };
}
