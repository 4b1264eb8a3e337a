/** Below this share of what may count at a time, requests go as they come. */
const UNPACED_SHARE = 0.5;
/** So many may go at once although they are paced: what comes within a fifth of a second is not evened out. */
const PACED_AT_ONCE = 16;

/**
 * Counts the requests that a server may see within any window of `windowMs`. A request counts from the moment it is
 * let go until `windowMs` after its answer: the server received it somewhere in between, so that no delay on the way
 * can put more of them into one window of the server's than are let count at a time.
 *
 * Where requests are paced, the second half of what may count goes at even distances, those of a full window. Without
 * that a burst fills the window, nothing goes until it is forgotten, and then the next burst does the same: what has
 * just come would wait for most of every window for as long as there is more to do than may be done.
 */
export class SlidingWindow {
  readonly #windowMs: number;
  readonly #isPaced: boolean;
  /** When the next request is due at even distances; those that keep to them find it no later than they come. */
  #evenAtMs = 0;
  #underWay = 0;
  #pausedUntilMs = 0;
  /** When answers came, oldest first, from `#first` on. */
  #answered: number[] = [];
  #first = 0;

  constructor(windowMs: number, isPaced: boolean) {
    this.#windowMs = windowMs;
    this.#isPaced = isPaced;
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

  /** How many requests may go now when `most` may count at a time. */
  remaining(most: number, nowMs: number): number {
    if (this.isPaused(nowMs)) return 0;
    const counted = this.counted(nowMs);
    const free = Math.max(0, most - counted);
    if (!this.#isPaced || free === 0) return free;
    const unpaced = Math.max(0, Math.floor(most * UNPACED_SHARE) - counted);
    const aheadMs = Math.max(0, this.#evenAtMs - nowMs);
    return Math.min(free, unpaced + Math.max(0, PACED_AT_ONCE - Math.round(aheadMs / this.#distanceMs(most))));
  }

  /** Lets one go. */
  start(most: number, nowMs: number): void {
    const isEven = this.#isPaced && this.counted(nowMs) >= Math.floor(most * UNPACED_SHARE);
    if (isEven) this.#evenAtMs = Math.max(this.#evenAtMs, nowMs) + this.#distanceMs(most);
    this.#underWay++;
  }

  finish(nowMs: number): void {
    this.#underWay--;
    this.#answered.push(nowMs);
  }

  /**
   * When it is worth asking again when `most` may count at a time, as far as time alone decides it; null when an answer
   * must come first.
   */
  nextChangeMs(most: number, nowMs: number): number | null {
    if (this.isPaused(nowMs)) return this.#pausedUntilMs;
    if (this.#isPaced && this.counted(nowMs) < most) {
      return Math.ceil(this.#evenAtMs - (PACED_AT_ONCE - 1) * this.#distanceMs(most));
    }
    const oldest = this.#answered[this.#first];
    return oldest === undefined ? null : oldest + this.#windowMs;
  }

  #distanceMs(most: number): number {
    return this.#windowMs / most;
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
