import assert from "node:assert/strict";
import { Double, Int32, Long, Timestamp } from "bson";
import { cloneValue, isDocument, type BsonDocument } from "../../../src/embedded/bson-value.ts";
import { parseFilter } from "../../../src/embedded/filter.ts";
import { MongoError } from "../../../src/embedded/mongo-error.ts";
import { compileUpdate, updatedDocument, upsertedDocument } from "../../../src/embedded/update.ts";

const NOW = { now: new Date(5000) };
const int = (value: number): Int32 => new Int32(value);

function updated(change: unknown, document: BsonDocument): BsonDocument {
  const copy = cloneValue({ _id: 1, ...document });
  assert.ok(isDocument(copy));
  const result = updatedDocument(compileUpdate(change, NOW), copy);
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
    ["$mul of what is missing is 0", { $mul: { a: int(3) } }, {}, { a: int(0) }],
    ["$min and $max", { $min: { a: int(1) }, $max: { b: "z" } }, { a: int(2), b: int(9) }, { a: int(1), b: "z" }],
    ["$rename", { $rename: { a: "b.c" } }, { a: 1 }, { b: { c: 1 } }],
    ["$push", { $push: { a: 1 } }, { a: [0] }, { a: [0, 1] }],
    ["$push with $each and $slice", { $push: { a: { $each: [1, 2, 3], $slice: int(-2) } } }, {}, { a: [2, 3] }],
    [
      "$addToSet",
      { $addToSet: { a: { $each: [int(1), { x: 1 }, { x: 1 }] } } },
      { a: [new Double(1)] },
      { a: [new Double(1), { x: 1 }] },
    ],
    ["$pull by value", { $pull: { a: 1 } }, { a: [1, 2, 1] }, { a: [2] }],
    ["$pull by condition", { $pull: { a: { $gte: 2 } } }, { a: [1, 2, 3] }, { a: [1] }],
    ["$pull documents by filter", { $pull: { a: { k: 1 } } }, { a: [{ k: 1, v: 1 }, { k: 2 }] }, { a: [{ k: 2 }] }],
    ["$pullAll and $pop", { $pullAll: { a: [1] }, $pop: { b: int(-1) } }, { a: [1, 2], b: [1, 2] }, { a: [2], b: [2] }],
    [
      "$currentDate",
      { $currentDate: { a: true, b: { $type: "timestamp" } } },
      {},
      { a: NOW.now, b: new Timestamp({ t: 5, i: 1 }) },
    ],
    ["$setOnInsert does nothing to what is there", { $setOnInsert: { a: 1 } }, {}, {}],
    ["a replacement", { x: 1 }, { a: 1 }, { x: 1 }],
    [
      "a pipeline",
      [{ $set: { b: { $add: ["$a", int(1)] }, at: "$$NOW" } }, { $unset: "a" }],
      { a: int(1) },
      { b: int(2), at: NOW.now },
    ],
    ["$replaceWith", [{ $replaceWith: { $mergeObjects: ["$$ROOT", { b: 2 }] } }], { a: 1 }, { a: 1, b: 2 }],
    [
      "comparing with what is missing",
      [{ $set: { b: { $lt: ["$none", 1] }, c: { $eq: ["$none", null] } } }],
      {},
      { b: true, c: false },
    ],
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
    [[{ $match: {} }], {}, "InvalidOptions"],
    [[{ $set: { a: { $dateTrunc: {} } } }], {}, "InvalidPipelineOperator"],
  ];
  for (const [change, before, codeName] of refused) {
    it(`${codeName} for ${JSON.stringify(change)}`, () => {
      assert.throws(
        () => updated(change, before),
        (error) => error instanceof MongoError && error.codeName === codeName,
      );
      assert.equal(({} as BsonDocument)["x"], undefined);
    });
  }

  it("begins an upsert from what the filter says by equality", () => {
    const change = compileUpdate({ $set: { n: 1 }, $setOnInsert: { made: true } }, NOW);
    const condition = parseFilter({ $and: [{ _id: "k" }, { "a.b": 2 }], other: { $gt: 5 }, list: { $in: [7] } });
    assert.deepEqual(upsertedDocument(change, condition), { _id: "k", a: { b: 2 }, list: 7, n: 1, made: true });
    assert.deepEqual(upsertedDocument(compileUpdate({ v: 1 }, NOW), parseFilter({ _id: 3, a: 1 })), { _id: 3, v: 1 });
  });
});
