import { Double, Int32 } from "bson";
import { readDocument, setField, type BsonDocument } from "./bson-value.ts";
import { MongoError } from "./mongo-error.ts";

/**
 * Documents as bytes: what is stored and sent is copied, not rebuilt.
 * Source: https://bsonspec.org/spec.html
 */

/** Sizes of values that are always the same, by type; -1 for the others. */
const FIXED_SIZES = Array.from({ length: 256 }, (_, type) => fixedSize(type));

function fixedSize(type: number): number {
  if ([0x06, 0x0a, 0x7f, 0xff].includes(type)) return 0;
  if (type === 0x08) return 1;
  if (type === 0x10) return 4;
  if ([0x01, 0x09, 0x11, 0x12].includes(type)) return 8;
  if (type === 0x07) return 12;
  return type === 0x13 ? 16 : -1;
}

/** Deeper documents are refused, as MongoDB does. */
const MAXIMUM_DEPTH = 180;

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/**
 * A copy in memory of its own. Small buffers usually share a block, and one long-lived document would keep the whole
 * block of what was replaced around it.
 */
export function ownCopy(bytes: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}

/** The position of the zero byte that ends a text. */
function endOfText(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0) at++;
  if (at >= bytes.length) throw invalid("a text without an end");
  return at;
}

/** The position after the value of an element, its value beginning at `at`. */
function endOfValue(bytes: Buffer, type: number, at: number): number {
  const fixed = FIXED_SIZES[type] ?? -1;
  if (fixed !== -1) return at + fixed;
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e:
      return at + 4 + bytes.readInt32LE(at);
    case 0x03:
    case 0x04:
    case 0x0f:
      return at + bytes.readInt32LE(at);
    case 0x05:
      return at + 5 + bytes.readInt32LE(at);
    case 0x0b:
      return endOfText(bytes, endOfText(bytes, at) + 1) + 1;
    case 0x0c:
      return at + 16 + bytes.readInt32LE(at);
    default:
      throw invalid(`the element type ${type}`);
  }
}

/** @throws MongoError InvalidBSON or BSONError unless the bytes are one whole, sound document; texts may hold any bytes. */
export function checkDocument(bytes: Uint8Array, depth = 0): void {
  const buffer = asBuffer(bytes);
  const end = buffer.length - 1;
  if (end < 4 || buffer.readInt32LE(0) !== buffer.length || buffer[end] !== 0)
    throw invalid("a size that is not the document's");
  if (depth > MAXIMUM_DEPTH) throw invalid(`more than ${MAXIMUM_DEPTH} levels`);
  let at = 4;
  while (at < end) {
    const type = buffer[at] ?? 0;
    const start = endOfText(buffer, at + 1) + 1;
    if (start + 4 > buffer.length && FIXED_SIZES[type] === -1) throw invalid("a value without an end");
    const next = endOfValue(buffer, type, start);
    if (next <= at || next > end || next < start) throw invalid("a value that does not fit its document");
    if (type === 0x03 || type === 0x04) checkDocument(buffer.subarray(start, next), depth + 1);
    if (type === 0x02 && (next < start + 5 || buffer[next - 1] !== 0)) throw invalid("a string without an end");
    if (type === 0x08 && (buffer[start] ?? 2) > 1) throw invalid("a boolean that is neither");
    // Binary, references and code have sizes inside of them; they are rare enough to be read for this.
    if (type === 0x05 || (type >= 0x0b && type <= 0x0f)) readDocument(documentOf([buffer.subarray(at, next)]));
    at = next;
  }
  if (at !== end) throw invalid("elements past its end");
}

function invalid(reason: string): MongoError {
  return new MongoError("InvalidBSON", `a document that is not BSON: ${reason}`);
}

type Position = { start: number; end: number };

/** Finds named top-level fields in documents without reading the others. */
export class FieldPicker {
  readonly #names: readonly { name: string; bytes: Buffer }[];
  /** Whether any name is this long: most fields can be passed over by their length. */
  readonly #lengths: boolean[] = [];

