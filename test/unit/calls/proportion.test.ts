import assert from "node:assert/strict";
import { differenceInterval, wilsonInterval, zForComparisons, type Interval } from "../../../src/calls/proportion.ts";

function rounded({ low, high }: Interval): [number, number] {
  return [Number(low.toFixed(4)), Number(high.toFixed(4))];
}

describe("proportion", () => {
  // R. G. Newcombe (1998), Two-sided confidence intervals for the single proportion, table I, method 3.
  const shares: [count: number, of: number, low: number, high: number][] = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ];
  for (const [count, of, low, high] of shares) {
    it(`gives Wilson's interval of ${count} of ${of}`, () => {
      const interval = wilsonInterval({ count, of });
      assert.deepEqual(rounded(interval), [low, high]);
      assert.equal(interval.value, count / of);
    });
  }

  it("reaches 1 exactly when all of them are", () => {
    assert.equal(wilsonInterval({ count: 12, of: 12 }).high, 1);
  });

  // R. G. Newcombe (1998), Interval estimation for the difference, table II, method 10.
  const differences: [a: [number, number], b: [number, number], low: number, high: number][] = [
    [[56, 70], [48, 80], 0.0524, 0.3339],
    [[9, 10], [3, 10], 0.1705, 0.809],
    [[5, 56], [0, 29], -0.0381, 0.1926],
    [[0, 10], [0, 20], -0.1611, 0.2775],
  ];
  for (const [[a, ofA], [b, ofB], low, high] of differences) {
    it(`gives Newcombe's interval of ${a} of ${ofA} against ${b} of ${ofB}`, () => {
      assert.deepEqual(rounded(differenceInterval({ count: a, of: ofA }, { count: b, of: ofB })), [low, high]);
    });
  }

  it("widens intervals with the number of comparisons", () => {
    // Quantiles of the standard normal distribution at 1 - 0.025 / n.
    for (const [comparisons, z] of [
      [1, 1.95996],
      [10, 2.80703],
      [100, 3.48076],
    ] as const) {
      assert.ok(Math.abs(zForComparisons(comparisons) - z) < 0.0006, `${comparisons}`);
    }
  });
});
