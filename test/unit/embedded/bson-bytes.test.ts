import assert from "node:assert/strict";
import {
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  deserialize,
  Double,
  Long,
  MaxKey,
  ObjectId,
  serialize,
  Timestamp,
} from "bson";
import fc from "fast-check";
import { checkDocument, cursorAnswer, FieldPicker, withIdFirst } from "../../../src/embedded/bson-bytes.ts";
import { readDocument } from "../../../src/embedded/bson-value.ts";

const ALL_TYPES = {
  a: new Double(1),
  b: "é\u{1F600}",
  c: { x: [1, { y: "z" }] },
  d: [],
  e: new Binary(Buffer.from([1, 2, 3])),
  f: new ObjectId(),
  g: true,
  h: new Date(5),
  i: null,
  j: new BSONRegExp("a", "i"),
  k: new Code("f", { s: 1 }),
  l: 7,
  m: new Timestamp({ t: 1, i: 2 }),
  n: Long.fromNumber(9),
  o: Decimal128.fromString("1.5"),
  p: new MaxKey(),
  _id: "last",
};

describe("documents as bytes", () => {
  const bytes = serialize(ALL_TYPES);

  it("picks fields of every type, in their order", () => {
    for (const name of Object.keys(ALL_TYPES)) {
      assert.deepEqual(Object.keys(deserialize(new FieldPicker([name]).pick(bytes))), [name]);
    }
    assert.deepEqual(
      deserialize(new FieldPicker(["n", "b", "missing"]).pick(bytes)),
      deserialize(serialize({ b: ALL_TYPES.b, n: ALL_TYPES.n })),
    );
    assert.deepEqual(deserialize(new FieldPicker([]).pick(bytes)), {});
  });

  it("merges changed fields: in place, removed, added", () => {
    const merged = new FieldPicker(["b", "d", "new"]).merge(
      serialize({ a: 1, b: 2, c: 3, d: 4, e: 5 }),
      serialize({ new: 6, b: [2] }),
    );
    assert.deepEqual(Object.entries(deserialize(merged)), [
      ["a", 1],
      ["b", [2]],
      ["c", 3],
      ["e", 5],
      ["new", 6],
    ]);
    checkDocument(merged);
  });

  it("puts _id first", () => {
    const moved = withIdFirst(bytes);
    assert.ok(moved);
    checkDocument(moved);
    assert.deepEqual(Object.keys(deserialize(moved)), ["_id", ...Object.keys(ALL_TYPES).slice(0, -1)]);
    assert.equal(withIdFirst(moved), moved);
    assert.equal(withIdFirst(serialize({ a: 1 })), null);
  });

  it("lets sound documents pass; what passes can be read, however it was damaged", () => {
    checkDocument(bytes);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        (changes) => {
          const damaged = Buffer.from(bytes);
          for (const [at, value] of changes) damaged[at] = value;
          try {
            checkDocument(damaged);
          } catch {
            return;
          }
          readDocument(damaged);
          new FieldPicker(["a", "l", "_id"]).pick(damaged);
        },
      ),
      { numRuns: 2000 },
    );
    for (let size = 0; size < bytes.length; size++) assert.throws(() => checkDocument(bytes.subarray(0, size)));
  });

  it("builds a cursor's answer around stored bytes", () => {
    const answer = cursorAnswer("nextBatch", [bytes, serialize({ x: 1 })], 77n, "d.c");
    checkDocument(answer);
    const { cursor, ok } = deserialize(answer) as {
      cursor: { nextBatch: object[]; id: unknown; ns: string };
      ok: number;
    };
    assert.deepEqual(
      [cursor.nextBatch.length, cursor.nextBatch[1], cursor.id, cursor.ns, ok],
      [2, { x: 1 }, 77, "d.c", 1],
    );
  });
});
