import { Int32 } from "bson";
import { MongoError } from "./mongo-error.ts";
import type { BsonDocument } from "./bson-value.ts";
import type { Answer, Command, CommandContext } from "./command.ts";
import * as catalog from "./command-catalog.ts";
import { buildInfo, connectionStatus, hello, nothing } from "./command-connection.ts";
import { aggregate, count, distinct, explain, find, getMore, killCursors } from "./command-read.ts";
import { findAndModify, insert, remove, update } from "./command-write.ts";

const COMMANDS: Readonly<Record<string, Command>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: nothing,
  buildInfo,
  buildinfo: buildInfo,
  connectionStatus,
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
  findandmodify: findAndModify,
  create: catalog.create,
  drop: catalog.drop,
  dropDatabase: catalog.dropDatabase,
  listCollections: catalog.listCollections,
  listDatabases: catalog.listDatabases,
  createIndexes: catalog.createIndexes,
  listIndexes: catalog.listIndexes,
  dropIndexes: catalog.dropIndexes,
  collMod: catalog.collMod,
  expireDocuments: catalog.expireDocuments,
};

/** Commands of MongoDB that are left out on purpose. */
const REFUSED = [
  "startTransaction",
  "commitTransaction",
  "abortTransaction",
  "mapReduce",
  "renameCollection",
  "bulkWrite",
  "saslStart",
];

/** These neither read nor change documents, and are answered even while a long command runs. */
const HEARTBEATS = ["hello", "isMaster", "ismaster", "ping"];

export function isHeartbeat(body: BsonDocument): boolean {
  return HEARTBEATS.includes(Object.keys(body)[0] ?? "");
}

/** @throws MongoError CommandNotFound or CommandNotSupported, naming the command */
export async function runCommand(body: BsonDocument, context: CommandContext): Promise<Answer> {
  const [name = ""] = Object.keys(body);
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    if (REFUSED.includes(name))
      throw new MongoError("CommandNotSupported", `the command '${name}' is not supported by the embedded server`);
    throw new MongoError("CommandNotFound", `no such command: '${name}'`);
  }
  const answer = await command(body, context);
  return answer instanceof Uint8Array ? answer : { ...answer, ok: new Int32(1) };
}
