import { join } from "node:path";
import { MongoClient, type Db } from "mongodb";
import { systemClock } from "../../src/clock.ts";
import { startEmbeddedServer } from "../../src/embedded/embedded-server.ts";

export type ChaosDatabase = { uri: string; db: Db; close(): Promise<void> };

/** A database of its own on the given MongoDB, or with null on an embedded server in the folder. */
export async function openChaosDatabase(given: string | null, folder: string): Promise<ChaosDatabase> {
  const server = given !== null ? null : await startEmbeddedServer({ directory: join(folder, "database") });
  const name = server ? "callwise" : `callwise_chaos_${process.pid}_${systemClock.now().getTime()}`;
  const uri = server?.uri ?? (given ?? "").replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?/, `$1/${name}`);
  const client = await MongoClient.connect(uri);
  const db = client.db(name);
  return {
    uri,
    db,
    async close() {
      if (!server) await db.dropDatabase();
      await client.close();
      await server?.stop();
    },
  };
}
