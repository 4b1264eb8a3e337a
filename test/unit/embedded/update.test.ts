import assert from "node:assert/strict";
import { Double, Int32, Long } from "bson";
import type { BsonDocument } from "../../../src/embedded/bson-value.ts";
import { parseFilter } from "../../../src/embedded/filter.ts";
import { MongoError } from "../../../src/embedded/mongo-error.ts";
import { compileUpdate, updatedDocument, upsertedDocument } from "../../../src/embedded/update.ts";

const int = (value: number): Int32 => new Int32(value);

function updated(change: unknown, document: BsonDocument): BsonDocument {
  const result = updatedDocument(compileUpdate(change), { _id: 1, ...document });
  return Object.fromEntries(Object.entries(result).filter(([name]) => name !== "_id"));
}

describe("updating a document", () => {
  const cases: [string, BsonDocument | BsonDocument[], BsonDocument, BsonDocument][] = [
    ["$set makes what is on the way", { $set: { "a.b.c": 1 } }, {}, { a: { b: { c: 1 } } }],
    ["$set into an array pads it", { $set: { "a.2": 1 } }, { a: [0] }, { a: [0, null, 1] }],
    ["new fields come by name", { $set: { z: 1, b: 2, a: 3 } }, { m: 0 }, { m: 0, a: 3, b: 2, z: 1 }],
    ["$unset leaves arrays their length", { $unset: { "a.0": "", b: "" } }, { a: [1, 2], b: 1 }, { a: [null, 2] }],
    ["$inc keeps ints", { $inc: { a: int(2) } }, { a: int(1) }, { a: int(3) }],
    ["$inc makes a double of a double", { $inc: { a: new Double(1) } }, { a: int(1) }, { a: new Double(2) }],
    ["$inc widens to long", { $inc: { a: int(1) } }, { a: int(2147483647) }, { a: Long.fromNumber(2147483648) }],
    ["$min and $max", { $min: { a: int(1) }, $max: { b: "z" } }, { a: int(2), b: int(9) }, { a: int(1), b: "z" }],
    ["$push", { $push: { a: 1 } }, { a: [0] }, { a: [0, 1] }],
    ["$push with $each", { $push: { a: { $each: [1, 2] } } }, {}, { a: [1, 2] }],
    [
      "$addToSet",
      { $addToSet: { a: { $each: [int(1), { x: 1 }, { x: 1 }] } } },
      { a: [new Double(1)] },
      { a: [new Double(1), { x: 1 }] },
    ],
    ["$setOnInsert does nothing to what is there", { $setOnInsert: { a: 1 } }, {}, {}],
    ["a replacement", { x: 1 }, { a: 1 }, { x: 1 }],
  ];
  for (const [name, change, before, after] of cases) {
    it(name, () => {
      const result = updated(change, before);
      assert.deepEqual(result, after);
      assert.deepEqual(Object.keys(result), Object.keys(after));
    });
  }

  const refused: [unknown, BsonDocument, string][] = [
    [{ $inc: { a: int(1) } }, { a: null }, "TypeMismatch"],
    [{ $inc: { a: "x" } }, {}, "TypeMismatch"],
    [{ $push: { a: 1 } }, { a: "x" }, "BadValue"],
    [{ $set: { "a.b": 1 } }, { a: 5 }, "PathNotViable"],
    [{ $set: { "a.b": 1 } }, { a: [1] }, "PathNotViable"],
    [{ $set: { _id: 9 } }, {}, "ImmutableField"],
    [{ _id: 9 }, {}, "ImmutableField"],
    [{ $set: { a: 1 }, $unset: { "a.b": 1 } }, {}, "ConflictingUpdateOperators"],
    [{ $foo: { a: 1 } }, {}, "FailedToParse"],
    [{ a: 1, $set: { b: 1 } }, {}, "DollarPrefixedFieldName"],
    [{ $set: { "a.$[]": 1 } }, {}, "BadValue"],
    [{ $set: { "__proto__.x": 1 } }, {}, "BadValue"],
    [[{ $set: { a: 1 } }], {}, "FailedToParse"],
    [{ $mul: { a: int(2) } }, {}, "FailedToParse"],
    [{ $rename: { a: "b" } }, {}, "FailedToParse"],
    [{ $pull: { a: 1 } }, {}, "FailedToParse"],
    [{ $push: { a: { $each: [1], $slice: 2 } } }, {}, "BadValue"],
  ];
  for (const [change, before, codeName] of refused) {
    it(`${codeName} for ${JSON.stringify(change)}`, () => {
      assert.throws(
        () => updated(change, before),
        (error) => error instanceof MongoError && error.codeName === codeName,
      );
      assert.equal("x" in {}, false);
    });
  }

  it("begins an upsert from what the filter says by equality", () => {
    const change = compileUpdate({ $set: { n: 1 }, $setOnInsert: { made: true } });
    const condition = parseFilter({ $and: [{ _id: "k" }, { "a.b": 2 }], other: { $gt: 5 }, list: { $in: [7] } });
    assert.deepEqual(upsertedDocument(change, condition), { _id: "k", a: { b: 2 }, list: 7, n: 1, made: true });
    assert.deepEqual(upsertedDocument(compileUpdate({ v: 1 }), parseFilter({ _id: 3, a: 1 })), { _id: 3, v: 1 });
  });
});
