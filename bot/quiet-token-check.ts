import { AsyncLocalStorage } from "node:async_hooks";

const checking = new AsyncLocalStorage<true>();
let isHeldBack = false;

/**
 * Runs a check of a token without what botbuilder writes to the console about one that it refuses: the key and a stack,
 * past the log, as often as anybody likes to send one. It makes its checker itself and has no switch for that, so
 * console.error is held back, for what runs in here alone. The refusal is counted and answered all the same.
 */
export function quietly<Result>(check: () => Promise<Result>): Promise<Result> {
  holdBack();
  return checking.run(true, check);
}

function holdBack(): void {
  if (isHeldBack) return;
  isHeldBack = true;
  /* eslint-disable no-console -- it is botbuilder's use of it that is mended here */
  const write = console.error.bind(console);
  console.error = (...values: unknown[]) => {
    if (checking.getStore() === undefined) write(...values);
  };
  /* eslint-enable no-console */
}
