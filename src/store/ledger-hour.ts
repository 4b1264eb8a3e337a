import type { DelayHistogram } from "../calls/ledger-delays.ts";
import type { HourListing } from "../calls/ledger.ts";

/** What happened within one hour of the clock, whichever calls it was about. */
export type HourActivity = {
  hour: Date;
  /** Accepted notifications that arrived. */
  notified: number;
  lastNotifiedAt: Date | null;
  /** Own delay: from the notification to the moment its call can be asked for. */
  ownDelay: DelayHistogram;
  /** Graph's delay: from the end of a call to its first notification. */
  graphDelay: DelayHistogram;
};

/** All that is kept of an hour: of the calls that started in it, and of what happened in it. */
export type LedgerHour = HourActivity & { listing: HourListing };

export type LedgerHours = {
  /**
   * Changes what is known of an hour's listings; `change` may be called again when somebody else was faster.
   * Throws ServiceError "store_busy" when that goes on.
   */
  changeListing(hour: Date, change: (listing: HourListing) => HourListing): Promise<void>;
  /** Adds to what is counted, of this and of other instances. */
  addActivity(activities: readonly HourActivity[]): Promise<void>;
  /** The hours in [start, end) of which anything is known, in order. */
  find(start: Date, end: Date): Promise<LedgerHour[]>;
  /** How many held calls started in each hour of [start, end), by the hour's first instant; hours without are absent. */
  heldCalls(start: Date, end: Date): Promise<Map<number, number>>;
  /** Of the calls that started in each hour of [start, end), how many only listings brought; hours without are absent. */
  repairedCalls(start: Date, end: Date): Promise<Map<number, number>>;
};
