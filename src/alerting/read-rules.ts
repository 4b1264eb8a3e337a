import type { CallRuleSettings } from "../calls/alert-rule.ts";
import { incidentAfter, type Incident, type IncidentPace } from "../calls/incident.ts";
import { isQuiet } from "../calls/rule-quiet-hours.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { errorCode } from "../service-error.ts";
import type { Incidents } from "../store/incidents.ts";
import type { IncidentRule } from "./incident-rule.ts";
import type { PresentRule, RuleSettings } from "./rule-settings.ts";

export type ReadRulesOptions = {
  rules: Pick<RuleSettings, "all">;
  incidents: Pick<Incidents, "since" | "latest" | "save" | "remove">;
  pace: IncidentPace;
  /** Told of the kind of rule of every incident that opens or is resolved; nobody is unless given. */
  onChange?: (rule: string, state: "open" | "resolved") => void;
  clock: Clock;
  log: Log;
};

const MINUTE_MS = 60_000;
/** How long a resolved incident is still looked at after the time in which it may be opened again; a rule's window at least. */
const LINGER_MS = 86_400_000;

/**
 * Reads every rule that is on, and brings its incidents up to date; those of a rule that was turned off end. Reading
 * again at once changes nothing. A rule that cannot be read keeps its incidents as they are, and does not keep the
 * others from being read.
 */
export async function readRules({ rules, incidents, pace, onChange, clock, log }: ReadRulesOptions): Promise<void> {
  for (const rule of await rules.all()) {
    try {
      await readRule(rule, { incidents, pace, now: clock.now(), log, ...(onChange && { onChange }) });
    } catch (error) {
      log.warn({ rule: rule.id, code: errorCode(error) }, "alert rule not read");
    }
  }
}

async function readRule(
  { rule, isOn, settings }: PresentRule,
  { incidents, pace: usual, now, log, onChange }: Omit<ReadRulesOptions, "rules" | "clock"> & { now: Date },
): Promise<void> {
  const pace = isOn ? paceOf(rule, settings, usual) : { ...usual, healthyForMs: 0 };
  const windowMs = (settings?.windowMinutes ?? 0) * MINUTE_MS;
  const lookBackMs = Math.max(pace.reopenWithinMs + LINGER_MS, windowMs);
  const present = newestByFactor(await incidents.since(rule.id, new Date(now.getTime() - lookBackMs)));
  const recent = [...present.values()];
  const found = isOn ? await rule.read(now, { settings, recent }) : [];
  const troubles = new Map(found.map((trouble) => [trouble.factor, trouble]));
  const quiet = isQuiet(settings?.quietHours ?? null, now);
  for (const factor of new Set([...troubles.keys(), ...present.keys()])) {
    const latest = present.get(factor) ?? (await incidents.latest(rule.id, factor));
    const trouble = troubles.get(factor) ?? null;
    const next = incidentAfter({ ruleId: rule.id, factor, latest, trouble, pace, isQuiet: quiet, now });
    if (next === latest) continue;
    if (next === null) {
      if (latest) await incidents.remove(latest);
      continue;
    }
    const isSaved = await incidents.save(next, latest);
    if (isSaved && next.state !== latest?.state && next.state !== "suspected") onChange?.(rule.kind, next.state);
    if (isSaved && next.revision !== latest?.revision && next.state !== "suspected") logChange(next, log);
  }
}

/** The times that a rule's incidents go by. */
export function paceOf({ pace }: IncidentRule, settings: CallRuleSettings | null, usual: IncidentPace): IncidentPace {
  return { ...usual, ...pace, coolDownMs: (settings?.coolDownMinutes ?? 0) * MINUTE_MS };
}

function newestByFactor(incidents: readonly Incident[]): Map<string, Incident> {
  const newest = new Map<string, Incident>();
  for (const incident of incidents) {
    if ((newest.get(incident.factor)?.number ?? 0) < incident.number) newest.set(incident.factor, incident);
  }
  return newest;
}

function logChange({ ruleId, number, revision, state }: Incident, log: Log): void {
  log.info({ rule: ruleId, number, revision, state }, "incident changed");
}
