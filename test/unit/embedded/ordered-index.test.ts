import assert from "node:assert/strict";
import fc from "fast-check";
import { OrderedIndex, SortedPairs } from "../../../src/embedded/ordered-index.ts";

type Entry = { number: number };

describe("the ordered index", () => {
  it("holds what a sorted list holds, whatever is put in and taken out", () => {
    const operations = fc.array(
      fc.record({
        key: fc.integer({ min: 0, max: 40 }),
        number: fc.integer({ min: 0, max: 60 }),
        remove: fc.boolean(),
      }),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(operations, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), (list, from, to) => {
        const index = new OrderedIndex<Entry>();
        const model = new Map<number, string>();
        for (const { key, number, remove } of list) {
          const known = model.get(number);
          if (known !== undefined) index.remove(known, { number });
          model.delete(number);
          if (remove) continue;
          index.insert(text(key), { number });
          model.set(number, text(key));
        }
        const expected = [...model]
          .filter(([, key]) => key >= text(from) && key < text(to))
          .sort(([a, left], [b, right]) => (left < right ? -1 : left > right ? 1 : a - b))
          .map(([number]) => number);
        assert.deepEqual(
          [...index.scan(text(from), text(to), false)].map(({ number }) => number),
          expected,
        );
        assert.deepEqual(
          [...index.scan(text(from), text(to), true)].map(({ number }) => number),
          expected.toReversed(),
        );
        assert.equal(index.count(text(from), text(to)), expected.length);
        assert.equal(index.count("", "~"), model.size);
      }),
      { numRuns: 50 },
    );
  });

  it("is loaded at once as if one after the other, and changed afterwards", () => {
    for (const count of [0, 1, 384, 385, 3000]) {
      for (const spread of [1, 7919]) {
        const pairs = new SortedPairs<Entry>();
        const plain = new OrderedIndex<Entry>();
        for (let number = 0; number < count; number++) {
          pairs.add(text((number * spread) % 1000), { number });
          plain.insert(text((number * spread) % 1000), { number });
        }
        const loaded = new OrderedIndex<Entry>();
        assert.equal(loaded.load(pairs) !== null, count > 1000);
        for (const index of [plain, loaded]) {
          index.insert(text(5), { number: 9000 });
          index.remove(text(0), { number: 0 });
        }
        assert.deepEqual([...loaded.scan("", "~", false)], [...plain.scan("", "~", false)]);
      }
    }
  });

  it("keeps its order over many chunks", () => {
    const index = new OrderedIndex<Entry>();
    const count = 5000;
    for (let number = 0; number < count; number++) index.insert(text((number * 7919) % count), { number });
    assert.equal(index.count("", "~"), count);
    assert.equal(index.count(text(1000), text(4000)), 3000);
    assert.equal([...index.scan(text(1000), text(4000), true)].length, 3000);
    assert.equal(index.find(text(7919 % count))?.number, 1);
    for (let number = 0; number < count; number++) index.remove(text((number * 7919) % count), { number });
    assert.equal(index.count("", "~"), 0);
    assert.deepEqual([...index.scan("", "~", false)], []);
  });
});

function text(key: number): string {
  return String(key).padStart(6, "0");
}
