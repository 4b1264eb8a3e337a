import { randomUUID } from "node:crypto";
import type { Collection, Db, Document, MongoClient } from "mongodb";
import { createIndexes } from "../../../src/store/indexes.ts";
import { storeParts } from "../../../src/store/open-store.ts";
import { createDayMarker } from "../../../src/store/rollup-days.ts";
import type { Store } from "../../../src/store/store.ts";

import { CONTEXT, forDepartment, type Department } from "./department.ts";

/** A tenant in a database of its own. */
export type LoadedTenant = {
  database: Db;
  store: Omit<Store, "close">;
  /** Everybody who can ask. */
  people: string[];
};

const BATCH = 1_000;
const BATCHES_AT_ONCE = 4;

/** Copies a department so many times, makes the store's indexes, and marks the days as a save does. */
export async function loadTenant(
  client: MongoClient,
  department: Department,
  departments: number,
  say: (line: string) => void,
): Promise<LoadedTenant> {
  const database = client.db(`callwise_answers_${randomUUID().slice(0, 8)}`);
  const store = storeParts({ ...CONTEXT, database });
  // While there is nothing, so that the store does not look for calls of before there were figures of days.
  await store.rollups.refresh(1);
  const people: string[] = [];
  const begun = performance.now();
  for (let index = 0; index < departments; index += 1) {
    const copy = forDepartment(index);
    await insertAll(database, "participations", department.participations, copy);
    await insertAll(database, "callRecords", department.headers, copy);
    people.push(...department.people.map(copy));
    if (index % 10 === 9) say(`loaded ${index + 1} of ${departments} departments in ${secondsSince(begun)} s`);
  }
  const loaded = performance.now();
  await createIndexes(database);
  await createDayMarker({ ...CONTEXT, database })(department.headers.map(({ start }) => start));
  say(`made the indexes in ${secondsSince(loaded)} s`);
  return {
    database,
    store,
    people,
  };
}

/** Inserts a copy of each document, some batches at a time. */
export async function insertAll(
  database: Db,
  collection: string,
  documents: readonly Document[],
  copy: (document: Document) => Document,
  batchSize = BATCH,
): Promise<void> {
  const starts = Array.from({ length: Math.ceil(documents.length / batchSize) }, (_, index) => index * batchSize);
  const insert = async (): Promise<void> => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const batch = documents.slice(start, start + batchSize).map(copy);
      await database.collection(collection).insertMany(batch, { ordered: false });
    }
  };
  await Promise.all(Array.from({ length: BATCHES_AT_ONCE }, insert));
}

export function secondsSince(begun: number): number {
  return Math.round((performance.now() - begun) / 1000);
}

/** Records are much larger than a participation's document. */
const NAIVE_BATCH = 100;

/** The call records of the first departments as Graph gives them, sessions expanded, a document each. */
export async function loadNaiveRecords(
  database: Db,
  { payloads }: Department,
  departments: number,
  say: (line: string) => void,
): Promise<Collection> {
  const begun = performance.now();
  const records = payloads.map((payload) => ({ ...payload, _id: payload["id"] }));
  for (let index = 0; index < departments; index += 1) {
    await insertAll(database, "naiveRecords", records, forDepartment(index), NAIVE_BATCH);
    say(`loaded ${index + 1} of ${departments} departments' call records in ${secondsSince(begun)} s`);
  }
  return database.collection("naiveRecords");
}
