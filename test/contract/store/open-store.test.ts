import assert from "node:assert/strict";
import { MongoClient } from "mongodb";
import { createLog } from "../../../src/log.ts";
import { INDEXES } from "../../../src/store/indexes.ts";
import { openStore, type OpenStoreOptions } from "../../../src/store/open-store.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import {
  newDatabaseName,
  openTestStore,
  TEST_RETENTION_DAYS,
  TEST_TENANT,
  testEngines,
} from "../../support/test-store.ts";

const NOW = new Date("2030-03-04T08:00:00Z");
const SUBSCRIPTION = {
  subscriptionId: "one",
  clientState: "secret",
  resource: "communications/callRecords",
  changeType: "created",
  notificationUrl: "https://callwise.example.org/",
  expiresAt: NOW,
  createdAt: NOW,
  lastReauthorizedAt: null,
  reauthorizationAskedAt: null,
  retiredAt: null,
};

for (const engine of testEngines()) {
  describe(`open store on ${engine.name}`, () => {
    let server: { uri: string; stop: () => Promise<void> };
    let client: MongoClient;
    let options: OpenStoreOptions;

    before(async () => {
      server = await engine.start();
      client = new MongoClient(server.uri);
    });
    beforeEach(() => {
      options = {
        uri: server.uri,
        databaseName: newDatabaseName(),
        tenantId: TEST_TENANT,
        retentionDays: TEST_RETENTION_DAYS,
        clock: new DrivenClock(NOW),
      };
    });
    afterEach(() => client.db(options.databaseName).dropDatabase());
    after(async () => {
      await client.close();
      await server.stop();
    });

    it("has every index when it opens, and opens again on what is there", async () => {
      for (let times = 0; times < 2; times += 1) {
        const store = await openStore(options);
        await store.close();
      }
      const database = client.db(options.databaseName);
      for (const { collection, name, key, expires } of INDEXES) {
        const found = (await database.collection(collection).indexes()).find((index) => index.name === name);
        assert.deepEqual(found?.key, key, `${collection}.${name}`);
        assert.equal(found?.expireAfterSeconds, expires ? 0 : undefined, `${collection}.${name}`);
      }
    });

    it("keeps what is saved over a close and an open", async () => {
      const first = await openStore(options);
      await first.subscriptions.save(SUBSCRIPTION);
      await first.close();
      const second = await openStore(options);
      assert.deepEqual(await second.subscriptions.all(), [SUBSCRIPTION]);
      await second.close();
    });

    it("opens for several instances that start at once", async () => {
      const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(options)));
      await stores[0]?.subscriptions.save(SUBSCRIPTION);
      assert.equal((await stores[3]?.subscriptions.all())?.length, 1);
      await Promise.all(stores.map((store) => store.close()));
    });

    it("is closed after close, also when that is called twice", async () => {
      const store = await openStore(options);
      await store.close();
      await store.close();
      await assert.rejects(store.subscriptions.save(SUBSCRIPTION));
    });

    it("says which index stands in the way of another of its name", async () => {
      await client.db(options.databaseName).collection("callRecords").createIndex({ other: 1 }, { name: "expiry" });
      await assert.rejects(openStore(options), { name: "ServiceError", code: "store_index_conflict" });
    });
  });
}

describe("open store", () => {
  const options = {
    databaseName: "callwise",
    tenantId: TEST_TENANT,
    retentionDays: TEST_RETENTION_DAYS,
    clock: new DrivenClock(NOW),
  };

  it("refuses a database name that MongoDB cannot have", async () => {
    for (const databaseName of ["", "call wise", "call.wise", "a".repeat(64)]) {
      const opening = openStore({ ...options, uri: "mongodb://127.0.0.1/", databaseName });
      await assert.rejects(opening, { name: "ServiceError", code: "store_uri_invalid" });
    }
  });

  it("says so when nothing answers, and never shows the connection string", async () => {
    const lines: string[] = [];
    const log = createLog("debug", { write: (line) => lines.push(line) });
    const uri = "mongodb://callwise:hunter2@127.0.0.1:1/?serverSelectionTimeoutMS=50";
    await assert.rejects(openStore({ ...options, uri, log }), (error) => {
      assert.ok(error instanceof Error && "code" in error && "remedy" in error);
      assert.equal(error.code, "store_unreachable");
      assert.equal(error.remedy, "retry");
      log.error({ err: error }, "could not open the store");
      assert.doesNotMatch([error.message, error.stack, ...lines].join("\n"), /hunter2|127\.0\.0\.1/);
      assert.equal(error.cause, undefined);
      return true;
    });
  });

  for (const uri of [
    "",
    "postgres://callwise:hunter2@localhost/",
    "mongodb://callwise:hun:ter2@/",
    "mongodb://a/?tls=true&ssl=false",
  ]) {
    it(`refuses the connection string "${uri}" without repeating it`, async () => {
      await assert.rejects(openStore({ ...options, uri }), (error) => {
        assert.ok(error instanceof Error && "code" in error);
        assert.equal(error.code, "store_uri_invalid");
        assert.doesNotMatch(error.message, /hun:?ter2/);
        return true;
      });
    });
  }
});

describe("open test store", () => {
  it("gives a store that works, and its uri", async () => {
    const opened = await openTestStore({ clock: new DrivenClock(NOW) });
    const { store, uri } = opened;
    await store.subscriptions.save(SUBSCRIPTION);
    const client = new MongoClient(uri);
    assert.equal(await client.db("callwise").collection("subscriptions").countDocuments({ tenantId: TEST_TENANT }), 1);
    await client.close();
    await opened.close();
  });
});
