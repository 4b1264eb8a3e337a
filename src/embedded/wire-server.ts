import { createHash, timingSafeEqual } from "node:crypto";
import { createServer, type Server, type Socket } from "node:net";
import { BSONError, Int32 } from "bson";
import type { Clock } from "../clock.ts";
import { MongoError } from "./mongo-error.ts";
import { isDocument, writeDocument, type BsonDocument } from "./bson-value.ts";
import type { Catalog } from "./catalog.ts";
import type { CommandContext } from "./command.ts";
import { isHeartbeat, runCommand } from "./command-table.ts";
import { CursorStore } from "./cursor-store.ts";
import { createPace } from "./pace.ts";
import type { Storage } from "./storage.ts";
import { removeExpired } from "./time-to-live.ts";
import { encodeReply, MessageReader, type Message } from "./wire-message.ts";

export type Address = { kind: "socket"; path: string } | { kind: "port"; secret: string };

type Connection = { socket: Socket; trusted: boolean };
type Work = { run(): Promise<Uint8Array>; connection: Connection | null; message: Message | null };

const SWEEP_INTERVAL_MS = 60_000;
/** Answers wait for at most about this long for commands that share their commit. */
const SHARED_COMMIT_MS = 10;

/**
 * Answers the wire protocol. Commands run one after another; those that are waiting share one commit, and no answer is
 * sent before the commit that holds what it says. When a commit fails the server stops at once.
 */
export class WireServer {
  readonly #catalog: Catalog;
  readonly #storage: Pick<Storage, "commit" | "emptyJournal">;
  readonly #clock: Clock;
  readonly #cursors: CursorStore;
  readonly #instance: string;
  readonly #onFailure: (error: unknown) => void;
  readonly #server: Server;
  readonly #connections = new Set<Connection>();
  readonly #stopped = new AbortController();
  #secret: string | null = null;
  #queue: Work[] = [];
  #working: Promise<void> | null = null;

  constructor(options: {
    catalog: Catalog;
    /** Makes durable what the commands before it have changed. */
    storage: Pick<Storage, "commit" | "emptyJournal">;
    clock: Clock;
    instance: string;
    onFailure: (error: unknown) => void;
  }) {
    this.#catalog = options.catalog;
    this.#storage = options.storage;
    this.#clock = options.clock;
    this.#cursors = new CursorStore(options.clock);
    this.#instance = options.instance;
    this.#onFailure = options.onFailure;
    this.#server = createServer({ noDelay: true }, (socket) => this.#accept(socket));
  }

