import { SHARE } from "../../src/graph/rate-limit.ts";
import type { Figure } from "./bench-part.ts";

/** What one call costs, measured. */
export type CallCost = {
  /** Of one fetch, judgement and save, in the service's process. */
  cpuMs: number;
  /** BSON of everything that is kept of it. */
  storedBytes: number;
  /** Of one fetch. */
  graphRequests: number;
  /** A call's record is fetched once a notification. */
  notifications: number;
};

const CALLS_A_DAY = 5_000_000;
const SECONDS_A_DAY = 86_400;
/** The busiest hour has 15 % of a day's calls, as in docs/operations.md. */
const PEAK_FACTOR = 0.15 * 24;
const RETENTION_DAYS = 365;
const GB = 1e9;
/** https://learn.microsoft.com/en-us/graph/throttling-limits, a second: per app and tenant, of which a share is used; of all apps. */
const ONE_APPLICATION_PER_SECOND = (1_500 / 20) * SHARE;
const ALL_APPLICATIONS_PER_SECOND = 10_000 / 20;
const LISTED_PER_SECOND = (40 / 20) * SHARE * 60;

/** 500,000 people and five million calls a day, computed from the cost of one. Nothing of it is measured at that size. */
export function paperScale(cost: CallCost): Record<string, Figure> {
  const callsPerSecond = CALLS_A_DAY / SECONDS_A_DAY;
  const fetchesPerSecond = callsPerSecond * cost.notifications;
  const cores = (fetchesPerSecond * cost.cpuMs) / 1_000;
  const graphPerSecond = fetchesPerSecond * cost.graphRequests;
  const gbADay = (CALLS_A_DAY * cost.storedBytes) / GB;
  return {
    paperCallsPerSecond: { value: callsPerSecond, unit: "per s" },
    paperPeakCallsPerSecond: { value: callsPerSecond * PEAK_FACTOR, unit: "per s" },
    paperProcessorCores: { value: cores, unit: "count" },
    paperPeakProcessorCores: { value: cores * PEAK_FACTOR, unit: "count" },
    paperWebhookRequestsPerSecondAtMost: { value: fetchesPerSecond * PEAK_FACTOR, unit: "per s" },
    paperStoredADay: { value: gbADay, unit: "GB" },
    paperStoredInDefaultRetention: { value: gbADay * RETENTION_DAYS, unit: "GB" },
    paperGraphRequestsPerSecond: { value: graphPerSecond, unit: "per s" },
    paperGraphRequestsOfOneApplication: { value: graphPerSecond / ONE_APPLICATION_PER_SECOND, unit: "ratio" },
    paperGraphRequestsOfAllApplications: { value: graphPerSecond / ALL_APPLICATIONS_PER_SECOND, unit: "ratio" },
    paperCallsADayOfOneApplication: {
      value: (CALLS_A_DAY * ONE_APPLICATION_PER_SECOND) / graphPerSecond,
      unit: "per day",
    },
    paperHoursToListADay: { value: CALLS_A_DAY / LISTED_PER_SECOND / 3_600, unit: "h" },
  };
}

/** What the figures mean, in an order for reading. */
export const PAPER_NOTES: readonly string[] = [
  "Calculated, not measured: 500,000 people with 5 million calls a day, 15 % of them in the busiest hour (nine times as many as docs/operations.md takes for as many people, to see what binds); a record is fetched once a " +
    "notification; how many notifications a call has is the simulator's draw (1.5 on average), which nobody has measured in a large tenant.",
  "Graph's limit of 1,500 requests for call records in 20 seconds per application and tenant binds first when " +
    "paperGraphRequestsOfOneApplication is above 1: the queue then grows for ever. Further applications in the tenant, each with deployment " +
    "and limits of its own, would have to divide the calls, up to the 10,000 in 20 seconds of all applications. Listing " +
    "(40 in 20 seconds, 60 calls each) is slower still: a day takes paperHoursToListADay.",
  "Stored as in docs/operations.md: callRecords, callSessions and participations sharded by the hash of `_id`, so that each save goes to " +
    "one shard a document and bytes spread evenly; the queue stays on one shard, whose claims of jobs are the next bound then.",
  "Delivery by Event Hubs instead of the webhook would take away the webhook's requests and Graph's three seconds, and keep notifications " +
    "through an outage of the service for as long as the hub retains them; it is not built. It changes nothing about the requests that " +
    "bind: notifications of call records carry no content, each is followed by the same fetches.",
];
