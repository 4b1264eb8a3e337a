import assert from "node:assert/strict";
import { Binary, BSONRegExp, Double, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from "bson";
import fc from "fast-check";
import { compareKeys, invertKey, valueKey } from "../../../src/embedded/value-key.ts";

describe("the order of BSON values", () => {
  it("follows MongoDB's table of types, and the order within each", () => {
    const ascending: unknown[] = [
      new MinKey(),
      undefined,
      null,
      NaN,
      -Infinity,
      Long.fromString("-9223372036854775807"),
      Long.fromString("-9007199254740995"),
      Long.fromString("-9007199254740993"),
      new Double(-9007199254740992),
      -1.5,
      new Int32(-1),
      0,
      new Double(0.1),
      new Int32(1),
      Long.fromString("9007199254740992"),
      Long.fromString("9007199254740993"),
      Long.fromString("9007199254740995"),
      Long.fromString("9223372036854775806"),
      Long.fromString("9223372036854775807"),
      Infinity,
      "",
      "A",
      "a",
      "a\0b",
      "a\x01",
      "ab",
      "é",
      "\u{1F600}",
      {},
      { a: 1 },
      { a: 2 },
      { b: 1 },
      { a: "x" },
      [],
      [1],
      [1, 2],
      [2],
      new Binary(Buffer.from([255]), 0),
      new Binary(Buffer.from([0, 0]), 0),
      new Binary(Buffer.from([0, 0]), 5),
      new ObjectId("000000000000000000000001"),
      new ObjectId("ff0000000000000000000000"),
      false,
      true,
      new Date(-1),
      new Date(0),
      new Date(1),
      new Timestamp({ t: 1, i: 2 }),
      new Timestamp({ t: 2, i: 1 }),
      new BSONRegExp("a", ""),
      new MaxKey(),
    ];
    const keys = ascending.map(valueKey);
    for (const [at, key] of keys.entries()) {
      const next = keys[at + 1];
      if (next !== undefined) assert.equal(compareKeys(key, next), -1, `${at}: ${String(ascending[at])}`);
      if (next !== undefined) assert.equal(compareKeys(invertKey(key), invertKey(next)), 1, `inverted ${at}`);
    }
  });

  it("calls equal numbers of different types equal", () => {
    const ones = [1, new Int32(1), new Double(1), Long.fromNumber(1)].map(valueKey);
    assert.equal(new Set(ones).size, 1);
    assert.equal(valueKey(-0), valueKey(0));
  });

  it("agrees with the order of numbers and of UTF-8 texts, alone and before another key", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), (a, b) => {
        assert.equal(compareKeys(valueKey(a), valueKey(b)), a < b ? -1 : a > b ? 1 : 0);
      }),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (a, b) => {
        const expected = Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
        assert.equal(compareKeys(valueKey(a), valueKey(b)), expected);
        if (expected !== 0) assert.equal(compareKeys(valueKey(a) + valueKey(2), valueKey(b) + valueKey(1)), expected);
        if (expected !== 0)
          assert.equal(compareKeys(invertKey(valueKey(a)) + "\xf0", invertKey(valueKey(b)) + "\x01"), -expected);
      }),
    );
  });
});
