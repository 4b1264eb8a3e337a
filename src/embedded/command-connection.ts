import { Int32 } from "bson";
import { MAXIMUM_DOCUMENT_BYTES } from "./bson-value.ts";
import { MAXIMUM_BATCH, type Command } from "./command.ts";

export const MAXIMUM_MESSAGE_BYTES = 48_000_000;

/** MongoDB 7.0's wire version: newer ones announce commands this server does not have. */
const WIRE_VERSION = 21;

/**
 * A standalone server, without sessions: so the driver sends neither retryable writes nor transactions. No
 * topologyVersion, so the driver's monitor asks now and then and does not stream.
 * https://www.mongodb.com/docs/manual/reference/command/hello/
 */
export const hello: Command = (body, { clock }) => ({
  ...("hello" in body ? { isWritablePrimary: true } : { ismaster: true, helloOk: true }),
  maxBsonObjectSize: new Int32(MAXIMUM_DOCUMENT_BYTES),
  maxMessageSizeBytes: new Int32(MAXIMUM_MESSAGE_BYTES),
  maxWriteBatchSize: new Int32(MAXIMUM_BATCH),
  localTime: clock.now(),
  minWireVersion: new Int32(0),
  maxWireVersion: new Int32(WIRE_VERSION),
  readOnly: false,
});

export const buildInfo: Command = () => ({
  version: "7.0.0",
  versionArray: [7, 0, 0, 0].map((part) => new Int32(part)),
  gitVersion: "callwise-embedded",
  modules: [],
  maxBsonObjectSize: new Int32(MAXIMUM_DOCUMENT_BYTES),
});

export const nothing: Command = () => ({});

export const connectionStatus: Command = () => ({ authInfo: { authenticatedUsers: [], authenticatedUserRoles: [] } });
