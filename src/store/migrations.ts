import { randomUUID } from "node:crypto";
import type { Db } from "mongodb";
import type { Clock } from "../clock.ts";
import { errorCode, ServiceError } from "../service-error.ts";
import { isDuplicateKey } from "./bulk-upsert.ts";
import { key } from "./key.ts";
import { EPOCH } from "./store-context.ts";

/**
 * One change of stored shapes, in place. It may be run again after a crash, or by a second instance if the first takes
 * longer than the claim lasts: running it twice must leave what running it once leaves.
 */
export type Migration = { name: string; run(database: Db, tenantId: string): Promise<void> };

/** In the order they are run; append only. There is none yet: the first release writes the first shapes. */
export const MIGRATIONS: readonly Migration[] = [];

const CLAIM_MS = 5 * 60_000;
const WAIT_MS = 500;

type SchemaDocument = {
  _id: string;
  tenantId: string;
  /** Names of the migrations that are done. */
  applied: string[];
  claimOwner: string | null;
  claimUntil: Date;
};

type MigrationRun = {
  database: Db;
  tenantId: string;
  clock: Clock;
  migrations: readonly Migration[];
};

/**
 * Runs the migrations that are not yet applied, under one claim: of several instances that start together one runs
 * them and the others wait. A claim whose holder died is taken over when it runs out.
 * Throws ServiceError "store_is_newer" when the database knows a migration that this program does not, and
 * "store_migration_failed" when one throws (it is then tried again at the next start).
 * Returns the names of those that this call ran.
 */
export async function runMigrations({ database, tenantId, clock, migrations }: MigrationRun): Promise<string[]> {
  const schemas = database.collection<SchemaDocument>("migrations");
  const _id = key(tenantId, "schema");
  const claimOwner = randomUUID();
  const ran: string[] = [];

  async function readSchema(): Promise<string[]> {
    const schema = await schemas.findOne({ _id });
    if (schema) return schema.applied;
    try {
      await schemas.insertOne({ _id, tenantId, applied: [], claimOwner: null, claimUntil: EPOCH });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return readSchema();
    }
    return [];
  }

  async function claim(): Promise<boolean> {
    const now = clock.now();
    const claimed = { claimOwner, claimUntil: new Date(now.getTime() + CLAIM_MS) };
    const { matchedCount } = await schemas.updateOne({ _id, claimUntil: { $lte: now } }, { $set: claimed });
    return matchedCount === 1;
  }

  /** Records a migration and renews the claim; false when the claim was lost meanwhile. */
  async function recordApplied(applied: string[]): Promise<boolean> {
    const claimUntil = new Date(clock.now().getTime() + CLAIM_MS);
    const { matchedCount } = await schemas.updateOne({ _id, claimOwner }, { $set: { applied, claimUntil } });
    return matchedCount === 1;
  }

  async function runPending(): Promise<void> {
    let applied = await readSchema();
    for (const migration of pendingOf(migrations, applied)) {
      await runOne(migration, database, tenantId);
      ran.push(migration.name);
      applied = [...applied, migration.name];
      if (!(await recordApplied(applied))) return;
    }
  }

  while (pendingOf(migrations, await readSchema()).length > 0) {
    if (!(await claim())) {
      await clock.sleep(WAIT_MS);
      continue;
    }
    try {
      await runPending();
    } finally {
      await schemas.updateOne({ _id, claimOwner }, { $set: { claimOwner: null, claimUntil: EPOCH } });
    }
  }
  return ran;
}

function pendingOf(migrations: readonly Migration[], applied: readonly string[]): Migration[] {
  const known = new Set(migrations.map(({ name }) => name));
  if (applied.some((name) => !known.has(name))) {
    throw new ServiceError("store_is_newer", "The database was migrated by a newer release; start that release.", {
      remedy: "fix-configuration",
    });
  }
  return migrations.filter(({ name }) => !applied.includes(name));
}

async function runOne(migration: Migration, database: Db, tenantId: string): Promise<void> {
  try {
    await migration.run(database, tenantId);
  } catch (error) {
    throw new ServiceError("store_migration_failed", `Migration ${migration.name} failed (${errorCode(error)}).`, {
      remedy: "retry",
      cause: error,
    });
  }
}
