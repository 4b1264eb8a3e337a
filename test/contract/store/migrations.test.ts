import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { runMigrations, type Migration } from "../../../src/store/migrations.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const NOW = new Date("2030-03-04T08:00:00Z");
const MINUTE_MS = 60_000;

for (const engine of testEngines()) {
  describe(`migrations on ${engine.name}`, () => {
    let db: TestDatabase;
    let tenantId: string;
    let clock: DrivenClock;
    let runs: string[];

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      tenantId = randomUUID();
      clock = new DrivenClock(NOW);
      runs = [];
    });

    const noting = (name: string): Migration => ({
      name,
      run: () => {
        runs.push(name);
        return Promise.resolve();
      },
    });
    const run = (migrations: Migration[]): Promise<string[]> =>
      runMigrations({ database: db.database, tenantId, clock, migrations });

    /**
     * Lets time pass until the work is done: some of it waits for the database, some for the clock. No faster than the
     * database answers, or a claim would run out under a slow machine.
     */
    async function passTime<Result>(work: Promise<Result>): Promise<Result> {
      let isDone = false;
      const done = (): void => {
        isDone = true;
      };
      work.then(done, done);
      while (!isDone) {
        await db.database.command({ ping: 1 });
        await clock.advance(500);
      }
      return work;
    }

    it("runs what is pending in order, once", async () => {
      assert.deepEqual(await run([noting("first"), noting("second")]), ["first", "second"]);
      assert.deepEqual(await run([noting("first"), noting("second"), noting("third")]), ["third"]);
      assert.deepEqual(await run([noting("first"), noting("second"), noting("third")]), []);
      assert.deepEqual(runs, ["first", "second", "third"]);
    });

    it("has nothing to do without migrations", async () => {
      assert.deepEqual(await run([]), []);
    });

    it("lets one of several instances run them while the others wait", async () => {
      const list = [noting("first"), noting("second")];
      const ran = await passTime(Promise.all(Array.from({ length: 5 }, () => run(list))));
      assert.deepEqual(runs, ["first", "second"]);
      assert.deepEqual(ran.flat(), ["first", "second"]);
    });

    it("stops at one that fails, and goes on from there the next time", async () => {
      let isBroken = true;
      const fragile: Migration = {
        name: "second",
        run: () =>
          isBroken ? Promise.reject(new Error("secret detail")) : noting("second").run(db.database, tenantId),
      };
      const list = [noting("first"), fragile, noting("third")];
      await assert.rejects(run(list), { code: "store_migration_failed", message: /^Migration second failed/ });
      assert.deepEqual(runs, ["first"]);
      isBroken = false;
      assert.deepEqual(await run(list), ["second", "third"], "the claim was given back");
    });

    it("takes over from an instance that died while it ran them", async () => {
      const died = new Promise<never>(() => undefined);
      let hasStarted = (): void => undefined;
      const started = new Promise<void>((resolve) => (hasStarted = resolve));
      const endless: Migration = {
        name: "first",
        run: () => {
          hasStarted();
          return died;
        },
      };
      void run([endless]);
      await started;
      const takeover = run([noting("first")]);
      await clock.advance(4 * MINUTE_MS);
      assert.deepEqual(runs, []);
      assert.deepEqual(await passTime(takeover), ["first"]);
      assert.ok(clock.now().getTime() >= NOW.getTime() + 5 * MINUTE_MS);
    });

    it("refuses a database that a newer release has migrated", async () => {
      await run([noting("first"), noting("second")]);
      await assert.rejects(run([noting("first")]), { code: "store_is_newer", remedy: "fix-configuration" });
    });
  });
}
