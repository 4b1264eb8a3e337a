import type { Clock } from "../clock.ts";
import type { CallWorld } from "./call-world.ts";
import type { LiveStream } from "./live-stream.ts";
import type { NotificationQueue } from "./notification-queue.ts";
import type { SubscriptionStore } from "./subscription-store.ts";

/** However far the clock was moved, what happened in between happens in its order, this much at a time. */
const STEP_MS = 60_000;

/** How often a tenant that runs by itself looks at the clock. */
const TICK_MS = 500;

export type DrivenParts = {
  clock: Clock;
  world: CallWorld;
  store: SubscriptionStore;
  queue: NotificationQueue;
  live: LiveStream;
};

/** Makes happen what is due. */
export class TimeDriver {
  private readonly parts: DrivenParts;
  private working: Promise<void> = Promise.resolve();
  private running: { abort: AbortController; done: Promise<void> } | null = null;

  constructor(parts: DrivenParts) {
    this.parts = parts;
  }

  /** Everything due by now; a second call waits for the first and then looks again. */
  processDue(): Promise<void> {
    const next = this.working.then(() => this.process());
    this.working = next.catch(() => undefined);
    return next;
  }

  private async process(): Promise<void> {
    const { clock, world, store, queue, live } = this.parts;
    const now = clock.now().getTime();
    live.advance(now);
    world.planThrough(now);
    for (;;) {
      const next = Math.min(world.nextReleaseAt(), store.nextAgeAt(), queue.nextDueAt());
      if (next > now) break;
      const through = Math.min(now, next + STEP_MS);
      for (const release of world.takeReleases(through)) store.announce(release);
      store.age(through);
      await queue.deliver(through);
    }
    world.takeReleases(now);
  }

  run(): void {
    if (this.running) return;
    const abort = new AbortController();
    this.running = { abort, done: this.loop(abort.signal) };
  }

  private async loop(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.processDue();
      await this.parts.clock.sleep(TICK_MS, signal);
    }
  }

  async stop(): Promise<void> {
    this.running?.abort.abort();
    await this.running?.done;
    this.running = null;
    await this.working;
  }
}
