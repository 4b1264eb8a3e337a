import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MongoClient, MongoServerError } from "mongodb";
import type { Collection, Db, Document, ObjectId } from "mongodb";
import { startEmbeddedServer, type EmbeddedServer } from "../../../src/embedded/embedded-server.ts";

export type Row = Document & { _id?: string | number | ObjectId };

export type EmbeddedClient = {
  readonly client: MongoClient;
  readonly server: EmbeddedServer;
  readonly database: Db;
  /** A collection that no other test uses. */
  fresh(): Collection<Row>;
};

/** One embedded server and one driver for the tests of a `describe`. Call it there; use what it gives inside of tests. */
export function embeddedClient(): EmbeddedClient {
  let directory: string;
  let server: EmbeddedServer;
  let client: MongoClient;
  let collections = 0;

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), "callwise-embedded-"));
    server = await startEmbeddedServer({ directory });
    client = await MongoClient.connect(server.uri);
  });

  after(async () => {
    await client.close();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  });

  return {
    get client() {
      return client;
    },
    get server() {
      return server;
    },
    get database() {
      return client.db();
    },
    fresh: () => client.db().collection<Row>(`rows${++collections}`),
  };
}

/** The server's refusal of some work. */
export async function refusal(work: Promise<unknown>): Promise<MongoServerError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof MongoServerError, String(error));
    return error;
  }
  return assert.fail("nothing was refused");
}
