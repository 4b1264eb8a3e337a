import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { MongoClient, type Collection } from "mongodb";
import { findEmbeddedServer, startEmbeddedServer } from "../../../src/embedded/embedded-server.ts";
import type { Row } from "./embedded-client.ts";

describe("the embedded server's folder", function () {
  // Processes start here; on a busy machine that takes its time.
  this.timeout(30_000);

  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "callwise-embedded-"));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it("holds documents, indexes and nothing dropped over a restart, and can be found meanwhile", async () => {
    assert.equal(await findEmbeddedServer(directory), null);
    const first = await startEmbeddedServer({ directory });
    assert.equal(await findEmbeddedServer(directory), first.uri);
    await use(first.uri, async (rows) => {
      await rows.createIndex({ a: 1 }, { unique: true });
      await rows.insertMany([
        { _id: 1, a: 1 },
        { _id: 2, a: 2 },
        { _id: 3, a: 3 },
      ]);
      await rows.updateOne({ _id: 1 }, { $set: { a: 10 } });
      await rows.deleteOne({ _id: 2 });
    });
    await first.stop();
    await first.stop();
    assert.equal(await findEmbeddedServer(directory), null);
    const second = await startEmbeddedServer({ directory });
    await use(second.uri, async (rows) => {
      assert.deepEqual(await rows.find().sort({ _id: 1 }).toArray(), [
        { _id: 1, a: 10 },
        { _id: 3, a: 3 },
      ]);
      await assert.rejects(rows.insertOne({ a: 10 }), { code: 11000 });
      await rows.insertOne({ a: 2 });
    });
    await second.stop();
  });

  it("refuses a second server, then gives the folder over when the first process is killed", async () => {
    const child = await runChild(directory);
    assert.equal(await findEmbeddedServer(directory), child.uri);
    await assert.rejects(startEmbeddedServer({ directory }), { name: "ServiceError", code: "embedded_folder_in_use" });
    child.kill();
    await child.exited;
    assert.equal(await findEmbeddedServer(directory), null);
    const server = await startEmbeddedServer({ directory });
    await server.stop();
  });

  it("loses no acknowledged write when its process is killed", async () => {
    const child = await runChild(directory);
    const acknowledged: number[] = [];
    await use(child.uri, async (rows) => {
      let next = 0;
      const writer = async (): Promise<void> => {
        for (;;) {
          const id = next++;
          await rows.insertOne({ _id: id, pad: "x".repeat(200) });
          acknowledged.push(id);
          if (acknowledged.length === 400) child.kill();
        }
      };
      await Promise.allSettled(Array.from({ length: 8 }, writer));
    });
    await child.exited;
    const server = await startEmbeddedServer({ directory });
    await use(server.uri, async (rows) => {
      const kept = new Set((await rows.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id));
      assert.deepEqual(
        acknowledged.filter((id) => !kept.has(id)),
        [],
      );
    });
    await server.stop();
  });

  it("serves a folder with a long path over a loopback port, and only who knows its secret", async () => {
    const deep = join(directory, "d".repeat(100));
    const server = await startEmbeddedServer({ directory: deep });
    assert.match(server.uri, /^mongodb:\/\/127\.0\.0\.1:\d+\//);
    assert.equal(await findEmbeddedServer(deep), server.uri);
    await use(server.uri, async (rows) => {
      await rows.insertOne({ _id: 1 });
      const stranger = new MongoClient(server.uri.replace(/appName=.*/, "appName=guess"), {
        serverSelectionTimeoutMS: 300,
      });
      await assert.rejects(stranger.connect());
      await stranger.close();
    });
    await server.stop();
  });

  async function use(uri: string, work: (rows: Collection<Row>) => Promise<void>): Promise<void> {
    const client = await MongoClient.connect(uri, { serverSelectionTimeoutMS: 3000 });
    try {
      await work(client.db().collection<Row>("rows"));
    } finally {
      await client.close();
    }
  }

  async function runChild(folder: string): Promise<{ uri: string; kill(): void; exited: Promise<unknown> }> {
    const entry = pathToFileURL(join(import.meta.dirname, "../../../src/embedded/embedded-server.ts")).href;
    const script = `import { startEmbeddedServer } from ${JSON.stringify(entry)};
      const server = await startEmbeddedServer({ directory: ${JSON.stringify(folder)} });
      process.stdout.write(server.uri + "\\n");`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exited = once(child, "exit");
    const [line] = (await once(child.stdout, "data")) as [Buffer];
    return { uri: line.toString().trim(), kill: () => void child.kill("SIGKILL"), exited };
  }
});
