import assert from "node:assert/strict";
import { durationText, instantText } from "../../../src/simulator/instant-text.ts";

describe("simulator/instant-text", () => {
  const instant = Date.parse("2026-03-19T10:00:00.250Z");

  it("prints instants at the precision asked for, and always the same milliseconds", () => {
    for (const digits of [0, 3, 5, 6, 7]) {
      const text = instantText(instant, digits);
      assert.equal(Math.trunc(Date.parse(text)), instant, text);
      assert.equal(text, instantText(instant, digits));
    }
    assert.match(instantText(instant, 7), /^2026-03-19T10:00:00\.250\d{1,4}Z$/);
    assert.equal(instantText(Date.parse("2026-03-19T10:00:00Z"), 0), "2026-03-19T10:00:00Z");
  });

  it("prints durations without trailing zeros and tells zero from nothing", () => {
    assert.equal(durationText(450), "PT0.45S");
    assert.equal(durationText(2), "PT0.002S");
    assert.equal(durationText(0), "PT0S");
    assert.equal(durationText(30), "PT0.03S");
    assert.equal(durationText(null), null);
  });
});