  /** @returns the port, 0 for a socket */
  async listen(address: Address): Promise<number> {
    this.#secret = address.kind === "port" ? address.secret : null;
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      if (address.kind === "socket") this.#server.listen(address.path, resolve);
      else this.#server.listen(0, "127.0.0.1", resolve);
    });
    void this.#sweepAtIntervals();
    const bound = this.#server.address();
    return typeof bound === "object" && bound !== null ? bound.port : 0;
  }

  /** Refuses new commands, finishes those that run, and closes every connection. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#server.close();
    while (this.#working !== null) await this.#working;
    for (const { socket } of this.#connections) socket.destroy();
  }

  #accept(socket: Socket): void {
    const connection: Connection = { socket, trusted: this.#secret === null };
    const reader = new MessageReader();
    this.#connections.add(connection);
    socket.on("data", (piece: Buffer) => {
      try {
        for (const message of reader.add(piece)) this.#receive(connection, message);
      } catch {
        // Not our protocol, or not an allowed client: this connection ends, the others go on.
        socket.destroy();
      }
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.#connections.delete(connection);
      // A client may go on with a cursor over another of its connections, but not when none is left.
      if (this.#connections.size === 0) this.#cursors.closeAll();
    });
  }

  #receive(connection: Connection, message: Message): void {
    const { body } = message;
    if (!connection.trusted) {
      connection.trusted = this.#knowsSecret(body);
      if (!connection.trusted) {
        connection.socket.destroy();
        return;
      }
    }
    const work: Work = { connection, message, run: () => this.#answer(message) };
    if (isHeartbeat(body)) {
      void work.run().then((answer) => send(work, answer));
      return;
    }
    if (message.legacy) {
      connection.socket.destroy();
      return;
    }
    this.#enqueue(work);
  }

  /** The driver says its `appName` in the first message of each connection; ours is the secret. */
  #knowsSecret(body: BsonDocument): boolean {
    const { client } = body;
    const application = isDocument(client) ? client["application"] : undefined;
    const name = isDocument(application) ? application["name"] : undefined;
    return typeof name === "string" && this.#secret !== null && timingSafeEqual(digest(name), digest(this.#secret));
  }

  #enqueue(work: Work): void {
    this.#queue.push(work);
    // Started in the next turn, so that all messages that arrive in this one share a commit.
    this.#working ??= new Promise((resolve) => setImmediate(resolve)).then(() => this.#work());
  }

  async #work(): Promise<void> {
    try {
      while (this.#queue.length > 0) {
        const done: { work: Work; answer: Uint8Array }[] = [];
        const startedAt = performance.now();
        for (let work = this.#queue.shift(); work !== undefined; work = this.#queue.shift()) {
          done.push({ work, answer: await work.run() });
          if (performance.now() - startedAt > SHARED_COMMIT_MS) break;
        }
        this.#storage.commit();
        for (const { work, answer } of done) send(work, answer);
        await new Promise((resolve) => setImmediate(resolve));
      }
    } catch (error) {
      this.#queue = [];
      this.#stopped.abort();
      this.#server.close();
      for (const { socket } of this.#connections) socket.destroy();
      this.#onFailure(error);
    } finally {
      this.#working = null;
    }
  }

  async #answer(message: Message): Promise<Uint8Array> {
    const { body, sequences } = message;
    try {
      if (this.#stopped.signal.aborted)
        throw new MongoError("ShutdownInProgress", "The server is in quiesce mode and will shut down");
      const database = typeof body["$db"] === "string" ? body["$db"] : "admin";
      const context: CommandContext = {
        catalog: this.#catalog,
        cursors: this.#cursors,
        clock: this.#clock,
        database,
        sequences,
        pace: createPace(),
      };
      const answer = await runCommand(body, context);
      if (answer instanceof Uint8Array) return answer;
      return writeDocument(isHeartbeat(body) ? { ...answer, embeddedInstance: this.#instance } : answer);
    } catch (error) {
      return writeDocument(failure(error));
    }
  }

  async #sweepAtIntervals(): Promise<void> {
    const { signal } = this.#stopped;
    for (;;) {
      await this.#clock.sleep(SWEEP_INTERVAL_MS, signal);
      if (signal.aborted) return;
      this.#enqueueSweep();
    }
  }

  #enqueueSweep(): void {
    this.#enqueue({ connection: null, message: null, run: () => this.#sweep() });
  }

  #sweep(): Promise<Uint8Array> {
    this.#cursors.closeIdle();
    this.#storage.emptyJournal();
    // The rest queues up behind what other clients have asked for meanwhile.
    const { more } = removeExpired(this.#catalog, this.#clock.now());
    if (more && !this.#stopped.signal.aborted) this.#enqueueSweep();
    return Promise.resolve(NO_ANSWER);
  }
}

const NO_ANSWER = new Uint8Array();

function send({ connection, message }: Work, answer: Uint8Array): void {
  if (connection === null || message === null || message.unacknowledged || connection.socket.destroyed) return;
  connection.socket.write(encodeReply(answer, message));
}

function failure(error: unknown): BsonDocument {
  const refusal = asRefusal(error);
  return {
    ok: new Int32(0),
    errmsg: refusal.message,
    code: new Int32(refusal.code),
    codeName: refusal.codeName,
    ...refusal.details,
  };
}

function asRefusal(error: unknown): MongoError {
  if (error instanceof MongoError) return error;
  if (error instanceof BSONError) return new MongoError("InvalidBSON", error.message);
  const name = error instanceof Error ? `${error.name}: ${error.message}` : "unknown";
  return new MongoError("InternalError", `the embedded server failed at this command (${name})`);
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
