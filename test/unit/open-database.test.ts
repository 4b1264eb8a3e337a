import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDatabase } from "../../src/open-database.ts";
import { until } from "../support/until.ts";
import { DrivenClock } from "../support/driven-clock.ts";

describe("opening the database", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "callwise-open-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const clock = new DrivenClock("2030-03-04T08:00:00Z");
  const open = (dataDir: string, mayJoin: boolean) => openDatabase({ mongodbUri: null, dataDir, clock, mayJoin });

  for (const mayJoin of [false, true]) {
    it(`names DATA_DIR when it cannot be a folder (${mayJoin ? "a command" : "a service"})`, async () => {
      const file = path.join(folder, "file");
      await writeFile(file, "");
      for (const dataDir of [file, path.join(file, "below", "it")]) {
        await assert.rejects(open(dataDir, mayJoin), { code: "data_dir_unusable", message: /^DATA_DIR / });
      }
    });
  }

  it("makes the folders that are not there yet", async () => {
    const database = await open(path.join(folder, "a", "b"), false);
    assert.equal(database.kind, "embedded");
    await database.stop();
  });

  it("joins a service's server, and waits for the end of a command's", async () => {
    const service = await open(folder, false);
    const joined = await open(folder, true);
    assert.deepEqual([joined.kind, joined.uri], ["joined", service.uri]);
    await assert.rejects(open(folder, false), { code: "embedded_folder_in_use" });
    await service.stop();

    const command = await open(folder, true);
    assert.equal(command.kind, "embedded");
    let isOpen = false;
    const next = open(folder, true).then((database) => {
      isOpen = true;
      return database;
    });
    await until("it waits", () => clock.sleeping > 0);
    assert.equal(isOpen, false);
    await command.stop();
    await clock.advance(1_000);
    assert.equal((await next).kind, "embedded");
    await (await next).stop();
  });
});
