import assert from "node:assert/strict";
import { alertRuleCard } from "../../../../bot/cards/alert-setup-card.ts";
import { messagesFor } from "../../../../bot/messages/messages.ts";
import { CALL_RULE_KINDS, type AlertRule, type CallRuleKind } from "../../../../src/calls/alert-rule.ts";
import { CALL_RULE_DEFAULTS } from "../../../../src/calls/rule-defaults.ts";
import { EVERYBODY } from "../../../../src/calls/rule-scope.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import { SAMPLE_TIME_ZONE } from "../../../support/sample-answers.ts";

const LANGUAGES = [messagesFor("en-GB", SAMPLE_TIME_ZONE), messagesFor("zh-CN", SAMPLE_TIME_ZONE)];

function buildRule(kind: CallRuleKind, people: number): AlertRule {
  const personIds = Array.from(
    { length: people },
    (_, place) => `00000000-0000-4000-8000-${String(place).padStart(12, "0")}`,
  );
  const personGroup = people === 0 ? null : { name: "会".repeat(200), personIds };
  const { isOn, settings } = CALL_RULE_DEFAULTS[kind];
  const scope = { ...EVERYBODY, personGroup, subnet: "10.1.2.0", device: "会".repeat(200) };
  return { id: kind, kind, isOn, openSince: null, settings: { ...settings, scope }, updatedAt: null, updatedBy: null };
}

describe("card of an alert rule", () => {
  it("asks for what decides something by its kind, and fits whatever the scope", () => {
    for (const kind of CALL_RULE_KINDS) {
      for (const people of [0, 1, 40, 5_000]) {
        const rule = buildRule(kind, people);
        const ids = rule.settings?.scope.personGroup?.personIds ?? [];
        const names = new Map(ids.map((id) => [id, "𝕏".repeat(300)]));
        for (const messages of LANGUAGES) {
          const card = alertRuleCard({ rule, trial: null, line: null, names }, messages);
          assertCardRules(card);
          const json = JSON.stringify(card);
          assert.equal(json.includes('"id":"counts"'), kind !== "poorShareAboveBaseline" && kind !== "callFailures");
          assert.equal(json.includes('"id":"minimumPeople"'), kind !== "repeatedPoorCalls");
          assert.equal(json.includes('"id":"people"'), people <= 40);
          assert.equal(json.includes('"keepsPeople":"true"'), people > 40);
        }
      }
    }
  });
});
