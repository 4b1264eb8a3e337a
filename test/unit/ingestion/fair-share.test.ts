import assert from "node:assert/strict";
import fc from "fast-check";
import { fairShare } from "../../../src/ingestion/fair-share.ts";

describe("fairShare", () => {
  const cases: [string, number, number, number[], number][] = [
    ["one alone has everything", 100, 0, [], 100],
    ["two who lack have half each", 100, 100, [100], 50],
    ["whoever lacks has what the other does not want", 100, 100, [2], 98],
    ["whoever wants little has that", 100, 2, [100], 2],
    ["three, of whom one wants little", 39, 39, [39, 1], 19],
    ["what nobody wants is divided evenly", 100, 10, [30], 40],
  ];
  for (const [what, total, wanted, others, part] of cases) {
    it(what, () => assert.equal(fairShare(total, wanted, others), part));
  }

  it("never gives away more than there is, nor keeps more back than what does not divide", () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.array(fc.nat(2000), { minLength: 1, maxLength: 6 }), (total, wants) => {
        const parts = wants.map((want, index) => fairShare(total, want, wants.toSpliced(index, 1)));
        const sum = parts.reduce((all, part) => all + part, 0);
        assert.ok(sum <= total && sum > total - wants.length);
      }),
    );
  });
});
