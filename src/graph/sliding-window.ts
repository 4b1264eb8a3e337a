/**
 * Counts the requests that a server may see within any window of `windowMs`. A request counts from the moment it is
 * let go until `windowMs` after its answer: the server received it somewhere in between, so that no delay on the way
 * can put more of them into one window of the server's than are let count at a time.
 */
export class SlidingWindow {
  readonly #windowMs: number;
  #underWay = 0;
  #pausedUntilMs = 0;
  /** When answers came, oldest first, from `#first` on. */
  #answered: number[] = [];
  #first = 0;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  /** Nothing to remember any more. */
  isIdle(nowMs: number): boolean {
    this.#forget(nowMs);
    return this.#underWay === 0 && this.#answered.length === this.#first && !this.isPaused(nowMs);
  }

  isPaused(nowMs: number): boolean {
    return this.#pausedUntilMs > nowMs;
  }

  pauseUntil(ms: number): void {
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, ms);
  }

  /** How many requests count at the moment. */
  counted(nowMs: number): number {
    this.#forget(nowMs);
    return this.#underWay + this.#answered.length - this.#first;
  }

  start(): void {
    this.#underWay++;
  }

  finish(nowMs: number): void {
    this.#underWay--;
    this.#answered.push(nowMs);
  }

  /** When it is worth asking again, as far as time alone decides it; null when an answer must come first. */
  nextChangeMs(nowMs: number): number | null {
    if (this.isPaused(nowMs)) return this.#pausedUntilMs;
    const oldest = this.#answered[this.#first];
    return oldest === undefined ? null : oldest + this.#windowMs;
  }

  #forget(nowMs: number): void {
    while (this.#first < this.#answered.length && (this.#answered[this.#first] ?? 0) + this.#windowMs <= nowMs) {
      this.#first++;
    }
    if (this.#first > 0 && this.#first * 2 >= this.#answered.length) {
      this.#answered = this.#answered.slice(this.#first);
      this.#first = 0;
    }
  }
}
