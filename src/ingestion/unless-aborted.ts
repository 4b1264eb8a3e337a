/**
 * The promise's outcome, or a rejection as soon as `signal` aborts: what does not listen to the signal by itself must
 * not hold up a stop. What the promise still does is left to itself, so it must be harmless.
 */
export function unlessAborted<Result>(promise: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new Error("aborted"));
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
