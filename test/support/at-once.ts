import type { Steps } from "../../src/calls/steps.ts";

/** Work done without an interruption. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
