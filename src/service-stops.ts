import type { Log } from "./log.ts";
import { errorCode } from "./service-error.ts";

export type Stops = {
  /** Closes what others stand on: in reverse order, one after the other, after those that end at once. */
  push(part: string, close: () => Promise<void> | void): void;
  /** Ends what takes a moment and needs nothing but what `push` closes: all of them are told at the same time, first. */
  pushAtOnce(part: string, end: () => Promise<void> | void): void;
  readonly isStopping: boolean;
  /** Never throws: what cannot be closed is logged, and does not keep the rest from it. */
  run(): Promise<void>;
};

/** What was started, and how it is stopped: new work is refused first, the ground under it goes last. */
export function createStops(log: Pick<Log, "warn">): Stops {
  type Stop = { part: string; close: () => Promise<void> | void };
  const inOrder: Stop[] = [];
  const atOnce: Stop[] = [];
  let isStopping = false;

  async function stop({ part, close }: Stop): Promise<void> {
    try {
      await close();
    } catch (error) {
      log.warn({ stopping: part, code: errorCode(error), error }, "part not stopped as it should be");
    }
  }

  return {
    push: (part, close) => void inOrder.push({ part, close }),
    pushAtOnce: (part, close) => void atOnce.push({ part, close }),
    get isStopping() {
      return isStopping;
    },
    async run() {
      isStopping = true;
      await Promise.all(atOnce.splice(0).map(stop));
      for (const part of inOrder.splice(0).reverse()) await stop(part);
    },
  };
}
