import assert from "node:assert/strict";
import type { Document } from "mongodb";
import { embeddedClient, refusal } from "./embedded-client.ts";

describe("the embedded server's indexes and collections", () => {
  const embedded = embeddedClient();

  it("uses the index that bounds and sorts, and says so", async () => {
    const rows = embedded.fresh();
    await rows.createIndexes([
      { key: { person: 1, start: -1 } },
      { key: { start: 1 } },
      { key: { stage: 1, next: 1 }, partialFilterExpression: { stage: "queued" } },
    ]);
    await rows.insertMany(
      Array.from({ length: 300 }, (_, n) => ({
        person: `p${n % 10}`,
        start: new Date(n),
        stage: n % 2 === 0 ? "queued" : "done",
        next: n,
      })),
    );
    const explain = async (filter: Document, sort: Document): Promise<unknown[]> => {
      const report = await rows.find(filter).sort(sort).explain();
      const plan = (
        report as {
          queryPlanner: { winningPlan: { stage: string; inputStage?: { stage: string; indexName?: string } } };
        }
      ).queryPlanner.winningPlan;
      const { totalDocsExamined } = (report as { executionStats: { totalDocsExamined: number } }).executionStats;
      return [plan.stage, plan.inputStage?.indexName ?? plan.inputStage?.stage, totalDocsExamined];
    };
    assert.deepEqual(
      await explain({ person: "p3", start: { $gte: new Date(100), $lt: new Date(200) } }, { start: -1 }),
      ["FETCH", "person_1_start_-1", 10],
    );
    assert.deepEqual(await explain({ stage: "queued", next: { $lte: 20 } }, { next: 1 }), [
      "FETCH",
      "stage_1_next_1",
      11,
    ]);
    assert.deepEqual(await explain({ stage: "done" }, { person: 1 }), ["FETCH", "person_1_start_-1", 300]);
    assert.deepEqual(await explain({ other: 1 }, { next: 1 }), ["SORT", "COLLSCAN", 300]);
  });

  it("holds partial unique indexes only for the documents they cover", async () => {
    const rows = embedded.fresh();
    await rows.createIndex({ key: 1 }, { unique: true, partialFilterExpression: { open: true } });
    await rows.insertMany([
      { _id: 1, key: "a", open: true },
      { _id: 2, key: "a", open: false },
      { _id: 3, key: "a" },
    ]);
    assert.equal((await refusal(rows.updateOne({ _id: 2 }, { $set: { open: true } }))).code, 11000);
    await rows.updateOne({ _id: 1 }, { $set: { open: false } });
    assert.equal((await rows.updateOne({ _id: 2 }, { $set: { open: true } })).modifiedCount, 1);
  });

  it("creates, lists and drops them; the same one twice is one, another of its name is refused", async () => {
    const rows = embedded.fresh();
    await rows.insertMany([{ a: 1 }, { a: 1 }]);
    assert.equal((await refusal(rows.createIndex({ a: 1 }, { unique: true }))).code, 11000);
    await rows.createIndex({ a: 1 });
    await rows.createIndex({ a: 1 });
    assert.equal((await refusal(rows.createIndex({ a: 1 }, { unique: true }))).code, 85);
    assert.equal((await refusal(rows.createIndex({ b: 1 }, { name: "a_1" }))).code, 86);
    assert.deepEqual(
      (await rows.indexes()).map(({ name }) => name),
      ["_id_", "a_1"],
    );
    await rows.dropIndex("a_1");
    assert.equal((await refusal(rows.dropIndex("a_1"))).code, 27);
    for (const option of [{ sparse: true }, { wildcardProjection: {} }])
      assert.equal((await refusal(rows.createIndex({ a: 1 }, option))).code, 67);
    assert.equal((await refusal(rows.createIndex({ a: "text" }))).code, 67);
  });

  it("removes what has expired, by the time it is told", async () => {
    const rows = embedded.fresh();
    await rows.createIndex({ at: 1 }, { expireAfterSeconds: 60, name: "ttl" });
    await rows.insertMany([
      { _id: 1, at: new Date(1000) },
      { _id: 2, at: new Date(100_000) },
      { _id: 3, at: "never" },
      { _id: 4 },
      { _id: 5, at: [new Date(2000), new Date(9e9)] },
    ]);
    const sweep = await embedded.database.command({ expireDocuments: 1, now: new Date(63_000) });
    assert.equal(sweep["removed"], 2);
    await rows.insertMany(Array.from({ length: 1200 }, (_, n) => ({ at: new Date(n), other: new Date(n) })));
    await rows.createIndex({ other: -1 }, { expireAfterSeconds: 0 });
    const next = await embedded.database.command({ expireDocuments: 1, now: new Date(200_000) });
    assert.equal(next["removed"], 1201);
    assert.deepEqual(
      (await rows.find().toArray()).map(({ _id }) => _id),
      [3, 4],
    );
  });

  it("drops collections and databases", async () => {
    const other = embedded.client.db("elsewhere");
    const [one, two] = [other.collection("one"), other.collection("two")];
    await Promise.all([one.insertOne({}), two.insertOne({})]);
    assert.equal(await one.drop(), true);
    assert.deepEqual([await one.countDocuments(), await two.countDocuments()], [0, 1]);
    await other.dropDatabase();
    assert.equal(await two.countDocuments(), 0);
    assert.equal((await refusal(other.createCollection("things"))).code, 59);
  });
});
