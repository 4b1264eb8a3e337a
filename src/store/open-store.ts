import { MongoClient, type MongoClientOptions } from "mongodb";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { createAccessLog } from "./access-log.ts";
import { createAlertChannels } from "./alert-channels.ts";
import { createAlertRules } from "./alert-rules.ts";
import { createBuildings } from "./buildings.ts";
import { createCallRecords } from "./call-records.ts";
import { createConversations } from "./conversations.ts";
import { createCurrentBuildings } from "./current-buildings.ts";
import { createDeliveries } from "./deliveries.ts";
import { createErasedPeople } from "./erased-people.ts";
import { createErasures } from "./erasures.ts";
import { createHelpRequests } from "./help-requests.ts";
import { createIncidents } from "./incidents.ts";
import { createIndexes } from "./indexes.ts";
import { createIngestJobs } from "./ingest-jobs.ts";
import { createLeases } from "./leases.ts";
import { createLedgerHours } from "./ledger-hours.ts";
import { MIGRATIONS, runMigrations } from "./migrations.ts";
import { createOwnRecords } from "./own-records.ts";
import { createParticipations } from "./participations.ts";
import { createPeople } from "./people.ts";
import { createPersonalFields } from "./personal-fields.ts";
import { createPhoneCalls } from "./phone-calls.ts";
import { createPreferences } from "./preferences.ts";
import { createProgress } from "./progress.ts";
import { createRequestShares } from "./request-shares.ts";
import { createRevealedPeople } from "./revealed-people.ts";
import { createDayMarker } from "./rollup-days.ts";
import { createRollups } from "./rollups.ts";
import { createRuleReadings } from "./rule-readings.ts";
import { createServiceHeartbeats } from "./service-heartbeats.ts";
import type { StoreContext } from "./store-context.ts";
import { openError, uriInvalid } from "./store-error.ts";
import type { Store } from "./store.ts";
import { createSubscriptions } from "./subscriptions.ts";

export type OpenStoreOptions = {
  /** A MongoDB connection string; it may hold a password and is never logged. */
  uri: string;
  databaseName: string;
  tenantId: string;
  /** Days that calls are kept, see retention.ts. */
  retentionDays: number;
  /** See StoreContext. */
  accessLogDays?: number;
  incidentDays?: number;
  personalFieldsDays?: number | null;
  isAnonymous?: boolean;
  /** The tenant's default time zone, an IANA name; "UTC" when none is given. */
  timeZone?: string;
  clock: Clock;
  log?: Log;
};

/** In milliseconds. A connection string that names its own timeout wins. */
const SERVER_SELECTION_TIMEOUT_MS = 10_000;

/** https://www.mongodb.com/docs/manual/reference/limits/#naming-restrictions */
export const DATABASE_NAME = /^[^/\\. "$*<>:|?\0]{1,63}$/;

/**
 * Connects, waits for every index, brings stored shapes up to date, and gives the store.
 * Throws ServiceError: "store_unreachable", "store_unauthorized", "store_uri_invalid", "store_incompatible",
 * "store_index_conflict", "store_is_newer", "store_migration_failed", or "store_open_failed" for anything else.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { uri, databaseName, log, timeZone = "UTC", ...context } = options;
  const { tenantId, clock } = context;
  if (!DATABASE_NAME.test(databaseName)) throw uriInvalid();
  const client = createClient(uri);
  try {
    const database = client.db(databaseName);
    await client.connect();
    await createIndexes(database);
    const migrated = await runMigrations({ database, tenantId, clock, migrations: MIGRATIONS });
    log?.info({ migrated: migrated.length }, "store opened");
    const parts = storeParts({ ...context, database, timeZone });
    return { ...parts, close: () => client.close() };
  } catch (error) {
    await client.close();
    throw openError(error);
  }
}

/** The store over a database that is ready. */
export function storeParts(context: StoreContext): Omit<Store, "close"> {
  const people = createPeople(context);
  const markDays = createDayMarker(context);
  const erasedPeople = createErasedPeople(context);
  const accessLog = createAccessLog(context, erasedPeople);
  const personalFields = createPersonalFields(context, { erasedPeople, people });
  const participations = createParticipations(context, accessLog, people);
  const current = createCurrentBuildings(context);
  return {
    callRecords: createCallRecords(context, { people, markDays, erasedPeople, personalFields, buildings: current }),
    participations,
    phoneCalls: createPhoneCalls(context, { erasedPeople, personalFields }),
    ingestJobs: createIngestJobs(context),
    subscriptions: createSubscriptions(context),
    leases: createLeases(context),
    requestShares: createRequestShares(context),
    progress: createProgress(context),
    ledgerHours: createLedgerHours(context),
    serviceHeartbeats: createServiceHeartbeats(context),
    conversations: createConversations(context),
    people,
    preferences: createPreferences(context),
    accessLog,
    personalFields,
    rollups: createRollups(context, { markDays, erasedPeople }),
    buildings: createBuildings(context, { current, markDays }),
    alertChannels: createAlertChannels(context),
    alertRules: createAlertRules(context, erasedPeople),
    ruleReadings: createRuleReadings(context, erasedPeople),
    incidents: createIncidents(context, erasedPeople),
    deliveries: createDeliveries(context),
    revealedPeople: createRevealedPeople(context, accessLog, people),
    helpRequests: createHelpRequests(context, { accessLog, participations, erasedPeople }),
    ownRecords: createOwnRecords(context),
    erasures: createErasures(context, { erasedPeople, people, markDays }),
  };
}

/** Throws ServiceError "store_uri_invalid". */
export function createClient(uri: string): MongoClient {
  try {
    return new MongoClient(uri, clientOptions(uri));
  } catch {
    throw uriInvalid();
  }
}

/**
 * Majority, journaled writes: what is acknowledged to Graph survives the loss of a replica set's primary, and the crash
 * of a standalone server. Undefined fields are left out, so that absent stays absent.
 */
function clientOptions(uri: string): MongoClientOptions {
  const names = (option: string): boolean => new RegExp(`[?&]${option}=`, "i").test(uri);
  return {
    appName: "callwise",
    ignoreUndefined: true,
    ...(!names("w") && { writeConcern: { w: "majority", journal: true } }),
    ...(!names("serverSelectionTimeoutMS") && { serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS }),
  };
}
