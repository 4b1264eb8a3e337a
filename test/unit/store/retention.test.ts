import assert from "node:assert/strict";
import { afterDays, expiryOfCall } from "../../../src/store/retention.ts";

describe("retention", () => {
  const savedAt = new Date("2030-03-04T08:00:00Z");

  it("counts from the call's start", () => {
    const start = new Date("2030-03-01T09:30:00Z");
    assert.deepEqual(expiryOfCall(start, savedAt, 30), new Date("2030-03-31T09:30:00Z"));
  });

  it("counts from the save for a call that would be removed at once", () => {
    assert.deepEqual(expiryOfCall(new Date("2020-01-01T00:00:00Z"), savedAt, 30), new Date("2030-04-03T08:00:00Z"));
    assert.deepEqual(expiryOfCall(afterDays(savedAt, -30), savedAt, 30), afterDays(savedAt, 30));
  });
});
