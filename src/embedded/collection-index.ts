import { MongoError } from "./mongo-error.ts";
import { fieldOf, isArray, type BsonDocument } from "./bson-value.ts";
import { crossesArray, indexedValues } from "./document-path.ts";
import { addFilterFields } from "./filter.ts";
import type { IndexDefinition } from "./index-definition.ts";
import { compileMatcher, type Matcher } from "./matcher.ts";
import { OrderedIndex } from "./ordered-index.ts";
import { invertKey, valueKey } from "./value-key.ts";

/** A document as it is kept: its number in this store, for good, and its present bytes. */
export type StoredDocument = { readonly number: number; bytes: Uint8Array };

/** One index of a collection: its entries in order, kept in step by the collection. */
export class CollectionIndex {
  readonly definition: IndexDefinition;
  readonly entries = new OrderedIndex<StoredDocument>();
  /** Whether any document ever had several keys here; then the order of entries is not the order of documents. */
  multikey = false;
  /** The top-level fields that decide a document's keys. */
  readonly topFields: readonly string[];
  readonly #covers: Matcher | null;

  constructor(definition: IndexDefinition) {
    this.definition = definition;
    const fields = new Set(definition.fields.map(({ steps }) => steps[0] ?? ""));
    if (definition.partialCondition !== null) addFilterFields(definition.partialCondition, fields);
    this.topFields = [...fields];
    this.#covers = definition.partialCondition === null ? null : compileMatcher(definition.partialCondition);
  }

  /** The document's keys in this index: none outside a partial index, several through an array. */
  keysOf(document: BsonDocument): string[] {
    if (this.#covers !== null && !this.#covers(document)) return [];
    const plain = this.#plainKey(document);
    if (plain !== null) return [plain];
    let keys = [""];
    let arrays = 0;
    for (const { steps, descending } of this.definition.fields) {
      const values = indexedValues(document, steps);
      if (crossesArray(document, steps) && ++arrays > 1) {
        throw new MongoError(
          "CannotIndexParallelArrays",
          `cannot index parallel arrays in index ${this.definition.name}`,
        );
      }
      const parts = values.map((value) => (descending ? invertKey(valueKey(value)) : valueKey(value)));
      const [only] = parts;
      keys =
        parts.length === 1 && only !== undefined
          ? keys.map((key) => key + only)
          : keys.flatMap((key) => parts.map((part) => key + part));
    }
    if (arrays > 0) this.multikey = true;
    return keys.length > 1 ? [...new Set(keys)] : keys;
  }

  /** The one key of a document whose indexed fields lie at its top and are no arrays: nearly always so, and quick. */
  #plainKey(document: BsonDocument): string | null {
    let key = "";
    for (const { path, steps, descending } of this.definition.fields) {
      const value = steps.length === 1 ? (fieldOf(document, path) ?? null) : undefined;
      if (value === undefined || isArray(value)) return null;
      key += descending ? invertKey(valueKey(value)) : valueKey(value);
    }
    return key;
  }

  /** The first of the keys that another document holds already, when the index is unique. */
  takenKey(keys: string[], self: StoredDocument | null): string | null {
    if (!this.definition.unique) return null;
    for (const key of keys) {
      const holder = this.entries.find(key);
      if (holder !== undefined && holder !== self) return key;
    }
    return null;
  }
}
