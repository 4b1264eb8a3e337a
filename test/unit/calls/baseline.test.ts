import assert from "node:assert/strict";
import { baselineOf, expectedOf, type BaselineDay } from "../../../src/calls/baseline.ts";

const days = (count: number, poor: number, classified = 20): BaselineDay[] =>
  Array.from({ length: count }, () => ({ poor, classified }));
const EVERYBODY = { share: 0.04, of: 5_000, days: 20 };

describe("a baseline", () => {
  it("is the share of the days together", () => {
    assert.deepEqual(baselineOf([...days(10, 1), ...days(10, 0)], EVERYBODY), { share: 10 / 400, of: 400, days: 20 });
  });

  it("leaves out the days on which something was wrong", () => {
    assert.deepEqual(baselineOf([...days(12, 1), ...days(8, 12)], EVERYBODY), { share: 0.05, of: 240, days: 12 });
  });

  it("takes trouble on most days for usual", () => {
    const chronic = baselineOf([...days(15, 6), ...days(5, 4)], EVERYBODY);
    assert.deepEqual([chronic?.share, chronic?.days], [110 / 400, 20]);
  });

  it("is none where nothing was classified", () => {
    assert.equal(baselineOf([], EVERYBODY), null);
    assert.equal(baselineOf(days(5, 0, 0), null), null);
  });
});

describe("what is to be expected of a factor", () => {
  it("is its own baseline, pulled a little towards everybody's", () => {
    const expected = expectedOf({ share: 0.3, of: 200, days: 20 }, EVERYBODY);
    assert.equal(expected.isOwn, true);
    assert.ok(expected.share > 0.26 && expected.share < 0.3);
    const rare = expectedOf({ share: 0, of: 20, days: 15 }, EVERYBODY);
    assert.ok(rare.share > 0.02 && rare.share < 0.04);
  });

  it("is everybody's while its own days or calls are few", () => {
    for (const own of [null, { share: 0.5, of: 200, days: 9 }, { share: 0.5, of: 19, days: 15 }]) {
      assert.deepEqual(expectedOf(own, EVERYBODY), { ...EVERYBODY, isOwn: false });
    }
  });

  it("is something usual when nothing is known yet", () => {
    const expected = expectedOf(null, null);
    assert.ok(expected.share > 0 && expected.share < 0.1 && expected.of > 0 && !expected.isOwn);
  });
});
