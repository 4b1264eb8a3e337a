import { Int32 } from "bson";
import { MongoError } from "./mongo-error.ts";
import { MAXIMUM_DOCUMENT_BYTES, type BsonDocument } from "./bson-value.ts";
import { MAXIMUM_BATCH, type Answer, type Command, type CommandContext } from "./command.ts";
import {
  createIndexes,
  drop,
  dropDatabase,
  dropIndexes,
  expireDocuments,
  listCollections,
  listIndexes,
} from "./command-catalog.ts";
import { aggregate, count, distinct, explain, find, getMore, killCursors } from "./command-read.ts";
import { findAndModify, insert, remove, update } from "./command-write.ts";

const MAXIMUM_MESSAGE_BYTES = 48_000_000;

/** MongoDB 7.0's wire version: newer ones announce commands this server does not have. */
const WIRE_VERSION = 21;

/**
 * A standalone server, without sessions: so the driver sends neither retryable writes nor transactions. No
 * topologyVersion, so the driver's monitor asks now and then and does not stream.
 * https://www.mongodb.com/docs/manual/reference/command/hello/
 */
const hello: Command = (body, { clock }) => ({
  ...("hello" in body ? { isWritablePrimary: true } : { ismaster: true, helloOk: true }),
  maxBsonObjectSize: new Int32(MAXIMUM_DOCUMENT_BYTES),
  maxMessageSizeBytes: new Int32(MAXIMUM_MESSAGE_BYTES),
  maxWriteBatchSize: new Int32(MAXIMUM_BATCH),
  localTime: clock.now(),
  minWireVersion: new Int32(0),
  maxWireVersion: new Int32(WIRE_VERSION),
  readOnly: false,
});

const buildInfo: Command = () => ({
  version: "7.0.0",
  versionArray: [7, 0, 0, 0].map((part) => new Int32(part)),
  gitVersion: "callwise-embedded",
  modules: [],
  maxBsonObjectSize: new Int32(MAXIMUM_DOCUMENT_BYTES),
});

const nothing: Command = () => ({});

const COMMANDS: Readonly<Record<string, Command>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: nothing,
  buildInfo,
  endSessions: nothing,
  find,
  getMore,
  killCursors,
  aggregate,
  count,
  distinct,
  explain,
  insert,
  update,
  delete: remove,
  findAndModify,
  drop,
  dropDatabase,
  createIndexes,
  listCollections,
  listIndexes,
  dropIndexes,
  expireDocuments,
};

/** These neither read nor change documents, and are answered even while a long command runs. */
const HEARTBEATS = ["hello", "isMaster", "ismaster", "ping"];

export function isHeartbeat(body: BsonDocument): boolean {
  return HEARTBEATS.includes(Object.keys(body)[0] ?? "");
}

/** @throws MongoError CommandNotFound, naming the command, and whatever the command throws */
export async function runCommand(body: BsonDocument, context: CommandContext): Promise<Answer> {
  const [name = ""] = Object.keys(body);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined)
    throw new MongoError("CommandNotFound", `no such command: '${name}' (or not supported by the embedded server)`);
  const answer = await command(body, context);
  return answer instanceof Uint8Array ? answer : { ...answer, ok: new Int32(1) };
}
