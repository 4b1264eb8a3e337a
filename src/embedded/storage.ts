import { closeSync, openSync } from "node:fs";
import Database from "libsql";
import { ServiceError, errorCode } from "../service-error.ts";
import type { StoredDocument } from "./collection-index.ts";
import type { ChangeListener } from "./collection.ts";

/** A collection as it is on disk; `definition` is BSON. */
export type StoredCollection = { number: number; definition: Uint8Array };

/**
 * The SQLite file behind the documents in memory. Changes are gathered and written by `commit` in one transaction. The
 * file stays exclusively locked while it is open: this is what keeps a second process out, and the operating system
 * lifts it when the process dies in whatever way.
 */
export class Storage implements ChangeListener {
  readonly #database: Database.Database;
  readonly #putDocument: Database.Statement;
  readonly #eraseDocument: Database.Statement;
  readonly #putCollection: Database.Statement;
  readonly #eraseCollection: Database.Statement;
  readonly #documents = new Map<number, { collection: number; stored: StoredDocument } | null>();
  readonly #collections = new Map<number, Uint8Array | null>();

  /** @throws ServiceError `embedded_folder_in_use` when another server holds the file. */
  constructor(file: string) {
    closeSync(openSync(file, "a", 0o600));
    try {
      this.#database = openExclusively(file);
    } catch (error) {
      if (errorCode(error) !== "SQLITE_BUSY") throw error;
      throw new ServiceError("embedded_folder_in_use", "Another process serves this data folder.", {
        remedy: "fix-configuration",
        cause: error,
      });
    }
    const upsert = "on conflict(number) do update set";
    this.#putDocument = this.#database.prepare(
      `insert into documents (number, collection, bytes) values (?, ?, ?) ${upsert} bytes = excluded.bytes`,
    );
    this.#eraseDocument = this.#database.prepare("delete from documents where number = ?");
    this.#putCollection = this.#database.prepare(
      `insert into collections (number, definition) values (?, ?) ${upsert} definition = excluded.definition`,
    );
    this.#eraseCollection = this.#database.prepare("delete from collections where number = ?");
  }

  put(collection: number, stored: StoredDocument): void {
    this.#documents.set(stored.number, { collection, stored });
  }

  erase(stored: StoredDocument): void {
    this.#documents.set(stored.number, null);
  }

  putCollection(number: number, definition: Uint8Array): void {
    this.#collections.set(number, definition);
  }

  eraseCollection(number: number): void {
    this.#collections.set(number, null);
  }

  /** Writes everything gathered since the last commit; all of it or, when it throws, nothing. */
  commit(): void {
    if (this.#documents.size === 0 && this.#collections.size === 0) return;
    this.#database.exec("BEGIN");
    try {
      this.#write();
      this.#database.exec("COMMIT");
    } catch (error) {
      // SQLite has rolled back by itself after some failures, a full disk for one.
      if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
    this.#collections.clear();
    this.#documents.clear();
  }

  #write(): void {
    for (const [number, definition] of this.#collections) {
      if (definition === null) this.#eraseCollection.run([number]);
      else this.#putCollection.run([number, definition]);
    }
    for (const [number, change] of this.#documents) {
      if (change === null) this.#eraseDocument.run([number]);
      else this.#putDocument.run([number, change.collection, change.stored.bytes]);
    }
  }

  /** Brings what was committed into the file, and empties the journal, in which earlier contents stand until then. */
  emptyJournal(): void {
    this.#database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  *loadCollections(): Generator<StoredCollection> {
    for (const row of this.#rows("select number, definition from collections order by number")) {
      const [number, definition] = row;
      if (typeof number === "number" && definition instanceof Uint8Array) yield { number, definition };
    }
  }

  *loadDocuments(): Generator<{ collection: number; stored: StoredDocument }> {
    for (const row of this.#rows("select number, collection, bytes from documents order by number")) {
      const [number, collection, bytes] = row;
      if (typeof number !== "number" || typeof collection !== "number" || !(bytes instanceof Uint8Array)) continue;
      yield { collection, stored: { number, bytes } };
    }
  }

  close(): void {
    // The lock goes only with the last statement of this connection, so it is given up by name before.
    this.#database.exec("PRAGMA journal_mode = DELETE");
    this.#database.exec("PRAGMA locking_mode = NORMAL");
    this.#database.prepare("select count(*) from collections").all();
    this.#database.close();
  }

  *#rows(sql: string): Generator<unknown[]> {
    for (const row of this.#database.prepare(sql).raw().iterate()) if (Array.isArray(row)) yield row;
  }
}

const BUSY_WAIT_MS = 250;

function openExclusively(file: string): Database.Database {
  const database = new Database(file, { timeout: BUSY_WAIT_MS });
  try {
    // In exclusive mode the lock of the first transaction is held until the file is closed.
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = NORMAL");
    // What is removed or replaced is overwritten, not only unlinked: https://sqlite.org/pragma.html#pragma_secure_delete
    database.exec("PRAGMA secure_delete = ON");
    database.exec("BEGIN EXCLUSIVE");
    database.exec("create table if not exists collections (number integer primary key, definition blob not null)");
    database.exec(
      "create table if not exists documents (number integer primary key, collection integer not null, bytes blob not null)",
    );
    database.exec("COMMIT");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
