import type { Clock } from "../clock.ts";
import type { CallLog } from "./call-log.ts";
import type { CallPlan } from "./call-model.ts";
import type { CallWorld } from "./call-world.ts";
import { sickWindows } from "./causes.ts";
import type { Cause, SickWindow } from "./causes.ts";
import { trueCall } from "./true-call.ts";
import type { TrueCall } from "./true-call.ts";
import { truePhoneCall } from "./true-phone-call.ts";
import type { TruePhoneCall } from "./true-phone-call.ts";
import { summarizeTruth } from "./true-summary.ts";
import type { TrueSummary } from "./true-summary.ts";

export type GroundTruth = {
  /** Every call that Graph lists at this moment, at its current version, by start. */
  calls(): readonly TrueCall[];
  /** One call, also after Graph has dropped it; null when there is none or its record is not ready. */
  call(callId: string): TrueCall | null;
  /**
   * What "my calls" must say. The period is half-open; calls are placed by their start; the time zone decides byDay.
   * Calls that Graph has dropped since are counted: whoever kept them still has them.
   */
  summary(personId: string, period: { start: Date; end: Date }, timeZone: string): TrueSummary;
  /** Every row that the logs of telephone calls show at this moment, by start. */
  phoneCalls(): readonly TruePhoneCall[];
  /** When which part of the tenant was sick, for checking incidents against. */
  sickness(period: { start: Date; end: Date }): readonly SickWindow[];
};

/** The oracle: computed from the simulator's own model, never from its payloads or by the product's code. */
export function createGroundTruth(world: CallWorld, causes: readonly Cause[], log: CallLog, clock: Clock): GroundTruth {
  const known = new Map<string, { version: number; call: TrueCall }>();

  function truthOf(plan: CallPlan, now: number): TrueCall | null {
    const version = world.currentVersion(plan, now);
    if (version < 0) return null;
    const held = known.get(plan.id);
    if (held?.version === version) return held.call;
    const call = trueCall(plan, world.contentOf(plan), version);
    known.set(plan.id, { version, call });
    return call;
  }

  function truths(plans: readonly CallPlan[], now: number): TrueCall[] {
    return plans.flatMap((plan) => truthOf(plan, now) ?? []);
  }

  return {
    calls() {
      const now = clock.now().getTime();
      return truths(world.listed(now), now);
    },
    call(callId) {
      const plan = world.get(callId);
      return plan && truthOf(plan, clock.now().getTime());
    },
    summary(personId, period, timeZone) {
      const now = clock.now();
      world.planThrough(now.getTime());
      const [start, end] = [period.start.getTime(), period.end.getTime()];
      const index = world.settings.people.findIndex((person) => person.id === personId);
      // People of the tenant are in the plan, so that most contents need not be drawn.
      const plans = world
        .all()
        .filter((plan) => plan.start >= start && plan.start < end && (index < 0 || plan.members.includes(index)));
      return summarizeTruth(personId, truths(plans, now.getTime()), period, timeZone, now);
    },
    phoneCalls() {
      return log.rows(-Infinity, Infinity, clock.now().getTime()).map(truePhoneCall);
    },
    sickness(period) {
      return sickWindows(causes, period.start.getTime(), period.end.getTime());
    },
  };
}
