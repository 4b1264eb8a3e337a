import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addDelay,
  addHistograms,
  DELAY_BOUNDS_MS,
  delayBucket,
  delayFigures,
  NO_DELAYS,
  type DelayHistogram,
} from "../../../src/calls/ledger-delays.ts";

const histogram = (delaysMs: readonly number[]): DelayHistogram => delaysMs.reduce(addDelay, NO_DELAYS);

describe("ledger delays", () => {
  it("have buckets that grow, each by half at most", () => {
    for (const [place, bound] of DELAY_BOUNDS_MS.slice(1).entries()) {
      const former = DELAY_BOUNDS_MS[place] ?? 0;
      assert.ok(bound > former && bound <= former * 1.5 + 0.5, `${former} → ${bound}`);
    }
  });

  it("put a delay into the first bucket that holds it; negative ones into the first, endless ones into the last", () => {
    assert.deepEqual([-5, 0, 10, 11].map(delayBucket), [0, 0, 0, 1]);
    assert.equal(delayBucket(1e12), DELAY_BOUNDS_MS.length);
  });

  it("have no figures without a delay", () => assert.equal(delayFigures(NO_DELAYS), null));

  it("give percentiles that are never too low and never above the longest", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e9 }), { minLength: 1 }), (delaysMs) => {
        const figures = delayFigures(histogram(delaysMs));
        assert.ok(figures);
        const inOrder = [...delaysMs].sort((a, b) => a - b);
        const exact = (share: number): number => inOrder[Math.ceil(share * inOrder.length) - 1] ?? 0;
        assert.equal(figures.count, delaysMs.length);
        assert.equal(figures.maxMs, inOrder.at(-1));
        for (const [given, true_] of [
          [figures.p50Ms, exact(0.5)],
          [figures.p95Ms, exact(0.95)],
        ] as const) {
          assert.ok(given >= true_ && given <= figures.maxMs);
          assert.ok(given <= Math.max(10, true_ * 1.51) || true_ > 6.8e7);
        }
      }),
    );
  });

  it("mean the same whether counted together or by two instances", () => {
    const [one, other] = [
      [20, 30_000],
      [500, 20],
    ];
    assert.deepEqual(
      delayFigures(addHistograms([histogram(one ?? []), histogram(other ?? [])])),
      delayFigures(histogram([...(one ?? []), ...(other ?? [])])),
    );
  });
});
