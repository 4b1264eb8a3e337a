import assert from "node:assert/strict";
import { BSONRegExp, Decimal128, Double, Int32, Long } from "bson";
import type { BsonDocument } from "../../../src/embedded/bson-value.ts";
import { parseFilter } from "../../../src/embedded/filter.ts";
import { compileMatcher } from "../../../src/embedded/matcher.ts";
import { MongoError } from "../../../src/embedded/mongo-error.ts";

function matches(filter: BsonDocument, document: BsonDocument): boolean {
  return compileMatcher(parseFilter(filter))(document);
}

describe("matching a document", () => {
  const document: BsonDocument = {
    n: new Int32(5),
    text: "Ada",
    none: null,
    list: [new Int32(1), new Int32(7)],
    rows: [
      { a: new Int32(1), b: "x" },
      { a: new Int32(2), b: "y" },
    ],
    deep: { er: [{ x: new Int32(3) }] },
    when: new Date(1000),
    nan: new Double(NaN),
  };
  const holds: BsonDocument[] = [
    {},
    { n: 5, text: "Ada" },
    { n: Long.fromNumber(5) },
    { n: { $gt: 4, $lte: 5 } },
    { n: { $ne: 4 } },
    { missing: null },
    { missing: { $ne: 1 } },
    { none: null },
    { none: { $exists: true } },
    { missing: { $exists: false } },
    { none: { $lte: null } },
    { list: 7 },
    { list: [1, 7] },
    { list: { $gt: 6 } },
    { list: { $gt: 6, $lt: 2 } },
    { "list.1": 7 },
    { "rows.a": 2 },
    { "rows.0.b": "x" },
    { "deep.er.x": { $in: [3, 4] } },
    { deep: { er: [{ x: 3 }] } },
    { text: { $in: ["Bob", "Ada"] } },
    { text: { $nin: ["Bob"] } },
    { text: { $nin: ["Bob", "Eve"] } },
    { text: { $not: { $lt: "A" } } },
    { missing: { $in: [null] } },
    { $or: [{ n: 1 }, { n: 5 }] },
    { $and: [{ n: 5 }, { text: "Ada" }] },
    { when: { $gte: new Date(1000), $lte: new Date(1000) } },
    { when: { $gt: new Date(999), $lt: new Date(1001) } },
    { nan: NaN },
    { $comment: "nothing" },
  ];
  const fails: BsonDocument[] = [
    { n: "5" },
    { n: { $gt: "4" } },
    { n: { $lt: new Date(9e12) } },
    { none: { $gt: null } },
    { missing: { $lt: 5 } },
    { missing: { $exists: true } },
    { when: { $gt: new Date(1000) } },
    { when: { $lt: new Date(1000) } },
    { when: { $lt: new Date(999) } },
    { list: [7, 1] },
    { list: { $ne: 7 } },
    { list: { $not: { $gt: 6 } } },
    { deep: { er: [] } },
    { nan: { $lt: 5 } },
    { n: { $in: [] } },
  ];
  for (const filter of holds)
    it(`finds ${JSON.stringify(filter)}`, () => assert.equal(matches(filter, document), true));
  for (const filter of fails)
    it(`does not find ${JSON.stringify(filter)}`, () => assert.equal(matches(filter, document), false));

  const refused: [BsonDocument, RegExp][] = [
    [{ a: { $foo: 1 } }, /\$foo/],
    [{ $foo: 1 }, /\$foo/],
    [{ a: { $gt: 1, b: 2 } }, /b/],
    [{ $or: [] }, /\$or/],
    [{ a: { $in: 1 } }, /\$in/],
    [{ a: { $not: 1 } }, /\$not/],
    [{ a: { $mod: [2, 1] } }, /\$mod/],
    [{ a: { $type: "int" } }, /\$type/],
    [{ a: { $all: [1] } }, /\$all/],
    [{ a: { $gt: Decimal128.fromString("1") } }, /Decimal128/],
    [{ a: { $regex: "x" } }, /\$regex/],
    [{ a: new BSONRegExp("x", "") }, /regular expression/],
    [{ a: { $in: [1, new BSONRegExp("x", "")] } }, /regular expression/],
    [{ a: { $elemMatch: { b: 1 } } }, /\$elemMatch/],
    [{ a: { $size: 1 } }, /\$size/],
    [{ $nor: [{ a: 1 }] }, /\$nor/],
    [{ "a..b": 1 }, /a\.\.b/],
    [{ $expr: { $gt: ["$a", 1] } }, /\$expr/],
  ];
  for (const [filter, words] of refused) {
    it(`refuses ${JSON.stringify(filter)}`, () => {
      assert.throws(
        () => matches(filter, { a: new Int32(1) }),
        (error) => error instanceof MongoError && words.test(error.message),
      );
    });
  }
});
