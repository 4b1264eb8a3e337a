import type { DatabaseInspection } from "../store/inspect-database.ts";
import { failed, ok, skipped, warning, type CheckOutcome, type RunCheck } from "./check.ts";

/** Releases that MongoDB maintains in 2026: 6.0 ended in July 2025 (mongodb.com/legal/support-policy/lifecycles). */
const OLDEST_MAINTAINED_MAJOR = 7;

export type InspectedDatabase = {
  /** "mongodb" a server that was named; "embedded" and "joined" the embedded default. */
  kind: "mongodb" | "embedded" | "joined";
  inspection: DatabaseInspection;
};

export function databaseCheck(open: () => Promise<InspectedDatabase>): RunCheck {
  return async () => {
    let opened: InspectedDatabase;
    try {
      opened = await open();
    } catch (error) {
      return databaseFailure(error);
    }
    const { kind, inspection } = opened;
    const { version, kind: topology } = await inspection.server();
    if (kind !== "mongodb") {
      return ok(
        "The embedded default in DATA_DIR answers: for trying, testing and small teams, up to about 200,000 call records.",
      );
    }
    const found = `MongoDB ${version} answers (${TOPOLOGIES[topology]}).`;
    const major = Number.parseInt(version, 10);
    if (major >= OLDEST_MAINTAINED_MAJOR) return ok(found);
    return warning(found, `Upgrade it: MongoDB before ${OLDEST_MAINTAINED_MAJOR}.0 gets no fixes any more.`);
  };
}

const TOPOLOGIES = {
  standalone: "a server of its own",
  replicaSet: "a replica set",
  sharded: "a sharded cluster",
  documentDb: "DocumentDB",
};

const REMEDIES: Readonly<Record<string, string>> = {
  store_unreachable:
    "Start MongoDB, and see that MONGODB_URI names its host and port and that its firewall lets this machine in.",
  store_unauthorized:
    "Correct user and password in MONGODB_URI, and give that user the role readWrite on the database.",
  store_uri_invalid: "Correct MONGODB_URI: mongodb://user:password@host:port/name, special characters percent-encoded.",
  store_incompatible: "Use a MongoDB that the driver supports: 4.4 or newer, better a maintained release.",
  embedded_folder_in_use: "End the other process that uses DATA_DIR, or set another DATA_DIR.",
  data_dir_unusable: "Set DATA_DIR to a folder that this user may write to.",
  embedded_start_failed: "See that DATA_DIR is a local disk with free space that this user may write to.",
};

function databaseFailure(error: unknown): CheckOutcome {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error && code in REMEDIES ? error.message : "The database could not be opened.";
  return failed(`${message} (${code})`, REMEDIES[code] ?? "See that the database of MONGODB_URI works.");
}

export function indexesCheck(inspection: () => Pick<DatabaseInspection, "isInUse" | "indexes">): RunCheck {
  return async () => {
    if (!(await inspection().isInUse())) return skipped("Nothing is stored yet; the first start makes them.");
    const { declared, missing, different } = await inspection().indexes();
    const items = [
      ...missing.map((name) => `${name} is missing`),
      ...different.map((name) => `${name} has another key or expiry`),
    ];
    if (items.length === 0) return ok(`All ${declared} are there.`);
    const remedy =
      different.length > 0
        ? "Drop the indexes that differ, then restart the service, which makes what is missing."
        : "Restart the service, which makes what is missing before it takes calls.";
    return failed(
      `${items.length} of ${declared} are not as they should be: queries are slow, or nothing expires.`,
      remedy,
      items,
    );
  };
}

export function durabilityCheck(
  opened: () => { kind: InspectedDatabase["kind"]; inspection: Pick<DatabaseInspection, "server" | "writeConcern"> },
): RunCheck {
  return async () => {
    const { kind, inspection } = opened();
    if (kind !== "mongodb") return ok("Each change is in SQLite in DATA_DIR before it is acknowledged.");
    const { isMajority, isJournaled } = inspection.writeConcern();
    const weak = [...(isMajority ? [] : ["w is not majority"]), ...(isJournaled ? [] : ["journal is off"])];
    if (weak.length > 0) {
      return failed(
        "MONGODB_URI weakens writes: a notification that was acknowledged to Graph can be lost with a server.",
        "Remove w, journal and wtimeoutMS from MONGODB_URI; majority and journal are the service's own choice.",
        weak,
      );
    }
    const { kind: topology } = await inspection.server();
    if (topology === "documentDb") {
      return ok("DocumentDB writes to disk before it acknowledges; copies are made where high availability is on.");
    }
    if (topology !== "standalone") return ok("Writes are acknowledged by the majority, journaled.");
    return warning(
      "Writes are journaled on a server of its own: what it holds is lost with its disk.",
      "Run a replica set, if only of one member with backups, or use Atlas or Azure DocumentDB.",
    );
  };
}