  constructor(names: Iterable<string>) {
    this.#names = [...new Set(names)].map((name) => ({ name, bytes: Buffer.from(name, "utf8") }));
    for (const { bytes } of this.#names) this.#lengths[bytes.length] = true;
  }

  /** The values of these fields. */
  read(document: Uint8Array): BsonDocument {
    const bytes = asBuffer(document);
    const values: BsonDocument = {};
    let left = this.#names.length;
    let at = 4;
    while (left > 0 && at < bytes.length - 1) {
      const nameEnd = endOfText(bytes, at + 1);
      const end = endOfValue(bytes, bytes[at] ?? 0, nameEnd + 1);
      const name = this.#find(bytes, at + 1, nameEnd);
      if (name !== null) {
        setField(values, name, readValue(bytes, at, nameEnd + 1, end));
        left--;
      }
      at = end;
    }
    return values;
  }

  /** A document of only these fields, in their stored order. */
  pick(document: Uint8Array): Uint8Array {
    const bytes = asBuffer(document);
    const found: Position[] = [];
    let size = 5;
    scan(bytes, (start, nameEnd, end) => {
      if (this.#find(bytes, start + 1, nameEnd) === null) return true;
      found.push({ start, end });
      size += end - start;
      return found.length < this.#names.length;
    });
    const picked = Buffer.allocUnsafe(size);
    picked.writeInt32LE(size, 0);
    let at = 4;
    for (const { start, end } of found) at += bytes.copy(picked, at, start, end);
    picked[at] = 0;
    return picked;
  }

  /** The document with these fields as they are in `changed`: replaced in place, left out, or added at its end. */
  merge(document: Uint8Array, changed: Uint8Array): Uint8Array {
    const bytes = asBuffer(document);
    const source = asBuffer(changed);
    const replacements = new Map<string, Buffer>();
    scan(source, (start, nameEnd, end) => {
      replacements.set(source.toString("utf8", start + 1, nameEnd), source.subarray(start, end));
      return true;
    });
    const parts: Buffer[] = [];
    let copied = 4;
    scan(bytes, (start, nameEnd, end) => {
      const name = this.#find(bytes, start + 1, nameEnd);
      if (name === null) return true;
      if (start > copied) parts.push(bytes.subarray(copied, start));
      const replacement = replacements.get(name);
      if (replacement !== undefined) parts.push(replacement);
      replacements.delete(name);
      copied = end;
      return true;
    });
    parts.push(bytes.subarray(copied, bytes.length - 1), ...replacements.values());
    return documentOf(parts);
  }

  #find(bytes: Buffer, start: number, end: number): string | null {
    if (this.#lengths[end - start] !== true) return null;
    for (const { name, bytes: wanted } of this.#names) {
      if (wanted.length !== end - start) continue;
      let at = 0;
      while (at < wanted.length && wanted[at] === bytes[start + at]) at++;
      if (at === wanted.length) return name;
    }
    return null;
  }
}

/** The value of an element; the commonest types are read in place. */
function readValue(bytes: Buffer, start: number, at: number, end: number): unknown {
  switch (bytes[start]) {
    case 0x01:
      return new Double(bytes.readDoubleLE(at));
    case 0x02:
      return bytes.toString("utf8", at + 4, end - 1);
    case 0x08:
      return bytes[at] === 1;
    case 0x09:
      return new Date(bytes.readInt32LE(at + 4) * 2 ** 32 + bytes.readUInt32LE(at));
    case 0x0a:
      return null;
    case 0x10:
      return new Int32(bytes.readInt32LE(at));
    default:
      return Object.values(readDocument(documentOf([bytes.subarray(start, end)])))[0];
  }
}

/** Visits the top-level elements until the visitor answers false. */
function scan(bytes: Buffer, visit: (start: number, nameEnd: number, end: number) => boolean): void {
  let at = 4;
  for (let type = bytes[at]; type !== undefined && type !== 0; type = bytes[at]) {
    const nameEnd = endOfText(bytes, at + 1);
    const end = endOfValue(bytes, type, nameEnd + 1);
    if (!visit(at, nameEnd, end)) return;
    at = end;
  }
}

const ID = new FieldPicker(["_id"]);

/** The same document with `_id` as its first field, as MongoDB stores it; null when it has none. */
export function withIdFirst(document: Uint8Array): Uint8Array | null {
  const bytes = asBuffer(document);
  if (bytes.toString("latin1", 5, 9) === "_id\0") return document;
  const id = asBuffer(ID.pick(bytes));
  if (id.length === 5) return null;
  const rest = asBuffer(ID.merge(bytes, EMPTY));
  return documentOf([id.subarray(4, -1), rest.subarray(4, -1)]);
}

const EMPTY = Buffer.from([5, 0, 0, 0, 0]);
const ZERO = Buffer.from([0]);

function documentOf(parts: Buffer[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(size);
  return Buffer.concat([head, ...parts, ZERO], size);
}

/** The answer of `find`, `aggregate` and `getMore`: `{cursor: {<batchName>: documents, id, ns}, ok: 1}`. */
export function cursorAnswer(
  batchName: "firstBatch" | "nextBatch",
  documents: Uint8Array[],
  id: bigint,
  namespace: string,
): Uint8Array {
  const batch: Buffer[] = [];
  for (const [at, document] of documents.entries()) batch.push(Buffer.from(`\x03${at}\0`), asBuffer(document));
  const idBytes = Buffer.allocUnsafe(8);
  idBytes.writeBigInt64LE(id);
  const text = Buffer.from(`${namespace}\0`);
  const textSize = Buffer.allocUnsafe(4);
  textSize.writeInt32LE(text.length);
  const cursor = documentOf([
    Buffer.from(`\x04${batchName}\0`),
    documentOf(batch),
    Buffer.from("\x12id\0"),
    idBytes,
    Buffer.from("\x02ns\0"),
    textSize,
    text,
  ]);
  return documentOf([Buffer.from("\x03cursor\0"), cursor, Buffer.from("\x10ok\0\x01\0\0\0")]);
}
