/** So many may go at once although they are paced: what comes within a fifth of a second is not evened out. */
const PACED_AT_ONCE = 16;

/** What one process may send under a limit. */
export type Part = {
  /** So many requests may count at a time. */
  most: number;
  /** So many go in one window when they go at even distances. */
  pace: number;
};

/**
 * Counts the requests that a server may see within any window of `windowMs`. A request counts from the moment it is
 * let go until `windowMs` after its answer: the server received it somewhere in between, so that no delay on the way
 * can put more of them into one window of the server's than are let count at a time.
 *
 * Where requests are paced, they go at even distances, those of a full window, but for `burst` at the beginning and
 * where more than before may count. Without that all that waits goes at once and fills the window, nothing goes until
 * it is forgotten, and then all goes at once again: what has just come would wait for most of every window for as long
 * as there is more to do than may be done.
 */
export class SlidingWindow {
  readonly #windowMs: number;
  /** So many more than are due at even distances may go at most; null: all may go as they come. */
  readonly #burst: number | null;
  /** How many were due at `#dueAtMs`. */
  #due: number;
  #dueAtMs = 0;
  #underWay = 0;
  #pausedUntilMs = 0;
  /** When answers came, oldest first, from `#first` on. */
  #answered: number[] = [];
  #first = 0;

  constructor(windowMs: number, burst: number | null = null) {
    this.#windowMs = windowMs;
    this.#burst = burst;
    this.#due = burst ?? 0;
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

  /** How many requests may go now. */
  remaining(part: Part, nowMs: number): number {
    if (this.isPaused(nowMs)) return 0;
    const free = Math.max(0, part.most - this.counted(nowMs));
    return this.#burst === null ? free : Math.min(free, Math.floor(this.#dueNow(part, nowMs)));
  }

  /** The part of this process has grown: what another one does not send any more goes at once. */
  grow(by: number, part: Part, nowMs: number): void {
    const due = this.#dueNow(part, nowMs);
    this.#setDue(Math.max(due, Math.min(this.#burst ?? 0, due + by)), nowMs);
  }

  /** Lets one go. */
  start(part: Part, nowMs: number): void {
    this.#setDue(this.#dueNow(part, nowMs) - 1, nowMs);
    this.#underWay++;
  }

  finish(nowMs: number): void {
    this.#underWay--;
    this.#answered.push(nowMs);
  }

  /** When it is worth asking again, as far as time alone decides it; null when an answer must come first. */
  nextChangeMs(part: Part, nowMs: number): number | null {
    if (this.isPaused(nowMs)) return this.#pausedUntilMs;
    if (this.#burst !== null && this.counted(nowMs) < part.most) {
      if (part.pace === 0) return null;
      return Math.ceil(nowMs + (1 - this.#dueNow(part, nowMs)) * (this.#windowMs / part.pace));
    }
    const oldest = this.#answered[this.#first];
    return oldest === undefined ? null : oldest + this.#windowMs;
  }

  #dueNow({ pace }: Part, nowMs: number): number {
    const since = (Math.max(0, nowMs - this.#dueAtMs) * pace) / this.#windowMs;
    return Math.max(this.#due, Math.min(PACED_AT_ONCE, this.#due + since));
  }

  #setDue(due: number, nowMs: number): void {
    this.#due = due;
    this.#dueAtMs = nowMs;
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
