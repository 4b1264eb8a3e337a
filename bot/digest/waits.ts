import { doubledWaitMs } from "../../src/wait-times.ts";

export type Wait = { firstMs: number; longestMs: number };

/** Who waits until when before the next attempt: longer after every failure, of whoever has failed in a row. */
export class Waits {
  readonly #wait: Wait;
  readonly #waiting = new Map<string, { failures: number; until: Date }>();

  constructor(wait: Wait) {
    this.#wait = wait;
  }

  isWaiting(name: string, now: Date): boolean {
    const found = this.#waiting.get(name);
    return found !== undefined && found.until > now;
  }

  /** In a row. */
  failuresOf(name: string): number {
    return this.#waiting.get(name)?.failures ?? 0;
  }

  /** @param atLeastMs never longer than the longest wait */
  failed(name: string, now: Date, atLeastMs = 0): void {
    const failures = this.failuresOf(name);
    const ownMs = doubledWaitMs(this.#wait, failures);
    const waitMs = Math.max(ownMs, Math.min(atLeastMs, this.#wait.longestMs));
    this.#waiting.set(name, { failures: failures + 1, until: new Date(now.getTime() + waitMs) });
  }

  /** As long as after many failures. */
  notSoon(name: string, now: Date): void {
    this.#waiting.set(name, { failures: 0, until: new Date(now.getTime() + this.#wait.longestMs) });
  }

  succeeded(name: string): void {
    this.#waiting.delete(name);
  }

  clear(): void {
    this.#waiting.clear();
  }
}
