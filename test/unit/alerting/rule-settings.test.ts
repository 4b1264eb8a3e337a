import assert from "node:assert/strict";
import type { IncidentRule } from "../../../src/alerting/incident-rule.ts";
import { createRuleSettings, type RuleSettings } from "../../../src/alerting/rule-settings.ts";
import { CALL_RULE_DEFAULTS } from "../../../src/calls/rule-defaults.ts";
import { ServiceError } from "../../../src/service-error.ts";
import type { AlertRules, ChangedAlertRule } from "../../../src/store/alert-rules.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

const ADMIN = { personId: "admin", isAdmin: true };
const NOW = new Date("2026-03-02T08:00:00Z");
const USUAL = CALL_RULE_DEFAULTS.poorShare.settings;
const nothing = { read: () => Promise.resolve([]) };
const RULES: IncidentRule[] = [
  { id: "ingestionHealth", kind: "ingestionHealth", isOn: true, ...nothing },
  { id: "poorShare", kind: "poorShare", isOn: true, settings: USUAL, ...nothing },
];

/** Keeps nothing but in memory; `isQuicker` says whether somebody else always is. */
function settingsOf(isQuicker = false): RuleSettings {
  const kept = new Map<string, ChangedAlertRule>();
  const alertRules: AlertRules = {
    all: () => Promise.resolve([...kept.values()]),
    save: (rule) => {
      if (!isQuicker) kept.set(rule.id, rule);
      return Promise.resolve(!isQuicker);
    },
  };
  return createRuleSettings({ rules: RULES, alertRules, clock: new DrivenClock(NOW) });
}

function fails(promise: Promise<unknown>, code: string, message = /./): Promise<void> {
  return assert.rejects(
    promise,
    (error) => error instanceof ServiceError && error.code === code && message.test(error.message),
  );
}

describe("what alert rules are set to", () => {
  it("is what they came with until somebody changes it", async () => {
    const [health, share] = await settingsOf().all();
    assert.deepEqual([health?.isOn, health?.settings, health?.updatedAt], [true, null, null]);
    assert.deepEqual([share?.settings, share?.updatedBy], [USUAL, null]);
  });

  it("is what was changed, with who did and when; the rest stays", async () => {
    const rules = settingsOf();
    const changed = await rules.save({ id: "poorShare", settings: { threshold: 0.5 } }, ADMIN);
    assert.deepEqual(changed.settings, { ...USUAL, threshold: 0.5 });
    assert.deepEqual([changed.isOn, changed.updatedAt, changed.updatedBy], [true, NOW, "admin"]);
    await rules.save({ id: "poorShare", isOn: false }, ADMIN);
    const [, share] = await rules.all();
    assert.deepEqual([share?.isOn, share?.settings?.threshold], [false, 0.5]);
    assert.ok(share?.updatedAt && share.updatedAt > NOW);
  });

  it("turns rules about the service on and off, which have nothing to set", async () => {
    const rules = settingsOf();
    assert.equal((await rules.save({ id: "ingestionHealth", isOn: false }, ADMIN)).isOn, false);
    await fails(rules.save({ id: "ingestionHealth", settings: { threshold: 0.5 } }, ADMIN), "alert_rule_invalid");
  });

  it("can be looked at changed without keeping the change", async () => {
    const rules = settingsOf();
    const changed = await rules.changed({ id: "poorShare", settings: { threshold: 0.5 } }, ADMIN);
    assert.equal(changed.settings?.threshold, 0.5);
    assert.equal((await rules.all())[1]?.settings?.threshold, USUAL.threshold);
  });

  it("is not changed by others than admins, nor into what cannot be", async () => {
    const rules = settingsOf();
    await fails(rules.save({ id: "poorShare", isOn: false }, { personId: "anna", isAdmin: false }), "not_allowed");
    await fails(rules.save({ id: "other", isOn: false }, ADMIN), "alert_rule_unknown");
    const wrong = { threshold: 7, minimumCalls: 0 };
    await fails(
      rules.save({ id: "poorShare", settings: wrong }, ADMIN),
      "alert_rule_invalid",
      /threshold, minimumCalls/,
    );
    assert.deepEqual((await rules.all())[1]?.settings, USUAL);
  });

  it("is not changed over somebody else's change", async () => {
    await fails(settingsOf(true).save({ id: "poorShare", isOn: false }, ADMIN), "alert_rule_changed");
  });
});
