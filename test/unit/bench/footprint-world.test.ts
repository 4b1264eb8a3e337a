import assert from "node:assert/strict";
import { FRESH, freshCallId } from "../../bench/footprint-world.ts";

const CALL = "3f2a9c10-7d1e-4b5a-9c3d-0a1b2c3d4e5f";
const OTHER = "e0a1b2c3-1111-4222-8333-444455556666";

describe("the ids of calls that take place once more", () => {
  it("differ by round and by call", () => {
    const ids = [CALL, OTHER].flatMap((callId) => [1, 2, 16, 1_724].map((round) => freshCallId(callId, round)));
    assert.equal(new Set(ids).size, 8);
  });

  it("look like any other and come after them", () => {
    const fresh = freshCallId(CALL, 1_724);
    assert.match(fresh, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    assert.ok(fresh >= FRESH && OTHER < FRESH && fresh < "g");
  });
});
