import { Long } from "bson";
import type { Clock } from "../clock.ts";
import { MongoError } from "./mongo-error.ts";
import { cursorAnswer } from "./bson-bytes.ts";

/** The documents a cursor still has to give: bytes as they were when the query ran, and how each is sent. */
export type Results = { bytes: readonly Uint8Array[]; render: ((bytes: Uint8Array) => Uint8Array) | null };

type Cursor = { namespace: string; results: Results; at: number; usedAtMs: number };

/** A batch holds about this many bytes at most (https://www.mongodb.com/docs/manual/tutorial/iterate-a-cursor/). */
const MAXIMUM_BATCH_BYTES = 16 * 1024 * 1024;
const IDLE_LIMIT_MS = 10 * 60 * 1000;

/** The open cursors. A cursor gives what its query found, whatever is written afterwards. */
export class CursorStore {
  readonly #cursors = new Map<bigint, Cursor>();
  readonly #clock: Clock;
  #lastId = 0n;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The first answer; a cursor stays open when something is left and `keep` is true. */
  open(namespace: string, results: Results, batchSize: number, keep = true): Uint8Array {
    const cursor: Cursor = { namespace, results, at: 0, usedAtMs: this.#nowMs() };
    const batch = takeBatch(cursor, batchSize);
    let id = 0n;
    if (keep && cursor.at < results.bytes.length) {
      id = ++this.#lastId;
      this.#cursors.set(id, cursor);
    }
    return cursorAnswer("firstBatch", batch, id, namespace);
  }

  /** @throws MongoError CursorNotFound */
  next(id: bigint, namespace: string, batchSize: number): Uint8Array {
    const cursor = this.#cursors.get(id);
    if (cursor === undefined || cursor.namespace !== namespace)
      throw new MongoError("CursorNotFound", `cursor id ${id} not found`);
    cursor.usedAtMs = this.#nowMs();
    const batch = takeBatch(cursor, batchSize);
    const finished = cursor.at >= cursor.results.bytes.length;
    if (finished) this.#cursors.delete(id);
    return cursorAnswer("nextBatch", batch, finished ? 0n : id, namespace);
  }

  kill(id: bigint): boolean {
    return this.#cursors.delete(id);
  }

  closeAll(): void {
    this.#cursors.clear();
  }

  closeIdle(): void {
    const limit = this.#nowMs() - IDLE_LIMIT_MS;
    for (const [id, { usedAtMs }] of this.#cursors) if (usedAtMs < limit) this.#cursors.delete(id);
  }

  #nowMs(): number {
    return this.#clock.now().getTime();
  }
}

function takeBatch(cursor: Cursor, batchSize: number): Uint8Array[] {
  const { bytes, render } = cursor.results;
  const batch: Uint8Array[] = [];
  let size = 0;
  while (cursor.at < bytes.length && batch.length < batchSize) {
    const stored = bytes[cursor.at];
    if (stored === undefined) break;
    const document = render === null ? stored : render(stored);
    size += document.length;
    if (batch.length > 0 && size > MAXIMUM_BATCH_BYTES) break;
    batch.push(document);
    cursor.at++;
  }
  return batch;
}

/** @throws MongoError CursorNotFound for what cannot be a cursor's id */
export function cursorId(value: unknown): bigint {
  if (value instanceof Long) return value.toBigInt();
  throw new MongoError("CursorNotFound", "a cursor id must be a 64-bit integer");
}
