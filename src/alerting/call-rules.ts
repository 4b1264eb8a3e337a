import { CALL_RULE_KINDS, type CallRuleKind, type CallRuleSettings } from "../calls/alert-rule.ts";
import { anonymousSettings } from "../calls/anonymous-mode.ts";
import { candidateFactors } from "../calls/cluster-poor-calls.ts";
import type { Incident, Trouble } from "../calls/incident.ts";
import { CALL_RULE_DEFAULTS } from "../calls/rule-defaults.ts";
import { observe, type Observations, type RuleParticipation } from "../calls/rule-observation.ts";
import { readCallRule } from "../calls/rule-reading.ts";
import { inTurns } from "../in-turns.ts";
import type { Log } from "../log.ts";
import type { Buildings } from "../store/buildings.ts";
import type { RuleReadings } from "../store/rule-readings.ts";
import type { AlertPace } from "./alert-pace.ts";
import { createFactorBaselines, type FactorBaselines } from "./factor-baselines.ts";
import type { IncidentRule } from "./incident-rule.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

/** Those of some 60,000 calls. They take about half a GB while a rule looks at them. */
const MOST_PARTICIPATIONS = 200_000;

export type CallRuleParts = {
  ruleReadings: RuleReadings;
  buildings: Pick<Buildings, "allRows">;
  /** IANA: of the organization, whose days the baselines are of. */
  timeZone: string;
  /** Then what a rule tells of is of a group, never of one person. */
  isAnonymous?: boolean;
  pace: Pick<AlertPace, "callsEveryMs" | "callsHealthyForMs" | "callsReopenWithinMs">;
  log: Pick<Log, "warn">;
  /** Read at once. */
  mostParticipations?: number;
};

/**
 * The rules about calls. They read the window's calls together, and again only after a while: calls arrive late anyway. Of
 * more than can be held they look at the latest, and the log says so.
 */
export function createCallRules(parts: CallRuleParts): IncidentRule[] {
  const { ruleReadings, pace, timeZone, log } = parts;
  const baselines = createFactorBaselines(ruleReadings, timeZone);
  let held: { at: Date; windowMs: number; calls: RuleParticipation[] } | null = null;

  async function callsUntil(now: Date, windowMs: number): Promise<RuleParticipation[]> {
    const age = held === null ? Infinity : now.getTime() - held.at.getTime();
    if (held === null || age < 0 || age >= pace.callsEveryMs || held.windowMs < windowMs) {
      const wide = Math.max(windowMs, held?.windowMs ?? 0, DAY_MS);
      const { calls, areAll } = await callsBetween(new Date(now.getTime() - wide), now, parts);
      if (!areAll)
        log.warn({ participations: calls.length }, "alert rules look at the latest calls of their window alone");
      held = { at: now, windowMs: wide, calls };
    }
    return held.calls;
  }

  return CALL_RULE_KINDS.map((kind): IncidentRule => {
    const { isOn, settings: usual } = CALL_RULE_DEFAULTS[kind];
    // The same calls by the same settings tell the same.
    let last: { calls: readonly RuleParticipation[]; set: string; troubles: Trouble[] } | null = null;
    return {
      id: kind,
      kind,
      isOn,
      settings: usual,
      pace: { healthyForMs: pace.callsHealthyForMs, reopenWithinMs: pace.callsReopenWithinMs },
      async read(now, { settings, recent }) {
        const set = parts.isAnonymous === true ? anonymousSettings(kind, settings ?? usual) : (settings ?? usual);
        if (set === null) return [];
        const calls = await callsUntil(now, set.windowMinutes * MINUTE_MS);
        if (last?.calls === calls && last.set === JSON.stringify(set)) return last.troubles;
        const observations = await observed(kind, set, calls, parts);
        const factorOfPerson = await personFactors(ruleReadings);
        const reading = { kind, settings: set, observations, recent, factorOfPerson, now };
        const troubles = await readObserved(reading, baselines);
        last = { calls, set: JSON.stringify(set), troubles };
        return troubles;
      },
    };
  });
}

/** The latest participations of a stretch of time, as many as can be held, and whether there are no more. */
export async function callsBetween(
  start: Date,
  end: Date,
  {
    ruleReadings,
    mostParticipations = MOST_PARTICIPATIONS,
  }: Pick<CallRuleParts, "ruleReadings" | "mostParticipations">,
): Promise<{ calls: RuleParticipation[]; areAll: boolean }> {
  const found = await ruleReadings.participations(start, end, mostParticipations + 1);
  const areAll = found.length <= mostParticipations;
  return { calls: areAll ? found : found.slice(0, mostParticipations), areAll };
}

/** The calls as a rule wants them. */
export async function observed(
  kind: CallRuleKind,
  { scope, counts }: CallRuleSettings,
  calls: readonly RuleParticipation[],
  { buildings }: Pick<CallRuleParts, "buildings">,
): Promise<Observations> {
  const buildingsOfCountry = scope.country === null ? new Set<string>() : await buildingsIn(scope.country, buildings);
  return inTurns(observe(calls, { scope, counts: kind === "callFailures" ? "failures" : counts, buildingsOfCountry }));
}

async function buildingsIn(country: string, buildings: CallRuleParts["buildings"]): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const rows of buildings.allRows()) {
    for (const row of rows) {
      if (row.country.toLowerCase() === country.toLowerCase()) names.add(row.buildingName.toLowerCase());
    }
  }
  return names;
}

/** The one reading, of now and of a trial. */
export async function readObserved(
  reading: {
    kind: CallRuleKind;
    settings: CallRuleSettings;
    observations: Observations;
    recent: readonly Incident[];
    factorOfPerson: (personId: string) => string;
    now: Date;
  },
  baselines: FactorBaselines,
): Promise<Trouble[]> {
  const { kind, settings, observations, recent, now } = reading;
  const factors =
    kind === "poorShareAboveBaseline"
      ? [
          ...candidateFactors({
            observations,
            startMs: now.getTime() - settings.windowMinutes * MINUTE_MS,
            endMs: now.getTime(),
            guards: settings,
            leftOut: new Set(),
          }),
          ...recent.flatMap(({ content }) => (content.kind === "poorShareAboveBaseline" ? [content.factor] : [])),
        ]
      : [];
  const expectedOf = await baselines.expectedAt(now, factors);
  return inTurns(readCallRule({ ...reading, expectedOf }));
}

/** Names a person among the factors of a rule. */
export async function personFactors({
  personMarks,
}: Pick<RuleReadings, "personMarks">): Promise<(personId: string) => string> {
  const markOf = await personMarks();
  return (personId) => `person:${markOf(personId)}`;
}
