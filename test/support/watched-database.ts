import type { Collection, Db } from "mongodb";

const WRITES = [
  "bulkWrite",
  "deleteMany",
  "deleteOne",
  "findOneAndUpdate",
  "insertMany",
  "insertOne",
  "replaceOne",
  "updateMany",
  "updateOne",
];

/** A database that waits for `beforeWrite` before each write, counted from 1, to a collection. */
export function watchWrites(database: Db, beforeWrite: (nth: number, collection: string) => Promise<void>): Db {
  let writes = 0;
  const watched = (collection: Collection): Collection =>
    new Proxy(collection, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        if (!WRITES.includes(String(name))) return member.bind(target) as unknown;
        return async (...args: unknown[]): Promise<unknown> => {
          writes += 1;
          await beforeWrite(writes, target.collectionName);
          return Reflect.apply(member, target, args) as unknown;
        };
      },
    });
  return new Proxy(database, {
    get: (target, name) =>
      name === "collection"
        ? (collection: string) => watched(target.collection(collection))
        : (Reflect.get(target, name) as unknown),
  });
}

/** A database that is lost at its nth write. */
export function failingAtWrite(database: Db, nth: number): Db {
  return watchWrites(database, (write) =>
    write < nth ? Promise.resolve() : Promise.reject(new Error("the database is gone")),
  );
}
