import { CALL_RULE_KINDS, type CallRuleKind, type CallRuleSettings } from "../calls/alert-rule.ts";
import { anonymousSettings } from "../calls/anonymous-mode.ts";
import { candidateFactors } from "../calls/cluster-poor-calls.ts";
import type { Incident, Trouble } from "../calls/incident.ts";
import { CALL_RULE_DEFAULTS } from "../calls/rule-defaults.ts";
import { observe, type Observations, type RuleParticipation } from "../calls/rule-observation.ts";
import { windowOf } from "../calls/rule-content.ts";
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

/** Those of some 60,000 calls: 0.3 GB, and half as much again while a rule looks at them. */
export const MOST_PARTICIPATIONS = 200_000;

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
  let held: (HeldCalls & { at: Date; windowMs: number }) | null = null;
  /** Of the windows that were asked for since the last reading. */
  let widestMs = 0;

  async function callsUntil(now: Date, windowMs: number): Promise<HeldCalls & { at: Date }> {
    widestMs = Math.max(widestMs, windowMs);
    const age = held === null ? Infinity : now.getTime() - held.at.getTime();
    if (held === null || age < 0 || age >= pace.callsEveryMs || held.windowMs < windowMs) {
      const wide = Math.max(widestMs, DAY_MS);
      // Not two of them at a time.
      held = null;
      widestMs = windowMs;
      const read = await callsBetween(new Date(now.getTime() - wide), now, parts);
      const { areAll, calls, fromMs } = read;
      const cut = { participations: calls.length, from: new Date(fromMs) };
      if (!areAll) log.warn(cut, "alert rules look at the latest calls of their window alone");
      held = { ...read, at: now, windowMs: wide };
    }
    return held;
  }

  return CALL_RULE_KINDS.map((kind): IncidentRule => {
    const { isOn, settings: usual } = CALL_RULE_DEFAULTS[kind];
    // The same calls by the same settings tell the same.
    let last: { at: Date; set: string; troubles: Trouble[] } | null = null;
    return {
      id: kind,
      kind,
      isOn,
      settings: usual,
      pace: { healthyForMs: pace.callsHealthyForMs, reopenWithinMs: pace.callsReopenWithinMs },
      async read(now, { settings, recent }) {
        const set = parts.isAnonymous === true ? anonymousSettings(kind, settings ?? usual) : (settings ?? usual);
        if (set === null) return [];
        const { at, ...calls } = await callsUntil(now, set.windowMinutes * MINUTE_MS);
        if (last?.at === at && last.set === JSON.stringify(set)) return last.troubles;
        const observations = await observed(kind, set, calls, parts);
        const factorOfPerson = await personFactors(ruleReadings);
        const reading = { kind, settings: set, observations, recent, factorOfPerson, now };
        const troubles = await readObserved(reading, baselines);
        last = { at, set: JSON.stringify(set), troubles };
        return troubles;
      },
    };
  });
}

export type HeldCalls = {
  calls: readonly RuleParticipation[];
  /** From when on these are all. */
  fromMs: number;
  /** Of the stretch of time that was asked for. */
  areAll: boolean;
};

/** The participations of a stretch of time; of more than can be held the latest. */
export async function callsBetween(
  start: Date,
  end: Date,
  {
    ruleReadings,
    mostParticipations = MOST_PARTICIPATIONS,
  }: Pick<CallRuleParts, "ruleReadings" | "mostParticipations">,
): Promise<HeldCalls> {
  const calls = await ruleReadings.participations(start, end, mostParticipations);
  if (calls.length < mostParticipations) return { calls, fromMs: start.getTime(), areAll: true };
  // Of the earliest moment there may be more.
  const earliestMs = calls.reduce((earliest, call) => Math.min(earliest, call.start.getTime()), Infinity);
  return { calls, fromMs: earliestMs + 1, areAll: false };
}

/** The calls as a rule wants them. */
export async function observed(
  kind: CallRuleKind,
  { scope, counts }: CallRuleSettings,
  { calls, fromMs }: Pick<HeldCalls, "calls" | "fromMs">,
  { buildings }: Pick<CallRuleParts, "buildings">,
): Promise<Observations> {
  const buildingsOfCountry = scope.country === null ? new Set<string>() : await buildingsIn(scope.country, buildings);
  const what = { fromMs, scope, counts: kind === "callFailures" ? ("failures" as const) : counts, buildingsOfCountry };
  return inTurns(observe(calls, what));
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
          ...(await inTurns(
            candidateFactors({
              observations,
              ...windowOf(settings, observations, now),
              guards: settings,
              leftOut: new Set(),
            }),
          )),
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
