import assert from "node:assert/strict";
import { leastSeconds } from "../../bench/ingest-meeting.ts";

describe("the waits that Graph's limit for one record makes necessary", () => {
  it("are none for the first 40 requests", () => {
    assert.deepEqual([1, 25, 40].map(leastSeconds), [0, 0, 0]);
  });

  it("are 20 seconds after each 40 requests but the last", () => {
    assert.deepEqual([41, 80, 81, 123].map(leastSeconds), [20, 20, 40, 60]);
  });
});
