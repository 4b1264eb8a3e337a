import { setImmediate as nextTurn } from "node:timers/promises";
import type { Steps } from "./calls/steps.ts";

/** Below what anybody notices; Graph waits three seconds for the webhook. */
const LONGEST_TURN_MS = 20;

/** Does long work with a turn of the event loop whenever it has taken so long, so that requests are answered meanwhile. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < LONGEST_TURN_MS) continue;
    await nextTurn();
    since = performance.now();
  }
}
