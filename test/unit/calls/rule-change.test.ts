import assert from "node:assert/strict";
import { CALL_RULE_KINDS, type CallRuleSettings } from "../../../src/calls/alert-rule.ts";
import { faultsOf } from "../../../src/calls/rule-change.ts";
import { CALL_RULE_DEFAULTS } from "../../../src/calls/rule-defaults.ts";
import { EVERYBODY } from "../../../src/calls/rule-scope.ts";

const USUAL = CALL_RULE_DEFAULTS.poorShare.settings;
const NIGHT = { from: "20:00", to: "07:30", timeZone: "Europe/Berlin", isQuietAtWeekends: true };
const scoped = (scope: Partial<CallRuleSettings["scope"]>): Partial<CallRuleSettings> => ({
  scope: { ...EVERYBODY, ...scope },
});

describe("settings of a rule about calls", () => {
  for (const kind of CALL_RULE_KINDS) {
    it(`are right as they come: ${kind}`, () => {
      assert.deepEqual(faultsOf(kind, CALL_RULE_DEFAULTS[kind].settings), []);
    });
  }

  const right: Partial<CallRuleSettings>[] = [
    { threshold: 1 },
    { counts: "measuredOrRated" },
    { windowMinutes: 15 },
    { coolDownMinutes: 0 },
    { quietHours: NIGHT },
    scoped({ subnet: "10.1.0.0", country: "DE", platform: "windows", device: "Headset" }),
    scoped({ personGroup: { name: "Sales", personIds: ["ada"] } }),
  ];
  for (const change of right) {
    it(`may be ${JSON.stringify(change)}`, () => {
      assert.deepEqual(faultsOf("poorShare", { ...USUAL, ...change }), []);
    });
  }

  const wrong: [Partial<CallRuleSettings>, string][] = [
    [{ threshold: 0 }, "threshold"],
    [{ threshold: 1.1 }, "threshold"],
    [{ threshold: Number.NaN }, "threshold"],
    [{ windowMinutes: 14 }, "windowMinutes"],
    [{ windowMinutes: 10_081 }, "windowMinutes"],
    [{ windowMinutes: 60.5 }, "windowMinutes"],
    [{ coolDownMinutes: -1 }, "coolDownMinutes"],
    [{ minimumCalls: 0 }, "minimumCalls"],
    [{ minimumPeople: 1.5 }, "minimumPeople"],
    [{ minimumSample: 0 }, "minimumSample"],
    [{ quietHours: { ...NIGHT, from: "24:00" } }, "quietHours"],
    [{ quietHours: { ...NIGHT, to: "7:30" } }, "quietHours"],
    [{ quietHours: { ...NIGHT, timeZone: "Nowhere/City" } }, "quietHours"],
    [scoped({ subnet: " " }), "scope.subnet"],
    [scoped({ device: "x".repeat(201) }), "scope.device"],
    [scoped({ personGroup: { name: "Sales", personIds: [] } }), "scope.personGroup"],
  ];
  for (const [change, fault] of wrong) {
    it(`may not be ${JSON.stringify(change).slice(0, 90)}`, () => {
      assert.deepEqual(faultsOf("poorShare", { ...USUAL, ...change }), [fault]);
    });
  }

  it("names every fault at once", () => {
    assert.deepEqual(faultsOf("poorShare", { ...USUAL, threshold: 2, minimumCalls: 0 }), ["threshold", "minimumCalls"]);
  });

  it("compares with baselines only what those hold", () => {
    const { settings } = CALL_RULE_DEFAULTS.poorShareAboveBaseline;
    assert.deepEqual(faultsOf("poorShareAboveBaseline", { ...settings, counts: "rated" }), ["counts"]);
  });
});
