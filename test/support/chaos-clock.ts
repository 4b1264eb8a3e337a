import { systemClock, type Clock } from "../../src/clock.ts";

/** From the real instant `realMs` on, simulated time runs from `simulatedMs` at `speed` simulated seconds a second. */
export type ClockSegment = { realMs: number; simulatedMs: number; speed: number };

/** A change becomes valid so much later, in real time: by then every process has heard of it. */
const NOTICE_MS = 50;

type Sleeper = { untilMs: number; timer: NodeJS.Timeout | null; wake: () => void };

/**
 * Time that runs faster than the machine's, and leaps, for several processes at once: they agree because they compute
 * it from the machine's clock and the same segments. What sleeps over a leap wakes after it.
 */
export class ScaledClock implements Clock {
  private segments: ClockSegment[];
  private readonly sleepers = new Set<Sleeper>();

  constructor(segments: readonly ClockSegment[]) {
    this.segments = [...segments];
  }

  static startingAt(simulated: Date, speed: number): ScaledClock {
    return new ScaledClock([{ realMs: realNow(), simulatedMs: simulated.getTime(), speed }]);
  }

  now(): Date {
    return new Date(Math.floor(this.simulatedAt(realNow())));
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = (): void => {
        if (sleeper.timer) clearTimeout(sleeper.timer);
        this.sleepers.delete(sleeper);
        signal?.removeEventListener("abort", wake);
        resolve();
      };
      const sleeper: Sleeper = { untilMs: this.simulatedAt(realNow()) + ms, timer: null, wake };
      this.sleepers.add(sleeper);
      signal?.addEventListener("abort", wake, { once: true });
      this.arm(sleeper);
    });
  }

  /** What another process needs to show the same time. */
  get current(): readonly ClockSegment[] {
    return this.segments;
  }

  /** A segment made elsewhere, or by `changed`. */
  take(segment: ClockSegment): void {
    const past = this.segments.filter(({ realMs }) => realMs <= realNow()).slice(-1);
    const future = this.segments.filter(({ realMs }) => realMs > realNow() && realMs < segment.realMs);
    this.segments = [...past, ...future, segment];
    for (const sleeper of [...this.sleepers]) this.arm(sleeper);
  }

  /** From a moment from now on: another speed, and further by a leap. The caller passes it to `take`, everywhere. */
  changed(change: { speed?: number; leapMs?: number }): ClockSegment {
    const last = this.segments[this.segments.length - 1];
    const realMs = Math.max(realNow() + NOTICE_MS, last?.realMs ?? 0);
    const speed = change.speed ?? last?.speed ?? 1;
    return { realMs, simulatedMs: this.simulatedAt(realMs) + (change.leapMs ?? 0), speed };
  }

  private simulatedAt(realMs: number): number {
    let valid = this.segments[0];
    for (const segment of this.segments) if (segment.realMs <= realMs) valid = segment;
    if (!valid) throw new TypeError("A clock needs a segment.");
    return valid.simulatedMs + (realMs - valid.realMs) * valid.speed;
  }

  private arm(sleeper: Sleeper): void {
    if (sleeper.timer) clearTimeout(sleeper.timer);
    const real = realNow();
    const speed = this.segments.filter(({ realMs }) => realMs <= real).slice(-1)[0]?.speed ?? 1;
    const leftMs = (sleeper.untilMs - this.simulatedAt(real)) / speed;
    if (leftMs <= 0) return void (sleeper.timer = setTimeout(sleeper.wake, 0));
    // A change that is announced already may end the sleep earlier or later than the present speed says.
    const changeMs = Math.min(...this.segments.map(({ realMs }) => realMs - real).filter((ms) => ms > 0), 60_000);
    sleeper.timer = setTimeout(() => this.arm(sleeper), Math.ceil(Math.min(leftMs, changeMs)));
  }
}

function realNow(): number {
  return systemClock.now().getTime();
}
