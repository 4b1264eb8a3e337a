import type { Faults } from "../../src/simulator/faults.ts";
import { chaosCalls } from "./chaos-world.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * A Saturday morning, so that the simulated office is quiet and the scripted calls are the traffic; far in the future,
 * so that nothing which the machine's own clock ages (TTL) has aged.
 */
export const CHAOS_ORIGIN = new Date("2040-03-17T06:00:00Z");

/** Simulated seconds a second. */
export const WORK_SPEED = 6;
const CALLS_A_REAL_SECOND = 25;

/** Calls end in bursts; in between the subscription's keeper, who looks every ten minutes, has its turn. */
export const BURSTS = 4;
const BETWEEN_BURSTS_MS = 12 * MINUTE_MS;
/** So that what went wrong with the subscription in the last burst is mended when the webhook fails. */
const BEFORE_OUTAGE_MS = 20 * MINUTE_MS;

/** Longer than the four hours for which Graph repeats a notification. */
const OUTAGE_MS = 5 * HOUR_MS;

export const CHAOS_FAULTS = {
  notReady404Rate: 0.1,
  duplicateRate: 0.2,
  reorderRate: 0.2,
  throttleBurst: 0.004,
  serviceUnavailableRate: 0.02,
  internalErrorRate: 0.003,
  slowAnswers: 0.02,
  slowAnswerMs: 8_000,
  droppedConnections: 0.005,
  validationFailureRate: 0.1,
} satisfies Partial<Faults>;

export type ChaosPlan = ReturnType<typeof chaosPlan>;

/**
 * Which calls end when: in the past; in bursts, while things go wrong; while nobody answers the webhook; and after that.
 */
export function chaosPlan(calls: number, seed: number) {
  const share = (part: number): number => Math.ceil(calls * part);
  const people = Math.max(20, Math.round(calls / 50));
  const origin = CHAOS_ORIGIN.getTime();
  const burstMs = (share(0.5 / BURSTS) / CALLS_A_REAL_SECOND) * WORK_SPEED * 1000;
  const bursts = Array.from({ length: BURSTS }, (_, index) => {
    const from = origin + 2 * HOUR_MS + index * (burstMs + BETWEEN_BURSTS_MS);
    return { from, to: from + burstMs, calls: share(0.5 / BURSTS) };
  });
  const outageStart = origin + 2 * HOUR_MS + BURSTS * (burstMs + BETWEEN_BURSTS_MS) + BEFORE_OUTAGE_MS;
  const outageEnd = outageStart + OUTAGE_MS;
  const scripted = chaosCalls(seed, people, [
    { from: origin - 20 * HOUR_MS, to: origin - HOUR_MS, calls: share(0.25) },
    ...bursts,
    { from: outageStart, to: outageStart + HOUR_MS / 2, calls: share(0.2) },
    { from: outageEnd, to: outageEnd + 5 * MINUTE_MS, calls: share(0.05) },
  ]);
  return { people, scripted, bursts, outageStart, outageEnd };
}
