import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import {
  Binary,
  Decimal128,
  Double,
  Int32,
  Long,
  MongoBulkWriteError,
  MongoClient,
  ObjectId,
  Timestamp,
} from "mongodb";
import type { Document } from "mongodb";
import { embeddedClient, refusal, type Row } from "../unit/embedded/embedded-client.ts";

describe("the embedded server, through the official driver", () => {
  const embedded = embeddedClient();

  describe("writing", () => {
    it("inserts, finds and gives an id where none was given", async () => {
      const rows = embedded.fresh();
      const { insertedId } = await rows.insertOne({ a: 1 });
      assert.deepEqual(await rows.findOne({ _id: insertedId }), { _id: insertedId, a: 1 });
      await embedded.database.command({ insert: rows.collectionName, documents: [{ a: 2 }] });
      assert.ok((await rows.findOne({ a: 2 }))?._id instanceof ObjectId);
    });

    it("puts _id first, whatever the order it came in", async () => {
      const rows = embedded.fresh();
      await rows.insertOne({ z: 1, a: { b: 2 }, _id: "x" });
      assert.deepEqual(Object.keys((await rows.findOne()) ?? {}), ["_id", "z", "a"]);
    });

    it("reports duplicates by index, unordered goes on and ordered stops", async () => {
      const rows = embedded.fresh();
      await rows.createIndex({ a: 1, b: 1 }, { unique: true });
      await rows.insertOne({ a: 1, b: "x" });
      const batch = (): Row[] => [
        { a: 0, b: "y" },
        { a: 1, b: "x" },
        { a: 2, b: "z" },
      ];
      const unordered = await rows.insertMany(batch(), { ordered: false }).catch((error: unknown) => error);
      assert.ok(unordered instanceof MongoBulkWriteError);
      assert.equal(unordered.code, 11000);
      assert.equal(unordered.insertedCount, 2);
      const [first] = [unordered.writeErrors].flat();
      assert.equal(first?.index, 1);
      assert.match(
        first?.errmsg ?? "",
        /^E11000 duplicate key error collection: callwise\.rows\d+ index: a_1_b_1 dup key: \{ a: 1, b: "x" \}$/,
      );
      const ordered = await rows
        .insertMany([
          { a: 3, b: "" },
          { a: 1, b: "x" },
          { a: 4, b: "" },
        ])
        .catch((error: unknown) => error);
      assert.ok(ordered instanceof MongoBulkWriteError);
      assert.equal(ordered.insertedCount, 1);
      const single = await refusal(rows.findOneAndUpdate({ a: 0 }, { $set: { a: 1, b: "x" } }));
      assert.equal(single.code, 11000);
      assert.deepEqual(
        [single.keyPattern, single.keyValue],
        [
          { a: 1, b: 1 },
          { a: 1, b: "x" },
        ],
      );
      assert.equal(await rows.countDocuments(), 4);
    });

    it("treats a missing field of a unique index as null, and equal numbers as equal", async () => {
      const rows = embedded.fresh();
      await rows.createIndex({ a: 1 }, { unique: true });
      await rows.insertMany([{ b: 1 }, { a: new Int32(5) }]);
      for (const a of [new Double(5), Long.fromNumber(5)]) {
        assert.equal((await refusal(rows.insertOne({ a }))).code, 11000);
      }
      assert.equal((await refusal(rows.insertOne({ a: null }))).code, 11000);
    });

    it("updates one and many, replaces, upserts and counts", async () => {
      const rows = embedded.fresh();
      await rows.insertMany([
        { _id: 1, n: 1 },
        { _id: 2, n: 2 },
        { _id: 3, n: 3 },
      ]);
      const many = await rows.updateMany({ n: { $gt: 1 } }, { $inc: { n: 10 }, $set: { seen: true } });
      assert.deepEqual([many.matchedCount, many.modifiedCount], [2, 2]);
      const same = await rows.updateOne({ _id: 2 }, { $set: { seen: true } });
      assert.deepEqual([same.matchedCount, same.modifiedCount], [1, 0]);
      await rows.replaceOne({ _id: 1 }, { only: "this" });
      assert.deepEqual(await rows.findOne({ _id: 1 }), { _id: 1, only: "this" });
      await rows.updateOne({ key: "k", "deep.er": 2 }, { $setOnInsert: { made: 1 }, $inc: { n: 1 } }, { upsert: true });
      assert.deepEqual(await rows.findOne({ key: "k" }, { projection: { _id: 0 } }), {
        key: "k",
        deep: { er: 2 },
        made: 1,
        n: 1,
      });
    });

    it("runs a mixed bulk and names what failed", async () => {
      const rows = embedded.fresh();
      await rows.insertOne({ _id: 1, text: "x" });
      const result = await rows
        .bulkWrite(
          [
            { replaceOne: { filter: { _id: 7 }, replacement: { v: 7 }, upsert: true } },
            { updateOne: { filter: { _id: 1 }, update: { $inc: { text: 1 } } } },
            { updateOne: { filter: { _id: 1 }, update: { $set: { ok: 1 } } } },
            { deleteOne: { filter: { _id: 7 } } },
          ],
          { ordered: false },
        )
        .catch((error: unknown) => error);
      assert.ok(result instanceof MongoBulkWriteError);
      assert.equal(result.code, 14);
      assert.deepEqual([result.upsertedCount, result.modifiedCount, result.deletedCount], [1, 1, 1]);
    });

    it("finds and modifies with sort, upsert, fields and remove", async () => {
      const rows = embedded.fresh();
      await rows.insertMany([
        { _id: 1, at: 3, stage: "queued" },
        { _id: 2, at: 1, stage: "queued" },
        { _id: 3, at: 2, stage: "done" },
      ]);
      const leased = await rows.findOneAndUpdate(
        { stage: "queued" },
        { $set: { stage: "running" } },
        { sort: { at: 1 }, returnDocument: "after", projection: { stage: 1 } },
      );
      assert.deepEqual(leased, { _id: 2, stage: "running" });
      assert.deepEqual(await rows.findOneAndReplace({ _id: 9 }, { v: 1 }, { upsert: true, returnDocument: "after" }), {
        _id: 9,
        v: 1,
      });
      assert.equal(await rows.findOneAndUpdate({ _id: 77 }, { $set: { v: 1 } }), null);
      assert.equal((await rows.findOneAndDelete({}, { sort: { at: -1 } }))?._id, 1);
      const full = await rows.findOneAndUpdate(
        { _id: 10 },
        { $set: { v: 1 } },
        { upsert: true, includeResultMetadata: true },
      );
      assert.deepEqual([full.value, full.lastErrorObject], [null, { n: 1, updatedExisting: false, upserted: 10 }]);
    });

    it("deletes one, many, and with write concern 0", async () => {
      const rows = embedded.fresh();
      await rows.insertMany([{ a: 1 }, { a: 1 }, { a: 1 }, { a: 2 }], {});
      assert.equal((await rows.deleteOne({ a: 1 })).deletedCount, 1);
      assert.equal((await rows.deleteMany({ a: 1 })).deletedCount, 2);
      await rows.deleteMany({}, { writeConcern: { w: 0 } });
      await rows.insertOne({ a: 3 }, { writeConcern: { w: 1 } });
      assert.deepEqual(
        (await rows.find().toArray()).map(({ a }) => a as unknown),
        [3],
      );
    });

    it("keeps commands that arrive together apart when one fails", async () => {
      const rows = embedded.fresh();
      await rows.insertOne({ _id: 0 });
      const all = await Promise.allSettled(Array.from({ length: 200 }, (_, at) => rows.insertOne({ _id: at })));
      assert.equal(all.filter(({ status }) => status === "rejected").length, 1);
      assert.equal(await rows.countDocuments(), 200);
    });

    it("refuses documents over 16 MB by MongoDB's code", async () => {
      const rows = embedded.fresh();
      await rows.insertOne({ _id: 1, list: ["x".repeat(9_000_000)] });
      const grown = await refusal(rows.updateOne({ _id: 1 }, { $push: { list: "y".repeat(9_000_000) } } as Document));
      assert.equal(grown.code, 10334);
    });
  });

  describe("reading", () => {
    it("keeps every BSON type as it was, through updates too", async () => {
      const rows = embedded.fresh();
      const row = {
        _id: 1,
        int: new Int32(1),
        double: new Double(2),
        long: Long.fromString("9007199254740993"),
        decimal: Decimal128.fromString("1.10"),
        binary: new Binary(Buffer.from([1, 2, 255]), 4 - 4),
        date: new Date(-5),
        id: new ObjectId(),
        time: new Timestamp({ t: 4, i: 7 }),
        pattern: /a.b/i,
        none: null,
        flag: false,
        nested: { list: [{ x: new Double(1) }, []] },
      };
      await rows.insertOne(row);
      await rows.updateOne({ _id: 1 }, { $set: { touched: 1, "nested.y": 1 }, $inc: { int: 1, double: 1 } });
      const raw = await rows.findOne({ _id: 1 }, { promoteValues: false, promoteLongs: false });
      assert.ok(raw);
      assert.deepEqual(raw["int"], new Int32(2));
      assert.deepEqual(raw["double"], new Double(3));
      assert.deepEqual(raw["long"], row.long);
      assert.deepEqual(raw["decimal"], row.decimal);
      assert.deepEqual(raw["time"], row.time);
      assert.deepEqual(raw["date"], row.date);
      const plain = await rows.findOne({ _id: 1 });
      assert.deepEqual(plain?.["nested"], { list: [{ x: 1 }, []], y: 1 });
      assert.deepEqual(plain["pattern"], /a.b/i);
    });

    it("gives a cursor over many batches, of what was there when it began", async () => {
      const rows = embedded.fresh();
      await rows.insertMany(Array.from({ length: 2500 }, (_, n) => ({ n, pad: "x".repeat(50) })));
      const cursor = rows.find({}, { batchSize: 100 }).sort({ n: -1 });
      const seen: number[] = [];
      for await (const { n } of cursor) {
        if (seen.length === 150) await rows.deleteMany({});
        seen.push(Number(n));
      }
      assert.deepEqual(
        seen,
        Array.from({ length: 2500 }, (_, at) => 2499 - at),
      );
    });

    it("closes cursors early and knows none afterwards", async () => {
      const rows = embedded.fresh();
      await rows.insertMany(Array.from({ length: 500 }, (_, n) => ({ n })));
      const opened = await embedded.database.command({ find: rows.collectionName, batchSize: 10 });
      const { id } = opened["cursor"] as { id: Long };
      const killed = await embedded.database.command({
        killCursors: rows.collectionName,
        cursors: [Long.fromValue(id)],
      });
      assert.equal((killed["cursorsKilled"] as unknown[]).length, 1);
      const gone = await refusal(
        embedded.database.command({ getMore: Long.fromValue(id), collection: rows.collectionName }),
      );
      assert.equal(gone.code, 43);
    });

    it("skips, limits, projects, counts and lists distinct values", async () => {
      const rows = embedded.fresh();
      await rows.insertMany(
        Array.from({ length: 10 }, (_, n) => ({
          _id: n,
          n,
          kind: n % 3 === 0 ? "a" : "b",
          deep: { x: n, y: n },
          list: [n, n + 1],
        })),
      );
      const page = await rows
        .find({ n: { $gte: 2 } })
        .sort({ n: 1 })
        .skip(1)
        .limit(2)
        .project({ "deep.x": 1, _id: 0 })
        .toArray();
      assert.deepEqual(page, [{ deep: { x: 3 } }, { deep: { x: 4 } }]);
      assert.deepEqual(await rows.findOne({ _id: 1 }, { projection: { deep: 0, list: 0 } }), {
        _id: 1,
        n: 1,
        kind: "b",
      });
      assert.equal(await rows.countDocuments({ kind: "a" }), 4);
      assert.equal(await rows.estimatedDocumentCount(), 10);
      assert.equal(await rows.countDocuments({ n: { $lt: 5 } }, { skip: 1, limit: 3 }), 3);
      assert.deepEqual((await rows.distinct("kind")).sort(), ["a", "b"]);
      assert.deepEqual(await rows.distinct("list", { n: { $lte: 1 } }), [0, 1, 2]);
    });

    it("lists collections, and refuses to filter them", async () => {
      const { database } = embedded;
      await database.createIndex("listed", { a: 1 });
      const names = (await database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
      assert.ok(names.includes("listed"));
      assert.deepEqual(names, [...new Set(names)].sort());
      await assert.rejects(database.listCollections({ name: "listed" }).toArray(), { code: 115 });
    });

    it("groups and reshapes", async () => {
      const rows = embedded.fresh();
      await rows.insertMany([
        { _id: 1, day: "a", seconds: 60, tags: ["x", "y"] },
        { _id: 2, day: "b", seconds: 30, tags: ["x"] },
        { _id: 3, day: "a", seconds: null, tags: [] },
        { _id: 4, seconds: 10 },
      ]);
      const byDay = await rows
        .aggregate([
          { $match: { seconds: { $not: { $gt: 100 } } } },
          {
            $group: {
              _id: "$day",
              calls: { $sum: 1 },
              seconds: { $sum: "$seconds" },
              longest: { $max: "$seconds" },
              mean: { $avg: "$seconds" },
              ids: { $push: "$_id" },
            },
          },
          { $sort: { _id: 1 } },
        ])
        .toArray();
      assert.deepEqual(byDay, [
        { _id: null, calls: 1, seconds: 10, longest: 10, mean: 10, ids: [4] },
        { _id: "a", calls: 2, seconds: 60, longest: 60, mean: 60, ids: [1, 3] },
        { _id: "b", calls: 1, seconds: 30, longest: 30, mean: 30, ids: [2] },
      ]);
      const shaped = await rows
        .aggregate([
          { $sort: { _id: -1 } },
          { $limit: 2 },
          { $project: { _id: 0, minutes: { $divide: [{ $ifNull: ["$seconds", 0] }, 60] } } },
        ])
        .toArray();
      assert.deepEqual(
        shaped.map(({ minutes }) => Number(minutes) > 0),
        [true, false],
      );
      assert.deepEqual(await rows.aggregate([{ $match: { day: "a" } }, { $count: "n" }]).toArray(), [{ n: 2 }]);
      assert.deepEqual(await rows.findOne({ _id: 1 }), { _id: 1, day: "a", seconds: 60, tags: ["x", "y"] });
    });
  });

  it("outlives hostile bytes, half messages and vanishing clients", async () => {
    const path = decodeURIComponent(new URL(embedded.server.uri).hostname);
    const hello = Buffer.from("3e00000001000000000000000" + "0", "hex");
    const long = Buffer.alloc(20);
    long.writeInt32LE(2_000_000_000);
    const sections = Buffer.alloc(40);
    sections.writeInt32LE(40);
    sections.writeInt32LE(2013, 12);
    const pieces = [Buffer.from("GET / HTTP/1.1\r\n\r\n"), Buffer.alloc(64, 255), long, sections, hello];
    for (const piece of pieces) {
      const socket = connect(path);
      socket.on("error", () => undefined);
      await once(socket, "connect");
      socket.end(piece);
      socket.resume();
      await once(socket, "close");
    }
    const vanishing = connect(path);
    await once(vanishing, "connect");
    vanishing.write(hello);
    vanishing.destroy();
    assert.equal((await embedded.database.command({ ping: 1 }))["ok"], 1);
  });

  it("serves a hundred connections at once", async () => {
    const rows = embedded.fresh();
    const wide = await MongoClient.connect(embedded.server.uri, { maxPoolSize: 100, minPoolSize: 50 });
    try {
      const collection = wide.db().collection<Row>(rows.collectionName);
      await Promise.all(
        Array.from({ length: 300 }, (_, n) =>
          collection.updateOne({ _id: n % 20 }, { $inc: { n: 1 } }, { upsert: true }),
        ),
      );
      const all = await collection.find().toArray();
      assert.deepEqual([all.length, all.every(({ n }) => n === 15)], [20, true]);
    } finally {
      await wide.close();
    }
  });
});
