import assert from "node:assert/strict";
import type { CheckOutcome } from "../../../src/doctor/check.ts";
import {
  databaseCheck,
  durabilityCheck,
  indexesCheck,
  type InspectedDatabase,
} from "../../../src/doctor/database-checks.ts";
import { ServiceError } from "../../../src/service-error.ts";
import type { DatabaseInspection, DatabaseKind, IndexFindings } from "../../../src/store/inspect-database.ts";

const signal = new AbortController().signal;

function database(
  over: {
    kind?: InspectedDatabase["kind"];
    server?: { version: string; kind: DatabaseKind };
    isInUse?: boolean;
    indexes?: Partial<IndexFindings>;
    isMajority?: boolean;
    isJournaled?: boolean;
  } = {},
): { kind: InspectedDatabase["kind"]; inspection: DatabaseInspection } {
  const { isInUse = true, isMajority = true, isJournaled = true } = over;
  return {
    kind: over.kind ?? "mongodb",
    inspection: {
      server: () => Promise.resolve(over.server ?? { version: "8.0.4", kind: "replicaSet" }),
      isInUse: () => Promise.resolve(isInUse),
      indexes: () => Promise.resolve({ declared: 50, missing: [], different: [], ...over.indexes }),
      writeConcern: () => ({ isMajority, isJournaled }),
      subscriptions: { all: () => Promise.resolve([]) },
      close: () => Promise.resolve(),
    },
  };
}

function assertOutcome(outcome: CheckOutcome, state: string, found: RegExp, remedy: RegExp | null): void {
  assert.equal(outcome.state, state, outcome.found);
  assert.match([outcome.found, ...outcome.items].join(" "), found);
  if (remedy === null) assert.equal(outcome.remedy, null);
  else assert.match(outcome.remedy ?? "", remedy);
}

describe("doctor/database-checks", () => {
  it("tells the server's version and kind, and says which database is the default", async () => {
    const run = (over: Parameters<typeof database>[0]): Promise<CheckOutcome> =>
      databaseCheck(() => Promise.resolve(database(over)))(signal);
    assertOutcome(await run({}), "ok", /MongoDB 8\.0\.4 answers \(a replica set\)/, null);
    assertOutcome(await run({ kind: "embedded" }), "ok", /embedded default.*200,000/, null);
    assertOutcome(await run({ kind: "joined" }), "ok", /embedded default/, null);
    const old = await run({ server: { version: "6.0.19", kind: "sharded" } });
    assertOutcome(old, "warning", /6\.0\.19 answers \(a sharded cluster\)/, /^Upgrade/);
  });

  const faults: [string, RegExp][] = [
    ["store_unreachable", /^Start MongoDB/],
    ["store_unauthorized", /readWrite/],
    ["store_uri_invalid", /percent-encoded/],
    ["store_incompatible", /4\.4/],
    ["embedded_folder_in_use", /other process/],
    ["data_dir_unusable", /may write to/],
    ["embedded_start_failed", /local disk/],
  ];
  for (const [code, remedy] of faults) {
    it(`tells what to do about ${code}`, async () => {
      const outcome = await databaseCheck(() => Promise.reject(new ServiceError(code, "It is so.")))(signal);
      assertOutcome(outcome, "failed", new RegExp(`It is so\\. \\(${code}\\)`), remedy);
    });
  }

  it("shows no words of errors that may quote the connection string", async () => {
    const outcome = await databaseCheck(() => Promise.reject(new Error("mongodb://u:hush@db")))(signal);
    assertOutcome(outcome, "failed", /could not be opened/, /MONGODB_URI/);
    assert.doesNotMatch(JSON.stringify(outcome), /hush/);
  });

  it("finds indexes that are missing or different", async () => {
    const run = (over: Parameters<typeof database>[0]): Promise<CheckOutcome> =>
      indexesCheck(() => database(over).inspection)(signal);
    assertOutcome(await run({}), "ok", /All 50/, null);
    assertOutcome(await run({ isInUse: false, indexes: { missing: ["all"] } }), "skipped", /Nothing is stored/, null);
    const missing = await run({ indexes: { missing: ["callRecords.expiry", "ingestJobs.due"] } });
    assertOutcome(missing, "failed", /2 of 50.*callRecords\.expiry is missing/, /^Restart/);
    const different = await run({ indexes: { different: ["ingestJobs.due"] } });
    assertOutcome(different, "failed", /ingestJobs\.due has another key/, /^Drop/);
  });

  it("finds writes that a server's loss would take away", async () => {
    const run = (over: Parameters<typeof database>[0]): Promise<CheckOutcome> =>
      durabilityCheck(() => database(over))(signal);
    assertOutcome(await run({}), "ok", /majority, journaled/, null);
    assertOutcome(await run({ kind: "joined" }), "ok", /SQLite in DATA_DIR/, null);
    const azure = { version: "8.0.0", kind: "documentDb" } as const;
    assertOutcome(await run({ server: azure }), "ok", /high availability/, null);
    assertOutcome(await run({ isMajority: false }), "failed", /w is not majority/, /^Remove w/);
    assertOutcome(await run({ isJournaled: false }), "failed", /journal is off/, /^Remove w/);
    const alone = await run({ server: { version: "8.0.4", kind: "standalone" } });
    assertOutcome(alone, "warning", /server of its own/, /replica set/);
  });
});
