import { MongoError } from "./mongo-error.ts";
import { isArray, readDocument, writeDocument } from "./bson-value.ts";
import type { StoredDocument } from "./collection-index.ts";
import { Collection } from "./collection.ts";
import {
  describeIndex,
  parseIndexDefinition,
  sameIndex,
  sameIndexKey,
  type IndexDefinition,
} from "./index-definition.ts";
import type { Storage } from "./storage.ts";

/** Every collection by its namespace ("database.collection"), and what creates, changes and drops them. */
export class Catalog {
  readonly #collections = new Map<string, Collection>();
  readonly #storage: Storage;
  #lastCollection = 0;
  #lastDocument = 0;

  constructor(storage: Storage) {
    this.#storage = storage;
    const documents = new Map<number, StoredDocument[]>();
    for (const { collection, stored } of storage.loadDocuments()) {
      const list = documents.get(collection);
      if (list === undefined) documents.set(collection, [stored]);
      else list.push(stored);
      this.#lastDocument = Math.max(this.#lastDocument, stored.number);
    }
    for (const { number, definition } of storage.loadCollections()) {
      const { namespace, indexes } = readDocument(definition);
      if (typeof namespace !== "string" || !isArray(indexes)) continue;
      this.#open(namespace, number).restore(documents.get(number) ?? [], indexes.map(parseIndexDefinition));
    }
  }

  find(namespace: string): Collection | null {
    return this.#collections.get(namespace) ?? null;
  }

  all(): Iterable<Collection> {
    return this.#collections.values();
  }

  ofDatabase(database: string): Collection[] {
    return [...this.#collections.values()].filter(({ namespace }) => namespace.startsWith(`${database}.`));
  }

  ensure(namespace: string): Collection {
    const known = this.#collections.get(namespace);
    if (known !== undefined) return known;
    checkNamespace(namespace);
    const collection = this.#open(namespace, this.#lastCollection + 1);
    this.#save(collection);
    return collection;
  }

  drop(collection: Collection): void {
    this.#collections.delete(collection.namespace);
    for (const stored of collection.documents.values()) this.#storage.erase(stored);
    this.#storage.eraseCollection(collection.number);
  }

  /** Adds an index unless the same one is there. @throws MongoError when one of that name or key is, but different. */
  addIndex(collection: Collection, definition: IndexDefinition): void {
    for (const { definition: known } of collection.indexes) {
      const sameName = known.name === definition.name;
      if (known.name === "_id_" && sameIndexKey(known, definition)) return;
      if (sameName && sameIndex(known, definition)) return;
      if (sameName && !sameIndexKey(known, definition)) {
        throw new MongoError(
          "IndexKeySpecsConflict",
          `An existing index has the same name as the requested index: ${known.name}`,
        );
      }
      if (sameName || sameIndex({ ...known, expireAfterSeconds: null }, { ...definition, expireAfterSeconds: null })) {
        throw new MongoError(
          "IndexOptionsConflict",
          `An equivalent index already exists with a different name or options: ${known.name}`,
        );
      }
    }
    collection.addIndex(definition);
    this.#save(collection);
  }

  dropIndex(collection: Collection, name: string): void {
    collection.removeIndex(name);
    this.#save(collection);
  }

  #open(namespace: string, number: number): Collection {
    this.#lastCollection = Math.max(this.#lastCollection, number);
    const nextNumber = (): number => ++this.#lastDocument;
    const collection = new Collection({ number, namespace, changes: this.#storage, nextNumber });
    this.#collections.set(namespace, collection);
    return collection;
  }

  #save(collection: Collection): void {
    const indexes = collection.indexes.slice(1).map(({ definition }) => describeIndex(definition));
    this.#storage.putCollection(collection.number, writeDocument({ namespace: collection.namespace, indexes }));
  }
}

function checkNamespace(namespace: string): void {
  const name = namespace.slice(namespace.indexOf(".") + 1);
  if (name === "" || /[$\0]/.test(name) || name.startsWith("system.")) {
    throw new MongoError("InvalidNamespace", `Invalid collection name: ${name}`);
  }
}
