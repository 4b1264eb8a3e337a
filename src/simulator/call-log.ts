import type { CallLogRow } from "./call-log-model.ts";
import { logRowsOf } from "./call-log-model.ts";
import type { CallPlan } from "./call-model.ts";
import type { CallWorld } from "./call-world.ts";
import { HOUR_MS } from "./zoned-day.ts";

/** Rows can begin a little before their call (an attempt that failed) or after it (a dial-in). */
const SLACK_MS = HOUR_MS;

/** Both logs of telephone calls, as the simulated tenant has them at a moment. */
export class CallLog {
  private readonly world: CallWorld;
  private readonly known = new Map<string, CallLogRow[]>();

  constructor(world: CallWorld) {
    this.world = world;
  }

  /** The rows that begin from `from` on and before `to` and that the log shows by now, by start. */
  rows(from: number, to: number, now: number): CallLogRow[] {
    this.world.planThrough(now);
    return this.world
      .all()
      .filter((plan) => plan.start >= from - SLACK_MS && plan.start < to + SLACK_MS && plan.end <= now)
      .flatMap((plan) => this.rowsOf(plan))
      .filter((row) => row.start >= from && row.start < to && row.visibleAt <= now)
      .sort((left, right) => left.start - right.start || (left.id < right.id ? -1 : 1));
  }

  private rowsOf(plan: CallPlan): CallLogRow[] {
    const known = this.known.get(plan.id);
    if (known) return known;
    const rows = logRowsOf(this.world, plan);
    this.known.set(plan.id, rows);
    return rows;
  }
}
