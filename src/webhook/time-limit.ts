import type { Clock } from "../clock.ts";

/** Gives what the work resolves or rejects with; rejects earlier when its time is up, and the work itself goes on. */
export type TimeLimit = <Result>(work: Promise<Result>) => Promise<Result>;

type Running = { endsAt: number; giveUp: () => void };

/**
 * One limit for all work that runs at a time: it sleeps once for all of it, where a timer and a signal for each would
 * cost a small request much of its time.
 */
export function createTimeLimit(ms: number, clock: Clock, tooLate: () => Error): TimeLimit {
  /** In the order in which their time is up. */
  const running = new Set<Running>();
  let watching: AbortController | null = null;

  async function watch(allDone: AbortSignal): Promise<void> {
    // What is added meanwhile comes last.
    for (const one of running) {
      const left = one.endsAt - clock.now().getTime();
      if (left > 0) await clock.sleep(left, allDone);
      if (allDone.aborted) return;
      if (running.has(one)) one.giveUp();
    }
  }

  function end(one: Running): void {
    if (!running.delete(one) || running.size > 0) return;
    watching?.abort("all done"); // a reason of one's own is cheaper than the default error with its stack
    watching = null;
  }

  return (work) =>
    new Promise((resolve, reject) => {
      const one: Running = {
        endsAt: clock.now().getTime() + ms,
        giveUp() {
          end(one);
          reject(tooLate());
        },
      };
      running.add(one);
      if (watching === null) {
        watching = new AbortController();
        void watch(watching.signal);
      }
      const done = (): void => end(one);
      work.then(done, done);
      work.then(resolve, reject);
    });
}
