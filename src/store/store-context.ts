import type { Db } from "mongodb";
import type { Clock } from "../clock.ts";

/** What every part of the store is built from. */
export type StoreContext = {
  database: Db;
  tenantId: string;
  clock: Clock;
  /** Days that calls, and whatever has no time of its own, are kept. */
  retentionDays: number;
  /** Days that looks at people's calls are kept; as long as calls when absent. */
  accessLogDays?: number;
  /** Days that incidents that are over, and their cards' deliveries, are kept; as long as calls when absent. */
  incidentDays?: number;
  /** Days after which a call's names, numbers, addresses and devices go; null or absent: with the call. */
  personalFieldsDays?: number | null;
  /** Anonymous mode: nobody reads another person's name or calls, and figures are of groups. */
  isAnonymous?: boolean;
  /** IANA name of the tenant's default time zone: it decides where a day of the rollups begins. */
  timeZone: string;
};

/** Stands for "no instant" in fields that are compared with instants; null would not compare the same everywhere. */
export const EPOCH = new Date(0);
