import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand, startServiceProcess, type CommandResult } from "../support/service-process.ts";

describe("callwise reconcile", function () {
  this.timeout(120_000);
  let folder: string;
  let settings: Record<string, string>;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "callwise-reconcile-"));
    settings = { DATA_DIR: folder, LOG_LEVEL: "warn", SIMULATOR_PEOPLE: "12" };
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const reconcile = (): Promise<CommandResult> => runCommand(["reconcile", "--days", "2", "--json"], settings);
  const reportOf = ({ stdout }: CommandResult): Record<string, number> => JSON.parse(stdout) as Record<string, number>;

  it("lists and fetches by itself when no service runs, and finds little to do the second time", async () => {
    const first = await reconcile();
    assert.equal(first.code, 0, first.stderr);
    assert.ok((reportOf(first)["enqueued"] ?? 0) > 0, first.stdout);
    const second = await reconcile();
    assert.equal(second.code, 0, second.stderr);
    assert.ok((reportOf(second)["listed"] ?? 0) > 0, second.stdout);
    // Calls go on ending in the simulated tenant meanwhile.
    assert.ok(
      (reportOf(second)["enqueued"] ?? 0) < (reportOf(first)["enqueued"] ?? 0) / 2,
      first.stdout + second.stdout,
    );
  });

  it("has a running service do it", async () => {
    const service = await startServiceProcess(settings);
    try {
      const { code, stdout, stderr } = await reconcile();
      assert.equal(code, 0, stderr);
      assert.match(stdout, /"listed":\d+/);
    } finally {
      assert.equal(await service.end("SIGINT"), 0);
    }
  });
});
