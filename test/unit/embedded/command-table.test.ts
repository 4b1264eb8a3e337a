import assert from "node:assert/strict";
import { Long, type Collection, type Document } from "mongodb";
import { embeddedClient, refusal, type Row } from "./embedded-client.ts";

describe("what the embedded server refuses by name", () => {
  const embedded = embeddedClient();

  const cases: [string, (rows: Collection<Row>) => Promise<unknown>, number, RegExp][] = [
    ["$where", (rows) => rows.find({ $where: "true" }).toArray(), 2, /\$where/],
    ["$text", (rows) => rows.find({ $text: { $search: "x" } }).toArray(), 2, /\$text/],
    ["$near", (rows) => rows.find({ a: { $near: [1, 2] } } as Document).toArray(), 2, /\$near/],
    ["$lookup", (rows) => rows.aggregate([{ $lookup: { from: "x" } }]).toArray(), 40324, /\$lookup/],
    ["$facet", (rows) => rows.aggregate([{ $facet: {} }]).toArray(), 40324, /\$facet/],
    ["$out", (rows) => rows.aggregate([{ $out: "x" }]).toArray(), 40324, /\$out/],
    ["$changeStream", (rows) => rows.watch().next(), 40324, /\$changeStream/],
    [
      "$percentile",
      (rows) => rows.aggregate([{ $group: { _id: 1, p: { $percentile: {} } } }]).toArray(),
      15952,
      /\$percentile/,
    ],
    ["$dateTrunc", (rows) => rows.aggregate([{ $project: { d: { $dateTrunc: {} } } }]).toArray(), 168, /\$dateTrunc/],
    ["$bit", (rows) => rows.updateOne({}, { $bit: { a: { and: 1 } } }), 9, /\$bit/],
    ["arrayFilters", (rows) => rows.updateOne({}, { $set: { a: 1 } }, { arrayFilters: [{ x: 1 }] }), 2, /arrayFilters/],
    ["the positional $", (rows) => rows.updateOne({}, { $set: { "a.$": 1 } }), 2, /'\$'/],
    [
      "$position",
      (rows) => rows.updateOne({}, { $push: { a: { $each: [1], $position: 0 } } } as Document),
      2,
      /\$position/,
    ],
    ["collation", (rows) => rows.find({}, { collation: { locale: "de" } }).toArray(), 2, /collation/],
    ["tailable cursors", (rows) => rows.find({}, { tailable: true }).toArray(), 40415, /tailable/],
    [
      "$elemMatch projection",
      (rows) => rows.find({}, { projection: { a: { $elemMatch: { b: 1 } } } }).toArray(),
      168,
      /\$elemMatch/,
    ],
    ["$natural", (rows) => rows.find().sort({ $natural: 1 }).toArray(), 2, /\$natural/],
    ["mapReduce", () => embedded.database.command({ mapReduce: "x" }), 59, /mapReduce/],
    ["an update by a pipeline", (rows) => rows.updateOne({}, [{ $set: { a: 1 } }]), 9, /pipeline/],
    ["$expr", (rows) => rows.find({ $expr: { $eq: ["$a", 1] } }).toArray(), 2, /\$expr/],
    ["$mul", (rows) => rows.updateOne({}, { $mul: { a: 2 } }), 9, /\$mul/],
    ["$unwind", (rows) => rows.aggregate([{ $unwind: "$a" }]).toArray(), 40324, /\$unwind/],
    ["$addFields", (rows) => rows.aggregate([{ $addFields: { b: 1 } }]).toArray(), 40324, /\$addFields/],
    ["an unknown command", () => embedded.database.command({ fooBar: 1 }), 59, /fooBar/],
    [
      "transactions",
      (rows) =>
        embedded.database.command({
          insert: rows.collectionName,
          documents: [{}],
          txnNumber: Long.fromNumber(1),
          startTransaction: true,
          autocommit: false,
        }),
      20,
      /[Tt]ransaction/,
    ],
  ];
  for (const [name, work, code, words] of cases) {
    it(`${name} → ${code}`, async () => {
      const rows = embedded.fresh();
      await rows.insertOne({ _id: 1, a: [{ b: 1 }] });
      const error = await refusal(work(rows));
      assert.equal(error.code, code);
      assert.match(error.message, words);
      assert.deepEqual(await rows.findOne({}), { _id: 1, a: [{ b: 1 }] });
    });
  }

  const wrong: [string, Document, number][] = [
    ["$inc on null", { $inc: { none: 1 } }, 14],
    ["$inc by text", { $inc: { n: "1" } }, 14],
    ["$push on a number", { $push: { n: 1 } }, 2],
    ["$set through a scalar", { $set: { "n.x": 1 } }, 28],
    ["a changed _id", { $set: { _id: 2 } }, 66],
    ["two changes of one path", { $set: { n: 1 }, $inc: { n: 1 } }, 40],
  ];
  for (const [name, change, code] of wrong) {
    it(`${name} → ${code}`, async () => {
      const rows = embedded.fresh();
      await rows.insertOne({ _id: 1, n: 1, none: null });
      assert.equal((await refusal(rows.updateOne({ _id: 1 }, change))).code, code);
      assert.deepEqual(await rows.findOne({}), { _id: 1, n: 1, none: null });
    });
  }
});
