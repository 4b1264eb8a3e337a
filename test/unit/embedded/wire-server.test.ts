import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serialize, type Document } from "bson";
import type { BsonDocument } from "../../../src/embedded/bson-value.ts";
import { Catalog } from "../../../src/embedded/catalog.ts";
import { Storage } from "../../../src/embedded/storage.ts";
import { encodeRequest, MessageReader } from "../../../src/embedded/wire-message.ts";
import { WireServer } from "../../../src/embedded/wire-server.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

const NOW = new Date("2030-01-01T00:00:00Z");

/** A client that says what it wants in plain bytes, so that a test sees every answer. */
class PlainClient {
  readonly answers: BsonDocument[] = [];
  readonly #socket: Socket;
  #heard: () => void = () => undefined;
  closed = false;

  constructor(path: string) {
    const reader = new MessageReader();
    this.#socket = connect(path);
    this.#socket.on("data", (piece: Buffer) => {
      this.answers.push(...reader.add(piece).map(({ body }) => body));
      this.#heard();
    });
    this.#socket.on("error", () => undefined);
    this.#socket.on("close", () => {
      this.closed = true;
      this.#heard();
    });
  }

  send(command: Document, unacknowledged = false): void {
    const message = encodeRequest(serialize({ ...command, $db: "d" }));
    if (unacknowledged) message.writeUInt32LE(2, 16);
    this.#socket.write(message);
  }

  /** All answers, when there are this many or the server has hung up. */
  async hear(count: number): Promise<BsonDocument[]> {
    while (this.answers.length < count && !this.closed) await new Promise<void>((resolve) => (this.#heard = resolve));
    return this.answers;
  }

  async ask(command: Document): Promise<BsonDocument> {
    this.send(command);
    const answers = await this.hear(this.answers.length + 1);
    return answers.at(-1) ?? {};
  }

  async leave(): Promise<void> {
    if (this.closed) return;
    this.#socket.destroy();
    await once(this.#socket, "close");
  }
}

describe("the server behind the socket", () => {
  let directory: string;
  let storage: Storage;
  let clock: DrivenClock;
  let server: WireServer;
  let client: PlainClient;
  let failures: unknown[];
  /** Set by a test to make the next commit fail. */
  let isDiskFull: boolean;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "callwise-wire-"));
    storage = new Storage(join(directory, "data.sqlite"));
    clock = new DrivenClock(NOW);
    failures = [];
    isDiskFull = false;
    server = new WireServer({
      catalog: new Catalog(storage),
      storage: {
        commit() {
          if (isDiskFull) throw new Error("disk full");
          storage.commit();
        },
        emptyJournal: () => storage.emptyJournal(),
      },
      clock,
      instance: "here",
      onFailure: (error) => failures.push(error),
    });
    await server.listen({ kind: "socket", path: path() });
    client = new PlainClient(path());
  });
  afterEach(async () => {
    await client.leave();
    await server.stop();
    storage.close();
    await rm(directory, { recursive: true, force: true });
  });

  const path = (): string => join(directory, "wire.sock");
  const insert = (count: number, fields: Document = {}): Document => ({
    insert: "c",
    documents: Array.from({ length: count }, () => ({ ...fields })),
  });

  it("answers nothing that it could not commit, hangs up, and says why", async () => {
    await client.ask(insert(1));
    isDiskFull = true;
    client.send({ ...insert(1), comment: "first" });
    client.send({ ...insert(1), comment: "second" });
    assert.equal((await client.hear(2)).length, 1);
    assert.equal(client.closed, true);
    assert.deepEqual(failures.map(String), ["Error: disk full"]);
    const late = new PlainClient(path());
    await late.hear(1);
    assert.deepEqual([late.answers, late.closed], [[], true]);
  });

  it("keeps what commands that share a commit did apart from one that is refused", async () => {
    client.send({ insert: "c", documents: [{ _id: 1 }] });
    client.send({ insert: "c", documents: [{ _id: 1 }] });
    client.send({ insert: "c", documents: [{ _id: 2 }], nonsense: 1 });
    client.send({ insert: "c", documents: [{ _id: 3 }] });
    const answers = await client.hear(4);
    assert.deepEqual(
      answers.map(({ codeName, writeErrors }) => codeName ?? (writeErrors === undefined ? "ok" : "duplicate")),
      ["ok", "duplicate", "Location40415", "ok"],
    );
    assert.equal(String((await client.ask({ count: "c" }))["n"]), "2");
  });

  it("answers no command that wants no answer, not even a refused one", async () => {
    client.send(insert(1), true);
    client.send({ nonsense: 1 }, true);
    client.send({ hello: 1 }, true);
    const answers = await (client.send({ count: "c" }), client.hear(1));
    assert.equal(String(answers[0]?.["n"]), "1");
    assert.equal(answers.length, 1);
  });

  it("forgets cursors when the last connection is gone, not before", async () => {
    await client.ask(insert(10));
    const other = new PlainClient(path());
    await other.ask({ ping: 1 });
    const { cursor } = (await client.ask({ find: "c", batchSize: 2 })) as { cursor: BsonDocument };
    const more = { getMore: cursor["id"], collection: "c", batchSize: 2 };
    await client.leave();
    assert.equal(String((await other.ask(more))["ok"]), "1");
    await other.leave();
    // The server learns in one of its next turns that nobody is there any more.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    client = new PlainClient(path());
    assert.equal((await client.ask(more))["codeName"], "CursorNotFound");
  });

  it("removes every minute what has expired", async () => {
    await client.ask({ createIndexes: "c", indexes: [{ key: { at: 1 }, name: "at", expireAfterSeconds: 0 }] });
    await client.ask(insert(1200, { at: NOW }));
    await client.ask(insert(1, { at: new Date(NOW.getTime() + 120_000) }));
    await clock.advance(59_999);
    assert.equal(await held(), 1201);
    await clock.advance(1);
    // The parts of a sweep and these counts may take turns.
    for (let part = 0; part < 5 && (await held()) > 1; part += 1);
    assert.equal(await held(), 1);
  });

  async function held(): Promise<number> {
    return Number(String((await client.ask({ count: "c" }))["n"]));
  }
});
