import { setImmediate as turn } from "node:timers/promises";
import type { AlertRuleTrial, CallRuleKind, CallRuleSettings } from "../calls/alert-rule.ts";
import { anonymousSettings } from "../calls/anonymous-mode.ts";
import { incidentAfter, type Incident, type IncidentPace } from "../calls/incident.ts";
import { isQuiet } from "../calls/rule-quiet-hours.ts";
import type { Observations, RuleParticipation } from "../calls/rule-observation.ts";
import { ServiceError } from "../service-error.ts";
import {
  callsBetween,
  MOST_PARTICIPATIONS,
  observed,
  personFactors,
  readObserved,
  type CallRuleParts,
} from "./call-rules.ts";
import { createFactorBaselines } from "./factor-baselines.ts";

const MINUTE_MS = 60_000;
const TRIAL_MS = 7 * 1_440 * MINUTE_MS;
const STEP_MS = 15 * MINUTE_MS;
/** Read at once, to what is held of the window before it. */
const PIECE_MS = 360 * MINUTE_MS;

type Held = { fromMs: number; untilMs: number; calls: readonly RuleParticipation[]; observations: Observations };

/**
 * What a rule would have told of in the last seven days, had it been on: the same reading of the same stored calls, a
 * quarter of an hour after the other. Calls count from their start, not from when their record arrived. Throws
 * "alert_rule_trial_too_large" where a window has more calls than can be held.
 */
export async function tryCallRule(
  { kind, pace, ...tried }: { kind: CallRuleKind; settings: CallRuleSettings; pace: IncidentPace },
  parts: CallRuleParts,
  end: Date,
): Promise<AlertRuleTrial> {
  const start = new Date(end.getTime() - TRIAL_MS);
  const settings = parts.isAnonymous === true ? anonymousSettings(kind, tried.settings) : tried.settings;
  if (settings === null) return { start, end, alerts: [] };
  const windowMs = settings.windowMinutes * MINUTE_MS;
  const baselines = createFactorBaselines(parts.ruleReadings, parts.timeZone);
  const factorOfPerson = await personFactors(parts.ruleReadings);
  const incidents = new Map<string, Incident>();
  const alerts: AlertRuleTrial["alerts"] = [];
  const present = new Map<string, AlertRuleTrial["alerts"][number]>();
  let held: Held | null = null;

  for (let at = start.getTime(); at <= end.getTime(); at += STEP_MS) {
    const now = new Date(at);
    // Others want to be served meanwhile.
    await turn();
    if (held === null || at > held.untilMs) {
      const read = await movedOn(held, at - windowMs, Math.min(at + PIECE_MS, end.getTime()), parts);
      held = { ...read, observations: await observed(kind, settings, read, parts) };
    }
    const { observations } = held;
    const recent = [...incidents.values()];
    const troubles = await readObserved({ kind, settings, observations, recent, factorOfPerson, now }, baselines);
    const byFactor = new Map(troubles.map((trouble) => [trouble.factor, trouble]));
    for (const factor of new Set([...byFactor.keys(), ...incidents.keys()])) {
      const latest = incidents.get(factor) ?? null;
      const trouble = byFactor.get(factor) ?? null;
      const quiet = isQuiet(settings.quietHours, now);
      const next = incidentAfter({ ruleId: kind, factor, latest, trouble, pace, isQuiet: quiet, now });
      if (next === null) incidents.delete(factor);
      else incidents.set(factor, next);
      if (next?.state === "open" && latest?.state !== "open") {
        const alert = { at: now, resolvedAt: null, factor: factorOf(next), calls: 0 };
        alerts.push(alert);
        present.set(factor, alert);
      }
      const alert = present.get(factor);
      if (alert !== undefined && next !== null) {
        alert.resolvedAt = next.resolvedAt;
        alert.calls = callsOf(next);
      }
    }
  }
  return { start, end, alerts };
}

/** The calls of a stretch of time; those that are held already are not read again. */
async function movedOn(
  held: Held | null,
  fromMs: number,
  untilMs: number,
  parts: CallRuleParts,
): Promise<Omit<Held, "observations">> {
  const before = held?.calls.filter(({ start }) => start.getTime() >= fromMs) ?? [];
  const mostParticipations = Math.max(1, (parts.mostParticipations ?? MOST_PARTICIPATIONS) - before.length);
  const more = await callsBetween(new Date(held?.untilMs ?? fromMs), new Date(untilMs), {
    ...parts,
    mostParticipations,
  });
  if (!more.areAll) throw new ServiceError("alert_rule_trial_too_large", "There are too many calls to try a rule on.");
  return { fromMs, untilMs, calls: [...before, ...more.calls] };
}

function factorOf({ content }: Incident): AlertRuleTrial["alerts"][number]["factor"] {
  return content.kind === "poorShareAboveBaseline" ? content.factor : null;
}

function callsOf({ content }: Incident): number {
  return "calls" in content ? content.calls : 0;
}
