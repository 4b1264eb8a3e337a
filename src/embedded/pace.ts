import { setImmediate as nextTurn } from "node:timers/promises";

/** Lets long commands give way now and then, so that heartbeats are answered while they run. */
export type Pace = { isDue(): boolean; breathe(): Promise<void> };

const STEPS_BETWEEN_BREATHS = 4096;

export function createPace(): Pace {
  let steps = 0;
  return {
    isDue: () => ++steps % STEPS_BETWEEN_BREATHS === 0,
    breathe: () => nextTurn(),
  };
}
