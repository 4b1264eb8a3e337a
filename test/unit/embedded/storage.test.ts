import assert from "node:assert/strict";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serialize } from "bson";
import { Storage } from "../../../src/embedded/storage.ts";

describe("the storage behind the embedded server", () => {
  let directory: string;
  let file: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "callwise-storage-"));
    file = join(directory, "data.sqlite");
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it("gives back what was committed last, and nothing that was not", () => {
    const storage = new Storage(file);
    const first = { number: 1, bytes: Buffer.from("one") };
    storage.putCollection(7, serialize({ namespace: "d.c" }));
    storage.put(7, first);
    storage.put(7, { number: 2, bytes: Buffer.from("two") });
    storage.commit();
    first.bytes = Buffer.from("one, changed");
    storage.put(7, first);
    storage.erase({ number: 2, bytes: Buffer.from("") });
    storage.commit();
    storage.put(7, { number: 3, bytes: Buffer.from("never committed") });
    storage.close();
    const again = new Storage(file);
    assert.deepEqual(
      [...again.loadCollections()].map(({ number }) => number),
      [7],
    );
    assert.deepEqual(
      [...again.loadDocuments()].map(({ collection, stored }) => [
        collection,
        stored.number,
        Buffer.from(stored.bytes).toString(),
      ]),
      [[7, 1, "one, changed"]],
    );
    again.close();
  });

  it("writes all of a commit or nothing, and can be closed and opened after one that failed", () => {
    const storage = new Storage(file);
    storage.put(7, { number: 1, bytes: Buffer.from("one") });
    storage.commit();
    storage.put(7, { number: 2, bytes: Buffer.from("two") });
    storage.put(Number.NaN, { number: 3, bytes: Buffer.from("no collection") });
    assert.throws(() => storage.commit());
    storage.close();
    const again = new Storage(file);
    assert.deepEqual(
      [...again.loadDocuments()].map(({ stored }) => stored.number),
      [1],
    );
    again.close();
  });

  it("lets one in at a time, and only its owner read", async () => {
    const storage = new Storage(file);
    assert.throws(() => new Storage(file), { code: "embedded_folder_in_use" });
    if (process.platform !== "win32") assert.equal((await stat(file)).mode & 0o077, 0);
    storage.close();
    new Storage(file).close();
  });
});
