import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import { systemClock } from "../../src/clock.ts";
import { startEmbeddedServer } from "../../src/embedded/embedded-server.ts";
import { SIMULATED_TENANT_ID } from "../../src/simulator/simulated-tenant.ts";
import { openStore } from "../../src/store/open-store.ts";
import { buildPerson, buildTwoPartyCall } from "../support/call-record-builder.ts";
import { searchDatabase } from "../support/database-search.ts";
import { runCommand, type CommandResult } from "../support/service-process.ts";

const ZOE = buildPerson("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee", { displayName: "Zoe Zimmer" });
const BERT = buildPerson("bert");
const UPPER = ZOE.id.toUpperCase();

describe("callwise person", function () {
  this.timeout(120_000);
  let folder: string;
  const run = (...words: string[]): Promise<CommandResult> => runCommand(words, { DATA_DIR: folder });

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "callwise-person-"));
    await withServer(async (uri) => {
      const clock = systemClock;
      const tenantId = SIMULATED_TENANT_ID;
      const store = await openStore({ uri, databaseName: "callwise", tenantId, retentionDays: 365, clock });
      await store.callRecords.save(judgeCallRecord(buildTwoPartyCall(ZOE, BERT, { callId: "call-1" })));
      await store.preferences.save(ZOE.id, { language: "en" });
      await store.close();
    });
  });
  after(() => rm(folder, { recursive: true }));

  async function withServer<Result>(work: (uri: string) => Promise<Result>): Promise<Result> {
    const server = await startEmbeddedServer({ directory: folder });
    try {
      return await work(server.uri);
    } finally {
      await server.stop();
    }
  }

  it("exports everything as one JSON object, and lets the person see that it was done", async () => {
    const { code, stdout, stderr } = await run("person", "export", UPPER);
    assert.deepEqual([code, stderr], [0, ""]);
    const everything = JSON.parse(stdout) as Record<string, unknown[]> & { person: { id: string } };
    assert.deepEqual(everything["person"], { id: ZOE.id, displayName: ZOE.displayName });
    assert.deepEqual(
      (everything["calls"] as { callId: string }[]).map(({ callId }) => callId),
      ["call-1"],
    );
    assert.equal((everything["looks"] as { look: { what: string } }[])[0]?.look.what, "export");
    const seen = await run("ask", "who looked", "--as", ZOE.id);
    assert.match(seen.stdout, /Whoever operates Callwise +Everything that is stored about you/);
  });

  it("erases nobody unasked: without a terminal it takes --yes", async () => {
    const { code, stdout, stderr } = await run("person", "erase", ZOE.id);
    assert.deepEqual([code, stdout], [2, ""]);
    assert.match(stderr, /^callwise: wrong_usage: [^\n]+--yes[^\n]+\n$/);
    assert.match((await run("person", "export", ZOE.id)).stdout, /Zoe Zimmer/);
  });

  it("erases everything and prints the receipt, which names nobody", async () => {
    const { code, stdout, stderr } = await run("person", "erase", UPPER, "--yes", "--json");
    assert.deepEqual([code, stderr], [0, ""]);
    const receipt = JSON.parse(stdout) as { receiptId: string; at: string; erased: Record<string, number> };
    assert.match(receipt.receiptId, /^[0-9a-f-]{36}$/);
    assert.equal(receipt.erased["participations"], 1);
    assert.doesNotMatch(stdout, /aaaaaaaa-bbbb|zoe/i);
    const terms = [ZOE.id, "zoe", "zimmer"];
    assert.deepEqual(await withServer((uri) => searchDatabase(uri, "callwise", terms)), []);
    const again = await run("person", "erase", ZOE.id, "--yes");
    assert.match(again.stdout, /^Erased: nothing\.\nReceipt: [0-9a-f-]{36}, /);
  });
});
