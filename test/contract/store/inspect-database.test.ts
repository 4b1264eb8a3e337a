import assert from "node:assert/strict";
import { MongoClient, type Db } from "mongodb";
import { createIndexes, INDEXES } from "../../../src/store/indexes.ts";
import { inspectDatabase, kindOf, type DatabaseInspection } from "../../../src/store/inspect-database.ts";
import { newDatabaseName, testEngines, TEST_TENANT } from "../../support/test-store.ts";

for (const engine of testEngines()) {
  describe(`inspectDatabase on ${engine.name}`, function () {
    this.timeout(60_000);
    const databaseName = newDatabaseName();
    let uri: string;
    let stop: () => Promise<void>;
    let client: MongoClient;
    let database: Db;
    let inspection: DatabaseInspection;
    before(async () => {
      ({ uri, stop } = await engine.start());
      client = await MongoClient.connect(uri);
      database = client.db(databaseName);
      inspection = await inspectDatabase({ uri, databaseName, tenantId: TEST_TENANT });
    });
    after(async () => {
      await inspection.close();
      await database.dropDatabase();
      await client.close();
      await stop();
    });

    it("makes nothing in a database that is not in use", async () => {
      assert.equal(await inspection.isInUse(), false);
      assert.equal((await inspection.indexes()).missing.length, INDEXES.length);
      assert.deepEqual(await inspection.subscriptions.all(), []);
      assert.equal(await inspection.isInUse(), false);
    });

    it("sees every index that a start makes, what is missing, and what is another one", async () => {
      await createIndexes(database);
      assert.equal(await inspection.isInUse(), true);
      assert.deepEqual(await inspection.indexes(), { declared: INDEXES.length, missing: [], different: [] });
      await database.collection("callRecords").dropIndex("tenant_start");
      await database.collection("ingestJobs").dropIndex("lease");
      await database.collection("ingestJobs").createIndex({ leaseUntil: 1, tenantId: 1 }, { name: "lease" });
      const { missing, different } = await inspection.indexes();
      assert.deepEqual([missing, different], [["callRecords.tenant_start"], ["ingestJobs.lease"]]);
    });

    it("tells the server and how writes are asked for", async () => {
      assert.match((await inspection.server()).version, /^\d+\.\d+/);
      assert.deepEqual(inspection.writeConcern(), { isMajority: true, isJournaled: true });
      const weak = await inspectDatabase({
        uri: `${uri}${uri.includes("?") ? "&" : "/?"}w=1&journal=false`,
        databaseName,
        tenantId: TEST_TENANT,
      });
      assert.deepEqual(weak.writeConcern(), { isMajority: false, isJournaled: false });
      await weak.close();
    });
  });
}

describe("inspectDatabase", () => {
  it("tells servers apart by their hello", () => {
    assert.equal(kindOf({ isWritablePrimary: true }), "standalone");
    assert.equal(kindOf({ setName: "rs0" }), "replicaSet");
    assert.equal(kindOf({ msg: "isdbgrid" }), "sharded");
    assert.equal(kindOf({ msg: "isdbgrid", internal: { documentdb_versions: ["0.117.0"] } }), "documentDb");
    assert.equal(kindOf({ msg: "isdbgrid", internal: { cosmos_versions: ["1.20"] } }), "documentDb");
  });

  it("says what is wrong as the store does", async () => {
    const options = { databaseName: "callwise", tenantId: TEST_TENANT };
    const nobody = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100";
    await assert.rejects(inspectDatabase({ ...options, uri: nobody }), { code: "store_unreachable" });
    await assert.rejects(inspectDatabase({ ...options, uri: nobody, databaseName: "a b" }), {
      code: "store_uri_invalid",
    });
    await assert.rejects(inspectDatabase({ ...options, uri: "mongodb://h/?w=1&w=2&x" }), { code: "store_uri_invalid" });
  });
});
