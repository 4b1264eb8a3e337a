import type { AlertRule, AlertRuleChange, CallRuleSettings } from "../calls/alert-rule.ts";
import { faultsOf, isCallRuleKind } from "../calls/rule-change.ts";
import type { Viewer } from "../calls/viewer.ts";
import type { Clock } from "../clock.ts";
import { ServiceError } from "../service-error.ts";
import type { AlertRules, ChangedAlertRule } from "../store/alert-rules.ts";
import type { IncidentRule } from "./incident-rule.ts";

/** A rule as it is now: as it came, or as it was changed last. */
export type PresentRule = Omit<AlertRule, "openSince"> & { rule: IncidentRule };

export type RuleSettings = {
  all(): Promise<PresentRule[]>;
  /**
   * The rule with a change that is not kept.
   * Throws ServiceError "not_allowed", "alert_rule_unknown", or "alert_rule_invalid", whose message names the settings.
   */
  changed(change: AlertRuleChange, viewer: Viewer): Promise<PresentRule>;
  /** Keeps a change. Throws like `changed`, and "alert_rule_changed" when somebody else was quicker. */
  save(change: AlertRuleChange, viewer: Viewer): Promise<PresentRule>;
};

export function createRuleSettings({
  rules,
  alertRules,
  clock,
}: {
  rules: readonly IncidentRule[];
  alertRules: AlertRules;
  clock: Clock;
}): RuleSettings {
  async function all(): Promise<PresentRule[]> {
    const changed = new Map((await alertRules.all()).map((one) => [one.id, one]));
    return rules.map((rule) => presentRule(rule, changed.get(rule.id) ?? null));
  }

  async function changeOf(change: AlertRuleChange, viewer: Viewer): Promise<[PresentRule, PresentRule]> {
    if (!viewer.isAdmin) throw new ServiceError("not_allowed", "Only admins may change what alerts are sent for.");
    const before = (await all()).find(({ id }) => id === change.id);
    if (before === undefined) throw new ServiceError("alert_rule_unknown", "There is no alert rule of this id.");
    const settings = settingsAfter(before, change.settings);
    // Two changes of one millisecond are two.
    const updatedAt = new Date(Math.max(clock.now().getTime(), (before.updatedAt?.getTime() ?? 0) + 1));
    const isOn = change.isOn ?? before.isOn;
    return [before, { ...before, isOn, settings, updatedAt, updatedBy: viewer.personId }];
  }

  return {
    all,

    async changed(change, viewer) {
      const [, after] = await changeOf(change, viewer);
      return after;
    },

    async save(change, viewer) {
      const [{ updatedAt: before }, after] = await changeOf(change, viewer);
      const { id, kind, isOn, settings, updatedAt, updatedBy } = after;
      if (updatedAt === null || updatedBy === null) throw new TypeError("A changed rule tells who changed it.");
      const kept = { id, kind, isOn, settings, updatedAt, updatedBy };
      if (!(await alertRules.save(kept, before && { updatedAt: before }))) {
        throw new ServiceError("alert_rule_changed", "Somebody else changed this alert rule; look at it again.", {
          remedy: "retry",
        });
      }
      return after;
    },
  };
}

/** Settings that came later than a change are as they come. */
function presentRule(rule: IncidentRule, changed: ChangedAlertRule | null): PresentRule {
  const { id, kind, settings: usual = null } = rule;
  return {
    id,
    kind,
    isOn: changed?.isOn ?? rule.isOn,
    settings: usual && { ...usual, ...changed?.settings },
    updatedAt: changed?.updatedAt ?? null,
    updatedBy: changed?.updatedBy ?? null,
    rule,
  };
}

function settingsAfter(
  { kind, settings }: PresentRule,
  change: Partial<CallRuleSettings> | undefined,
): CallRuleSettings | null {
  if (change === undefined) return settings;
  if (settings === null || !isCallRuleKind(kind)) throw invalid(["settings"]);
  const after = { ...settings, ...change };
  const faults = faultsOf(kind, after);
  if (faults.length > 0) throw invalid(faults);
  return after;
}

function invalid(faults: readonly string[]): ServiceError {
  return new ServiceError("alert_rule_invalid", `These settings cannot be: ${faults.join(", ")}.`);
}
