import type { Clock } from "../../src/clock.ts";

/** A clock that shows what it was set to; nobody sleeps by it. */
export class SettableClock implements Clock {
  #now: Date;

  constructor(now: Date) {
    this.#now = now;
  }

  now(): Date {
    return this.#now;
  }

  set(now: Date): void {
    this.#now = now;
  }

  sleep(): Promise<void> {
    return Promise.reject(new Error("Nobody sleeps by this clock."));
  }
}
