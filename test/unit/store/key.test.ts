import assert from "node:assert/strict";
import fc from "fast-check";
import { key } from "../../../src/store/key.ts";

describe("key", () => {
  it("starts with the tenant and stays readable", () => {
    assert.equal(key("tenant", "call", "teamsvisitor:1f"), "tenant|call|teamsvisitor:1f");
  });

  it("is the same only for the same parts", () => {
    const parts = fc.array(fc.string({ unit: fc.constantFrom("|", "%", "7", "C", "2", "5", "a") }), { minLength: 1 });
    fc.assert(
      fc.property(parts, parts, (one, other) => {
        assert.equal(key(...one) === key(...other), JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });
});
