import type { AlertRule, CallRuleSettings } from "../calls/alert-rule.ts";
import type { Incident, IncidentPace, Trouble } from "../calls/incident.ts";

/** A rule that is read again and again. All the rest, from incidents to cards in channels, follows from what it reads. */
export type IncidentRule = {
  id: AlertRule["id"];
  kind: AlertRule["kind"];
  /** Until somebody changes it, as `settings`. */
  isOn: boolean;
  /** Absent: there is nothing to set but on and off. */
  settings?: CallRuleSettings;
  /** Where its incidents go by other times than all others. */
  pace?: Partial<IncidentPace>;
  /** What is wrong now: one entry for each factor, none when nothing is. */
  read(now: Date, state: RuleState): Promise<Trouble[]>;
};

export type RuleState = {
  /** As they are set now; null where there is nothing to set. */
  settings: CallRuleSettings | null;
  /** The newest incident of each factor that is not over, or has not been for long. */
  recent: readonly Incident[];
};
