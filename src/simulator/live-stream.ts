import type { Clock } from "../clock.ts";
import type { CallWorld } from "./call-world.ts";
import { endingCall, liveCalls } from "./live-calls.ts";
import type { LiveWindow } from "./live-calls.ts";
import type { LiveState } from "./live-state.ts";
import { Random } from "./random.ts";
import { DAY_MS } from "./zoned-day.ts";

/** Calls beside the planned ones: those of live windows, present and past, and those ended by hand. */
export class LiveStream {
  private readonly world: CallWorld;
  private readonly state: LiveState;
  private readonly clock: Clock;
  private readonly everySeconds: number | null;
  private current: LiveWindow | null = null;

  constructor(world: CallWorld, state: LiveState, clock: Clock, everySeconds: number | null) {
    this.world = world;
    this.state = state;
    this.clock = clock;
    this.everySeconds = everySeconds;
    const oldest = clock.now().getTime() - 31 * DAY_MS;
    for (const window of state.windows) {
      const from = Math.max(window.from, oldest);
      if (window.to > from) world.add(liveCalls(world.settings, window, from, window.to));
    }
    for (const [index, at] of state.ended.entries()) if (at > oldest) this.addEnded(index, at);
  }

  /** Brings the live calls up to a moment. The first time, at the start, opens the window. */
  advance(now: number): void {
    if (this.everySeconds === null) return;
    const { delayFactor } = this.world.settings;
    this.current ??= this.state.open({ from: now, to: now, everySeconds: this.everySeconds, delayFactor });
    const from = this.current.to;
    if (now <= from) return;
    const plans = liveCalls(this.world.settings, this.current, from, now);
    // A stretch without a call need not be remembered at once.
    if (plans.length === 0) return;
    this.state.extend(this.current, now);
    this.world.add(plans);
  }

  endCall(): string {
    const at = this.clock.now().getTime();
    return this.addEnded(this.state.addEnded(at), at);
  }

  private addEnded(index: number, at: number): string {
    const key = `ended.${index}.${at}`;
    const { settings } = this.world;
    const plan = endingCall(settings, new Random(`${settings.seed}/${key}`), key, at);
    this.world.add([plan]);
    return plan.id;
  }
}
