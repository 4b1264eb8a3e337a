import assert from "node:assert/strict";
import fc from "fast-check";
import { editDistance, isOneSlip } from "../../../../bot/commands/edit-distance.ts";

describe("edit distance", () => {
  it("counts letters inserted, dropped, replaced and swapped", () => {
    assert.equal(editDistance("calls", "calls"), 0);
    assert.equal(editDistance("cals", "calls"), 1);
    assert.equal(editDistance("callss", "calls"), 1);
    assert.equal(editDistance("cells", "calls"), 1);
    assert.equal(editDistance("clals", "calls"), 1);
    assert.equal(editDistance("", "calls"), 5);
    assert.equal(editDistance("kitten", "sitting"), 3);
  });

  it("is the same both ways, zero only for equals, and never more than the longer text", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        const distance = editDistance(a, b);
        assert.equal(distance, editDistance(b, a));
        assert.equal(distance === 0, a === b);
        assert.ok(distance <= Math.max(a.length, b.length));
        assert.ok(distance >= Math.abs(a.length - b.length));
      }),
    );
  });

  it("is one where one slip was made", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
    fc.assert(
      fc.property(word, word, (a, b) => assert.equal(isOneSlip(a, b), editDistance(a, b) === 1)),
      { numRuns: 2000 },
    );
  });
});
