import type { CallKind, CallPlan } from "./call-model.ts";
import { finishPlan } from "./call-plan.ts";
import type { PlanSettings } from "./call-plan.ts";
import { SUGGESTED_INDEX } from "./person-model.ts";
import { Random } from "./random.ts";
import { MINUTE_MS } from "./zoned-day.ts";

/** A stretch of time in which live calls took place; `to` grows while it lasts. */
export type LiveWindow = { from: number; to: number; everySeconds: number; delayFactor: number };

const LIVE_KINDS = { twoParty: 50, group: 14, meeting: 22, phone: 6, escalated: 5, missed: 3 };

/** The live calls that end in [from, to): call k is a function of the seed and the slot k alone. */
export function liveCalls(settings: PlanSettings, window: LiveWindow, from: number, to: number): CallPlan[] {
  const step = window.everySeconds * 1000;
  const plans: CallPlan[] = [];
  for (let slot = Math.floor(from / step) - 1; slot * step < to; slot += 1) {
    const random = new Random(`${settings.seed}/live/${window.everySeconds}/${slot}`);
    const end = Math.round(slot * step + random.next() * step * 0.8);
    if (end < from || end >= to) continue;
    const key = `live.${window.everySeconds}.${slot}`;
    plans.push(endingCall({ ...settings, delayFactor: window.delayFactor }, random, key, end));
  }
  return plans;
}

/** A call that ends at a given moment, more likely than not one of the suggested person's. */
export function endingCall(settings: PlanSettings, random: Random, key: string, end: number): CallPlan {
  const count = settings.people.length;
  const kind: CallKind = random.weighted(LIVE_KINDS);
  const length = kind === "missed" ? 0 : Math.round(random.between(0.3, kind === "meeting" ? 35 : 12) * MINUTE_MS);
  const wanted = kind === "twoParty" || kind === "missed" ? 2 : kind === "phone" ? 1 : random.int(3, 6);
  const members = new Set<number>();
  if (random.chance(0.55)) members.add(SUGGESTED_INDEX);
  for (let attempt = 0; members.size < Math.min(wanted, count) && attempt < 50; attempt += 1) {
    members.add(random.int(0, count - 1));
  }
  const order = [...members];
  if (random.chance(0.5)) order.reverse();
  return finishPlan(settings, key, kind, end - length, end, order[0] ?? null, order);
}
