import assert from "node:assert/strict";
import { anonymousSettings, MINIMUM_GROUP } from "../../../src/calls/anonymous-mode.ts";
import { CALL_RULE_DEFAULTS } from "../../../src/calls/rule-defaults.ts";

describe("rules in anonymous mode", () => {
  const { settings } = CALL_RULE_DEFAULTS.poorCall;

  it("are about groups, whatever is set", () => {
    assert.equal(anonymousSettings("poorCall", settings)?.minimumPeople, MINIMUM_GROUP);
    const more = { ...settings, minimumPeople: MINIMUM_GROUP + 3 };
    assert.deepEqual(anonymousSettings("poorShare", more), more);
  });

  it("are not about single people", () => {
    assert.equal(anonymousSettings("repeatedPoorCalls", settings), null);
  });
});
