import type { Health } from "../calls/health.ts";
import type { AlertPace } from "./alert-pace.ts";
import type { IncidentRule } from "./incident-rule.ts";

/**
 * Alone this is no news: a first listing of thirty days takes hours by Graph's limits, and what keeps it from going on
 * is a finding of its own.
 */
const NO_NEWS_ALONE = "hours_not_listed";

/** Whoever reads this runs: it is said until the first sign of life is written. */
const NOT_SO = "service_not_running";

/** Watches whether calls arrive, by the same judgement that `callwise status` tells. */
export function createHealthRule({
  readHealth,
  pace,
}: {
  readHealth: () => Promise<Health>;
  pace: Pick<AlertPace, "behindForMs" | "blindOrBrokenForMs">;
}): IncidentRule {
  return {
    id: "ingestionHealth",
    kind: "ingestionHealth",
    isOn: true,
    async read() {
      const findings = (await readHealth()).findings.filter(({ code }) => code !== NOT_SO);
      const [worst] = findings;
      if (worst === undefined || findings.every(({ code }) => code === NO_NEWS_ALONE)) return [];
      const { state } = worst;
      const toLastMs = state === "behind" ? pace.behindForMs : pace.blindOrBrokenForMs;
      return [{ factor: "service", toLastMs, content: { kind: "ingestionHealth", state, findings }, affected: null }];
    },
  };
}
