import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openDatabase } from "../../src/open-database.ts";
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
});
