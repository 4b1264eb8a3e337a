import { systemClock } from "../../src/clock.ts";

const LOOK_EVERY_MS = 50;

/**
 * Resolves as soon as `isSo` says so, for what happens in another process or on real time. The patience guards against
 * hanging for ever; a passing test does not wait for it.
 */
export async function until(what: string, isSo: () => Promise<boolean> | boolean, patienceMs = 60_000): Promise<void> {
  const deadline = systemClock.now().getTime() + patienceMs;
  while (!(await isSo())) {
    if (systemClock.now().getTime() > deadline) throw new Error(`waited in vain until ${what}`);
    await systemClock.sleep(LOOK_EVERY_MS);
  }
}
