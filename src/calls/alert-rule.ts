import type { CallFactorKind } from "./call-factor.ts";
import type { ClientPlatform } from "./call-record.ts";

/** Rules about the service itself. */
export const SERVICE_RULE_KINDS = ["ingestionHealth", "exhaustedJobs"] as const;

/**
 * Rules about calls:
 * - `poorCall`: a call was rated bad or poor or, as set, measured poor. One incident for all of a window.
 * - `repeatedPoorCalls`: one person's poor calls within a window. One incident a person.
 * - `poorShare`: the share of poor calls of a scope is above a threshold. One incident.
 * - `poorShareAboveBaseline`: poor calls that have a factor in common are more than that factor's own last 28 days let
 *   expect. One incident a factor.
 * - `callFailures`: the share of failed calls of a scope is above a threshold. One incident.
 */
export const CALL_RULE_KINDS = [
  "poorCall",
  "repeatedPoorCalls",
  "poorShare",
  "poorShareAboveBaseline",
  "callFailures",
] as const;

export type ServiceRuleKind = (typeof SERVICE_RULE_KINDS)[number];
export type CallRuleKind = (typeof CALL_RULE_KINDS)[number];
export type AlertRuleKind = ServiceRuleKind | CallRuleKind;

/** What is watched, for the admin channels. */
export type AlertRule = {
  /** That of a rule which is there from the beginning is its kind. */
  id: string;
  kind: AlertRuleKind;
  isOn: boolean;
  /** Since when something has been wrong by this rule and channels are told of it; null: nothing is. */
  openSince: Date | null;
  /** Null for a rule about the service itself: it has nothing to set but on and off. */
  settings: CallRuleSettings | null;
  /** The last change, by the id of who made it; null: it is as it came. */
  updatedAt: Date | null;
  updatedBy: string | null;
};

/** Everything about a rule on calls that can be set. */
export type CallRuleSettings = {
  scope: AlertScope;
  /** What counts as poor; of `callFailures` it decides nothing. */
  counts: PoorCallCount;
  /**
   * Of `poorShare` and `callFailures` the share (0–1) that is too much; of `poorShareAboveBaseline` by how much the share
   * is above the baseline (0.15: 15 percentage points); of `repeatedPoorCalls` the share of the person's own calls. Of
   * `poorCall` it decides nothing.
   */
  threshold: number;
  /** How far back calls are looked at, by their start. */
  windowMinutes: number;
  /** So many poor or failed calls at least. */
  minimumCalls: number;
  /** They are of so many different people at least; of `repeatedPoorCalls` it decides nothing. */
  minimumPeople: number;
  /** A share is judged from so many calls on. */
  minimumSample: number;
  /** So long after an incident was resolved the same trouble is told of again at the earliest. */
  coolDownMinutes: number;
  /** When nobody is told of new trouble; what still lasts afterwards is told then. Null: never. */
  quietHours: QuietHours | null;
};

/** `measured`: by the stream classification; `rated`: bad or poor by the person. */
export const POOR_CALL_COUNTS = ["measured", "rated", "measuredOrRated"] as const;
export type PoorCallCount = (typeof POOR_CALL_COUNTS)[number];

/** Which participations are meant. Null: any. Several conditions must all hold. */
export type AlertScope = {
  /** Named by whoever set the rule. */
  personGroup: { name: string; personIds: string[] } | null;
  subnet: string | null;
  building: string | null;
  platform: ClientPlatform | null;
  /** The name of a capture or render device, whole, whatever its case. */
  device: string | null;
  /** As the building file has it: that of the building, where both are known. */
  country: string | null;
};

/** Every day between two local times "HH:MM" of an IANA time zone, over midnight when `from` is the later one. */
export type QuietHours = {
  from: string;
  to: string;
  timeZone: string;
  /** All of Saturday and Sunday, too. */
  isQuietAtWeekends: boolean;
};

/** What may be changed of a rule. What is absent stays as it is. */
export type AlertRuleChange = { id: string; isOn?: boolean; settings?: Partial<CallRuleSettings> };

/** What a rule would have done in the last days, had it been on. */
export type AlertRuleTrial = {
  start: Date;
  end: Date;
  /** When it would have told of new trouble, the first first; `factor` is null where it is about no factor. */
  alerts: {
    at: Date;
    resolvedAt: Date | null;
    factor: { kind: CallFactorKind; value: string } | null;
    calls: number;
  }[];
};
