import type { Clock } from "../../src/clock.ts";

type Sleeper = { dueAtMs: number; order: number; wake: () => void };

/** Turns of the event loop granted after every wake-up, so that what woke can go on to its next sleep. */
const TURNS_AFTER_WAKE = 5;

/**
 * A clock that stands still until a test moves it. Sleepers wake in the order in which they are due (then in the
 * order in which they went to sleep), each at exactly its own instant, and what they start gets to run in between: a
 * loop of "work, sleep 1 s" runs ten times in `advance(10_000)`.
 */
export class DrivenClock implements Clock {
  #nowMs: number;
  #order = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(start: Date | string = "2026-03-02T08:00:00Z") {
    this.#nowMs = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#nowMs);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const sleeper: Sleeper = { dueAtMs: this.#nowMs + Math.max(0, ms), order: this.#order++, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", wake, { once: true });
    });
  }

  /** How many sleep at the moment. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** When the next sleeper is due; null when nobody sleeps. */
  get nextDue(): Date | null {
    const next = this.#next();
    return next === null ? null : new Date(next.dueAtMs);
  }

  /** Moves time on by `ms`, waking everyone who is due on the way, also those who go to sleep on the way. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await settle();
    for (let next = this.#next(); next !== null && next.dueAtMs <= untilMs; next = this.#next()) {
      this.#nowMs = Math.max(this.#nowMs, next.dueAtMs);
      next.wake();
      await settle();
    }
    this.#nowMs = untilMs;
  }

  /**
   * Moves time on from sleeper to sleeper until `work` is settled, and returns what it returns. For work whose every
   * wait is a sleep on this clock; work that waits for a socket wants `advance`.
   */
  async run<Result>(work: Promise<Result>): Promise<Result> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    work.then(mark, mark);
    for (let idleTurns = 0; !settled && idleTurns < 1000; idleTurns++) {
      await settle();
      const next = settled ? null : this.#next();
      if (next === null) continue;
      idleTurns = 0;
      this.#nowMs = Math.max(this.#nowMs, next.dueAtMs);
      next.wake();
    }
    if (!settled) throw new Error("The work waits for something other than this clock.");
    return work;
  }

  #next(): Sleeper | null {
    let next: Sleeper | null = null;
    for (const sleeper of this.#sleepers) {
      if (next === null || sleeper.dueAtMs < next.dueAtMs) next = sleeper;
      else if (sleeper.dueAtMs === next.dueAtMs && sleeper.order < next.order) next = sleeper;
    }
    return next;
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS_AFTER_WAKE; turn++) await new Promise((resolve) => setImmediate(resolve));
}
