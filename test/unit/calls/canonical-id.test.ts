import assert from "node:assert/strict";
import { canonicalId } from "../../../src/calls/canonical-id.ts";

describe("canonical id", () => {
  it("writes GUIDs in lower case", () => {
    assert.equal(canonicalId("4241213B-8978-4446-BD9E-52FFC001538F"), "4241213b-8978-4446-bd9e-52ffc001538f");
  });

  it("leaves numbers, visitors and opaque ids as they are", () => {
    for (const id of ["+4915112345***", "teamsvisitor:AbC", "8:acs:X_y", "Zm9v", ""]) assert.equal(canonicalId(id), id);
  });
});
