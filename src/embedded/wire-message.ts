import { readDocument, type BsonDocument } from "./bson-value.ts";

/**
 * MongoDB's wire protocol: OP_MSG, and the OP_QUERY that a driver may open a connection with.
 * Source: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/
 */
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const HEADER_BYTES = 16;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const REQUIRED_FLAGS = 0xffff;
export const LARGEST_MESSAGE_BYTES = 48_000_000 + 16 * 1024;

export type Message = {
  requestId: number;
  body: BsonDocument;
  /** Kind-1 sections: lists of documents beside the body, as bytes of this message. */
  sequences: ReadonlyMap<string, Uint8Array[]>;
  /** The client wants no answer (write concern 0). */
  unacknowledged: boolean;
  /** Came as OP_QUERY and is answered by OP_REPLY. */
  legacy: boolean;
};

/** What arrived is not this protocol; the connection it came on is of no more use. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

/** Puts messages together from what a socket delivers, in whatever pieces. */
export class MessageReader {
  #pieces: Buffer[] = [];
  #bytes = 0;

  /** @throws ProtocolError when what has come cannot be the beginning of a message */
  add(piece: Buffer): Message[] {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
    const messages: Message[] = [];
    for (;;) {
      const length = this.#nextLength();
      if (length === null || this.#bytes < length) return messages;
      const all = this.#joined();
      messages.push(parseMessage(all.subarray(0, length)));
      // An empty rest would keep the whole message in memory.
      this.#pieces = all.length > length ? [all.subarray(length)] : [];
      this.#bytes -= length;
    }
  }

  #nextLength(): number | null {
    if (this.#bytes < HEADER_BYTES) return null;
    const [first] = this.#pieces;
    const start = first !== undefined && first.length >= 4 ? first : this.#joined();
    const length = start.readInt32LE(0);
    if (length < HEADER_BYTES || length > LARGEST_MESSAGE_BYTES)
      throw new ProtocolError(`a message of ${length} bytes`);
    return length;
  }

  #joined(): Buffer {
    const all =
      this.#pieces.length === 1 && this.#pieces[0] !== undefined ? this.#pieces[0] : Buffer.concat(this.#pieces);
    this.#pieces = [all];
    return all;
  }
}

/** @throws ProtocolError for anything but a sound OP_MSG or OP_QUERY */
export function parseMessage(bytes: Buffer): Message {
  const requestId = bytes.readInt32LE(4);
  const opCode = bytes.readInt32LE(12);
  try {
    if (opCode === OP_MSG) return parseSections(bytes, requestId);
    if (opCode === OP_QUERY) return parseQuery(bytes, requestId);
  } catch (error) {
    if (error instanceof ProtocolError) throw error;
    throw new ProtocolError("a message that cannot be read", { cause: error });
  }
  throw new ProtocolError(`the operation code ${opCode}`);
}

function parseSections(bytes: Buffer, requestId: number): Message {
  const flags = bytes.readUInt32LE(HEADER_BYTES);
  if ((flags & REQUIRED_FLAGS & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0)
    throw new ProtocolError(`the flags ${flags}`);
  const end = bytes.length - ((flags & CHECKSUM_PRESENT) !== 0 ? 4 : 0);
  const sequences = new Map<string, Uint8Array[]>();
  let body: BsonDocument | null = null;
  let at = HEADER_BYTES + 4;
  while (at < end) {
    const kind = bytes.readUInt8(at);
    const size = bytes.readInt32LE(at + 1);
    const next = at + 1 + size;
    if (size < 5 || next > end) throw new ProtocolError("a section that does not fit its message");
    const section = bytes.subarray(at + 1, next);
    if (kind === 0 && body === null) body = readDocument(section);
    else if (kind === 1) sequences.set(...parseSequence(section));
    else throw new ProtocolError(`a section of kind ${kind}`);
    at = next;
  }
  if (body === null) throw new ProtocolError("a message without a body");
  return { requestId, body, sequences, unacknowledged: (flags & MORE_TO_COME) !== 0, legacy: false };
}

function parseSequence(section: Buffer): [string, Uint8Array[]] {
  const nameEnd = section.indexOf(0, 4);
  if (nameEnd === -1) throw new ProtocolError("a sequence without a name");
  const documents: Uint8Array[] = [];
  let at = nameEnd + 1;
  while (at < section.length) {
    const size = section.readInt32LE(at);
    if (size < 5 || at + size > section.length) throw new ProtocolError("a document that does not fit its sequence");
    documents.push(section.subarray(at, at + size));
    at += size;
  }
  return [section.toString("utf8", 4, nameEnd), documents];
}

function parseQuery(bytes: Buffer, requestId: number): Message {
  const nameEnd = bytes.indexOf(0, HEADER_BYTES + 4);
  const name = bytes.toString("utf8", HEADER_BYTES + 4, nameEnd);
  if (nameEnd === -1 || !name.endsWith(".$cmd")) throw new ProtocolError("an OP_QUERY that is not a command");
  const body = readDocument(bytes.subarray(nameEnd + 9));
  return { requestId, body, sequences: new Map(), unacknowledged: false, legacy: true };
}

export function encodeReply(body: Uint8Array, message: Pick<Message, "requestId" | "legacy">): Buffer {
  const head = message.legacy ? replyHead() : messageHead();
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + head.length + body.length, 0);
  header.writeInt32LE(message.requestId, 8);
  header.writeInt32LE(message.legacy ? OP_REPLY : OP_MSG, 12);
  return Buffer.concat([header, head, body]);
}

export function encodeRequest(body: Uint8Array): Buffer {
  const request = encodeReply(body, { requestId: 0, legacy: false });
  request.writeInt32LE(1, 4);
  return request;
}

/** flags and the kind of the only section */
function messageHead(): Buffer {
  return Buffer.alloc(5);
}

/** responseFlags, cursorID, startingFrom, numberReturned */
function replyHead(): Buffer {
  const head = Buffer.alloc(20);
  head.writeInt32LE(8, 0);
  head.writeInt32LE(1, 16);
  return head;
}
