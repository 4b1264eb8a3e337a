import { Binary, BSON, MongoClient } from "mongodb";

/** Where something stands: the collection, and the way to the value. */
export type Found = { collection: string; path: string; term: string };

/**
 * Searches every document of every collection: all texts, binary values and the names of fields, `_id`s included,
 * whatever their case.
 */
export async function searchDatabase(uri: string, name: string, terms: readonly string[]): Promise<Found[]> {
  const client = await new MongoClient(uri).connect();
  try {
    const database = client.db(name);
    const collections = await database.listCollections({}, { nameOnly: true }).toArray();
    const found: Found[] = [];
    for (const { name: collection } of collections) {
      for await (const document of database.collection(collection).find({})) {
        for (const { path, text } of textsOf(document)) {
          for (const term of terms) if (text.includes(term.toLowerCase())) found.push({ collection, path, term });
        }
      }
    }
    return found;
  } finally {
    await client.close();
  }
}

/** What values and names of fields say, in lower case. */
function* textsOf(value: unknown, path = ""): Generator<{ path: string; text: string }> {
  if (typeof value === "string") yield { path, text: value.toLowerCase() };
  else if (value instanceof Binary) yield { path, text: Buffer.from(value.buffer).toString("latin1").toLowerCase() };
  else if (value instanceof Date || value instanceof BSON.ObjectId) yield { path, text: value.toJSON() ?? "" };
  else if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* textsOf(one, `${path}.${index}`);
  else if (typeof value === "object" && value !== null) {
    for (const [name, one] of Object.entries(value)) {
      yield { path, text: name.toLowerCase() };
      yield* textsOf(one, path === "" ? name : `${path}.${name}`);
    }
  }
}
