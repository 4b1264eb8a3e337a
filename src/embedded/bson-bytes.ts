import { MongoError } from "./mongo-error.ts";

/**
 * Documents as bytes: what is stored and sent is copied, not rebuilt.
 * Source: https://bsonspec.org/spec.html
 */

type Element = { type: number; name: string; start: number; end: number };

const FIXED_SIZES: Record<number, number> = {
  0x01: 8,
  0x06: 0,
  0x07: 12,
  0x08: 1,
  0x09: 8,
  0x0a: 0,
  0x10: 4,
  0x11: 8,
  0x12: 8,
  0x13: 16,
  0x7f: 0,
  0xff: 0,
};

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

function* elements(bytes: Buffer): Generator<Element> {
  let at = 4;
  for (;;) {
    const start = at;
    const type = bytes[at];
    if (type === undefined || type === 0) return;
    const nameEnd = endOfText(bytes, at + 1);
    const end = nameEnd + valueSize(bytes, type, nameEnd);
    yield { type, name: bytes.toString("utf8", at + 1, nameEnd - 1), start, end };
    at = end;
  }
}

/** The position after the zero byte that ends a text. */
function endOfText(bytes: Buffer, from: number): number {
  const zero = bytes.indexOf(0, from);
  if (zero === -1) throw new MongoError("InvalidBSON", "a field name without an end");
  return zero + 1;
}

function valueSize(bytes: Buffer, type: number, at: number): number {
  const fixed = FIXED_SIZES[type];
  if (fixed !== undefined) return fixed;
  switch (type) {
    case 0x02:
    case 0x0d:
    case 0x0e:
      return 4 + bytes.readInt32LE(at);
    case 0x03:
    case 0x04:
    case 0x0f:
      return bytes.readInt32LE(at);
    case 0x05:
      return 5 + bytes.readInt32LE(at);
    case 0x0b:
      return endOfText(bytes, endOfText(bytes, at)) - at;
    case 0x0c:
      return 16 + bytes.readInt32LE(at);
    default:
      throw new MongoError("InvalidBSON", `Unrecognized BSON type ${type}`);
  }
}

/** A document of only these top-level fields, in their stored order. */
export function pickFields(document: Uint8Array, names: ReadonlySet<string>): Uint8Array {
  const bytes = asBuffer(document);
  const kept: Buffer[] = [];
  for (const { name, start, end } of elements(bytes)) if (names.has(name)) kept.push(bytes.subarray(start, end));
  return documentOf(kept);
}

/** The same document with `_id` as its first field, as MongoDB stores it. */
export function withIdFirst(document: Uint8Array): Uint8Array {
  const bytes = asBuffer(document);
  let first = true;
  for (const { name, start, end } of elements(bytes)) {
    if (name === "_id") {
      if (first) return document;
      return documentOf([bytes.subarray(start, end), bytes.subarray(4, start), bytes.subarray(end, bytes.length - 1)]);
    }
    first = false;
  }
  return document;
}

function documentOf(parts: Buffer[]): Buffer {
  const size = parts.reduce((sum, part) => sum + part.length, 5);
  const head = Buffer.allocUnsafe(4);
  head.writeInt32LE(size);
  return Buffer.concat([head, ...parts, ZERO], size);
}

const ZERO = Buffer.from([0]);

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
