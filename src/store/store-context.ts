import type { Db } from "mongodb";
import type { Clock } from "../clock.ts";

/** What every part of the store is built from. */
export type StoreContext = {
  database: Db;
  tenantId: string;
  clock: Clock;
  /** Days that calls, and looks at them, are kept. */
  retentionDays: number;
  /** IANA name of the tenant's default time zone: it decides where a day of the rollups begins. */
  timeZone: string;
};

/** Stands for "no instant" in fields that are compared with instants; null would not compare the same everywhere. */
export const EPOCH = new Date(0);
