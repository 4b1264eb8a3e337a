import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
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

  it("leaves nothing of what was removed or replaced in its files, once the journal is emptied", async () => {
    const storage = new Storage(file);
    const secret = (number: number): Buffer => Buffer.from(`secret ${"x".repeat(number * 2_000)} secret`);
    const inFiles = async (): Promise<boolean> => {
      const files = await readdir(directory);
      const contents = await Promise.all(files.map((name) => readFile(join(directory, name))));
      return contents.some((content) => content.includes("secret"));
    };
    for (const number of [1, 2, 3, 4]) storage.put(7, { number, bytes: secret(number) });
    storage.commit();
    storage.emptyJournal();
    assert.equal(await inFiles(), true);
    for (const number of [1, 2]) storage.erase({ number, bytes: secret(number) });
    for (const number of [3, 4]) storage.put(7, { number, bytes: Buffer.from("other") });
    storage.commit();
    storage.emptyJournal();
    assert.equal(await inFiles(), false);
    storage.close();
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
