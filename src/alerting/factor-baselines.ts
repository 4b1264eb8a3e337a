import { baselineOf, expectedOf, type Baseline, type Expected } from "../calls/baseline.ts";
import { factorName, type CallFactor } from "../calls/call-factor.ts";
import { addDays, createLocalTime } from "../calls/local-time.ts";
import type { RuleReadings } from "../store/rule-readings.ts";

export type FactorBaselines = {
  /** What is to be expected of each of these factors at an instant, from the days before it. */
  expectedAt(now: Date, factors: readonly CallFactor[]): Promise<(factor: CallFactor) => Expected>;
};

const BASELINE_DAYS = 28;
const HOUR_MS = 3_600_000;

/**
 * Baselines by the figures of the days before today, which are computed anyway: a few entries of one index for each
 * factor, and those read once an hour. Calls that arrive late change them by little.
 */
export function createFactorBaselines(
  ruleReadings: Pick<RuleReadings, "baselineDays">,
  timeZone: string,
): FactorBaselines {
  const { dateOf } = createLocalTime(timeZone);
  let known: { hour: number; everybody: Baseline | null; expected: Map<string, Expected> } | null = null;

  return {
    async expectedAt(now, factors) {
      const hour = Math.floor(now.getTime() / HOUR_MS);
      const held = known?.hour === hour ? known : null;
      const missing = factors.filter((factor) => held?.expected.has(factorName(factor)) !== true);
      if (held === null || missing.length > 0) {
        const today = dateOf(now);
        const days = { first: addDays(today, -BASELINE_DAYS), last: addDays(today, -1) };
        const read = await ruleReadings.baselineDays(missing, days);
        const everybody = baselineOf(read.everybody, null);
        const expected = new Map(held?.expected);
        for (const name of missing.map(factorName)) {
          expected.set(name, expectedOf(baselineOf(read.byFactor.get(name) ?? [], everybody), everybody));
        }
        known = { hour, everybody, expected };
      }
      const { everybody = null, expected } = known ?? {};
      return (factor) => expected?.get(factorName(factor)) ?? expectedOf(null, everybody);
    },
  };
}
