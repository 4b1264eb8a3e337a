import { MongoError, badValue } from "./mongo-error.ts";
import { checkDocument, FieldPicker, ownCopy, withIdFirst } from "./bson-bytes.ts";
import {
  fieldOf,
  isArray,
  showValue,
  tooLarge,
  typeName,
  MAXIMUM_DOCUMENT_BYTES,
  type BsonDocument,
} from "./bson-value.ts";
import { CollectionIndex, type StoredDocument } from "./collection-index.ts";
import { SortedPairs } from "./ordered-index.ts";
import { readPath } from "./document-path.ts";
import { parseIndexDefinition, type IndexDefinition } from "./index-definition.ts";

/** Told of every change to a document, in order; what it is told is on disk before the command's answer is sent. */
export type ChangeListener = {
  put(collection: number, document: StoredDocument): void;
  erase(document: StoredDocument): void;
};

/** The keys of one document in every index, as they were when the document was read. */
export type IndexedKeys = ReadonlyMap<CollectionIndex, string[]>;

/** A collection in memory: its documents by number and its indexes, always in step with each other. */
export class Collection {
  readonly number: number;
  readonly namespace: string;
  readonly documents = new Map<number, StoredDocument>();
  readonly indexes: CollectionIndex[];
  readonly #changes: ChangeListener;
  readonly #nextNumber: () => number;
  #indexedFields = new FieldPicker(["_id"]);

  constructor(options: { number: number; namespace: string; changes: ChangeListener; nextNumber: () => number }) {
    this.number = options.number;
    this.namespace = options.namespace;
    this.#changes = options.changes;
    this.#nextNumber = options.nextNumber;
    this.indexes = [new CollectionIndex(ID_INDEX)];
  }

  /** Stores bytes that came from outside: checks them whole, keeps a copy. */
  insert(given: Uint8Array, addId: () => Uint8Array): StoredDocument {
    if (given.length > MAXIMUM_DOCUMENT_BYTES) throw tooLarge(String(given.length));
    checkDocument(given);
    const bytes = ownCopy(withIdFirst(given) ?? addId());
    const document = this.#indexedFields.read(bytes);
    checkStorable(document);
    const keys = this.keysOf(document);
    this.#refuseDuplicates(keys, null, document);
    const stored = { number: this.#nextNumber(), bytes };
    this.#addEntries(keys, stored);
    this.documents.set(stored.number, stored);
    this.#changes.put(this.number, stored);
    return stored;
  }

  /**
   * Gives a document its new bytes. `before` holds its keys until now in every index that the change may concern, and
   * `document` at least the fields these indexes look at.
   */
  replace(stored: StoredDocument, before: IndexedKeys, document: BsonDocument, bytes: Uint8Array): void {
    const keys = this.keysOf(document, [...before.keys()]);
    const changed = new Map<CollectionIndex, string[]>();
    for (const [index, after] of keys) if (!sameKeys(before.get(index) ?? [], after)) changed.set(index, after);
    this.#refuseDuplicates(changed, stored, document);
    for (const index of changed.keys()) for (const key of before.get(index) ?? []) index.entries.remove(key, stored);
    this.#addEntries(changed, stored);
    stored.bytes = ownCopy(bytes);
    this.#changes.put(this.number, stored);
  }

  remove(stored: StoredDocument): void {
    for (const [index, keys] of this.keysOf(this.readIndexed(stored))) {
      for (const key of keys) index.entries.remove(key, stored);
    }
    this.documents.delete(stored.number);
    this.#changes.erase(stored);
  }

  keysOf(document: BsonDocument, indexes: readonly CollectionIndex[] = this.indexes): IndexedKeys {
    return new Map(indexes.map((index) => [index, index.keysOf(document)]));
  }

  /** Takes over what was loaded from disk. */
  restore(documents: Iterable<StoredDocument>, definitions: readonly IndexDefinition[]): void {
    for (const stored of documents) this.documents.set(stored.number, stored);
    this.#build([...this.indexes, ...definitions.map((definition) => new CollectionIndex(definition))]);
  }

  /** Builds an index over what is there; nothing has changed when it throws (duplicates, parallel arrays). */
  addIndex(definition: IndexDefinition): void {
    this.#build([new CollectionIndex(definition)]);
  }

  /** Fills indexes from all documents at once, which takes much less time than one document after the other. */
  #build(indexes: readonly CollectionIndex[]): void {
    const fields = new FieldPicker(indexes.flatMap(({ topFields }) => topFields));
    const lists = indexes.map((index) => ({ index, pairs: new SortedPairs<StoredDocument>() }));
    for (const stored of this.documents.values()) {
      const document = fields.read(stored.bytes);
      for (const { index, pairs } of lists) for (const key of index.keysOf(document)) pairs.add(key, stored);
    }
    for (const { index, pairs } of lists) {
      const repeated = index.entries.load(pairs);
      if (repeated !== null && index.definition.unique) throw this.#duplicate(index, fields.read(repeated.bytes));
    }
    this.indexes.push(...indexes.filter((index) => !this.indexes.includes(index)));
    this.#indexedFields = new FieldPicker(this.indexes.flatMap(({ topFields }) => topFields));
  }

  removeIndex(name: string): void {
    const at = this.indexes.findIndex(({ definition }) => definition.name === name);
    if (at > 0) this.indexes.splice(at, 1);
  }

  /** As much of a document as its indexes look at. */
  readIndexed(stored: StoredDocument): BsonDocument {
    return this.#indexedFields.read(stored.bytes);
  }

  #addEntries(keys: IndexedKeys, stored: StoredDocument): void {
    for (const [index, list] of keys) for (const key of list) index.entries.insert(key, stored);
  }

  #refuseDuplicates(keys: IndexedKeys, self: StoredDocument | null, document: BsonDocument): void {
    for (const [index, list] of keys) if (index.takenKey(list, self) !== null) throw this.#duplicate(index, document);
  }

  #duplicate(index: CollectionIndex, document: BsonDocument): MongoError {
    const { name, key, fields } = index.definition;
    const keyValue = Object.fromEntries(fields.map(({ path, steps }) => [path, readPath(document, steps) ?? null]));
    const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${showValue(value)}`);
    const message = `E11000 duplicate key error collection: ${this.namespace} index: ${name} dup key: { ${shown.join(", ")} }`;
    return new MongoError("DuplicateKey", message, { keyPattern: key, keyValue });
  }
}

const ID_INDEX: IndexDefinition = { ...parseIndexDefinition({ key: { _id: 1 }, name: "_id_" }), unique: true };

function sameKeys(left: string[], right: string[]): boolean {
  return left.length === right.length && left.every((key, at) => key === right[at]);
}

/** @throws MongoError for an `_id` MongoDB would not store. */
function checkStorable(document: BsonDocument): void {
  const id = fieldOf(document, "_id");
  if (id === undefined || isArray(id) || typeName(id) === "regex") {
    throw badValue(`The '_id' value cannot be of type ${typeName(id)}`);
  }
}
