import {
  MongoBulkWriteError,
  type AnyBulkWriteOperation,
  type Collection,
  type Document,
  type OptionalId,
} from "mongodb";

const MAX_OPERATIONS = 1_000;
const MAX_TRIES = 3;
const DUPLICATE_KEY = 11_000;

/** True for the error of a unique index, `_id` included. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === DUPLICATE_KEY;
}

/**
 * Sends upserts in one unordered bulk and returns those that were refused with a duplicate key to the end.
 * Two upserts of one key that arrive together may both try to insert; the one that loses is sent again and then finds
 * the document. If its filter still does not match, the document is one that the filter means to protect.
 * Throws the driver's error for any other refusal.
 */
export async function bulkUpsert<T extends Document>(
  collection: Pick<Collection<T>, "bulkWrite">,
  operations: AnyBulkWriteOperation<T>[],
): Promise<AnyBulkWriteOperation<T>[]> {
  let pending = operations;
  for (let tries = 1; pending.length > 0; tries += 1) {
    const refused = await sendBulk(collection, pending);
    pending = pending.filter((_, index) => refused.has(index));
    if (tries === MAX_TRIES) break;
  }
  return pending;
}

/**
 * Inserts what is not there yet in one unordered bulk, which costs a fraction of upserts, and returns the documents whose
 * key was taken. Of several who insert one key at once exactly one is first, which an upsert's result does not tell on
 * every engine: DocumentDB says of each that it upserted. Throws the driver's error for any other refusal.
 */
export async function insertAbsent<T extends Document, Written extends OptionalId<T>>(
  collection: Pick<Collection<T>, "bulkWrite">,
  documents: readonly Written[],
): Promise<Written[]> {
  if (documents.length === 0) return [];
  const refused = await sendBulk(
    collection,
    documents.map((document) => ({ insertOne: { document } })),
  );
  return documents.filter((_, index) => refused.has(index));
}

/** The places of the operations that were refused with a duplicate key. */
async function sendBulk<T extends Document>(
  collection: Pick<Collection<T>, "bulkWrite">,
  operations: AnyBulkWriteOperation<T>[],
): Promise<Set<number>> {
  try {
    await collection.bulkWrite(operations, { ordered: false });
    return new Set();
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    const writeErrors = [error.writeErrors].flat();
    const onlyDuplicates = writeErrors.length > 0 && writeErrors.every(({ code }) => code === DUPLICATE_KEY);
    if (!onlyDuplicates || error.result.getWriteConcernError()) throw error;
    return new Set(writeErrors.map(({ index }) => index));
  }
}

/** Cuts a list into ones that a server takes in one command; the driver sees to what fits one message. */
export function inBatches<T>(list: readonly T[], size = MAX_OPERATIONS): T[][] {
  const batches: T[][] = [];
  for (let from = 0; from < list.length; from += size) batches.push(list.slice(from, from + size));
  return batches;
}
