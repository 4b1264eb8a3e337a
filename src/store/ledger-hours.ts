import type { Collection } from "mongodb";
import { addHistograms, NO_DELAYS, type DelayHistogram } from "../calls/ledger-delays.ts";
import { NOT_LISTED, type HourListing, type ListingPiece } from "../calls/ledger.ts";
import { ServiceError } from "../service-error.ts";
import { bulkUpsert, isDuplicateKey } from "./bulk-upsert.ts";
import type { CallRecordDocument } from "./call-header.ts";
import { sourceRank, type IngestJobDocument } from "./ingest-job-document.ts";
import { key } from "./key.ts";
import type { HourActivity, LedgerHour, LedgerHours } from "./ledger-hour.ts";
import { afterDays, KEPT_DAYS } from "./retention.ts";
import { EPOCH, type StoreContext } from "./store-context.ts";

type Delays = Record<string, number>;

type LedgerHourDocument = {
  _id: string;
  tenantId: string;
  hour: Date;
  /** Counts the changes of the listing, so that two of them do not undo each other. */
  listingRevision: number;
  whole?: ListingPiece | null;
  pieces?: ListingPiece[];
  notified?: number;
  lastNotifiedAt?: Date;
  /** "b" and the bucket's place → count. */
  ownDelay?: Delays;
  ownDelayMaxMs?: number;
  graphDelay?: Delays;
  graphDelayMaxMs?: number;
  expireAt: Date;
};

const HOUR_MS = 3_600_000;
const MAX_TRIES = 8;
/** Calls that no notification, and nobody who asked for one of them, had led to. */
const LISTING_RANKS = { $in: [sourceRank("reconcile"), sourceRank("backfill")] };

/** The ledger of completeness: one document an hour. Rules about it are in src/calls/ledger.ts. */
export function createLedgerHours({ database, tenantId }: Pick<StoreContext, "database" | "tenantId">): LedgerHours {
  const hours = database.collection<LedgerHourDocument>("ledgerHours");
  const headers = database.collection<CallRecordDocument>("callRecords");
  const jobs = database.collection<IngestJobDocument>("ingestJobs");

  const idOf = (hour: Date): string => key(tenantId, hour.toISOString());

  /** False when the listing was changed meanwhile. */
  async function replaceListing(hour: Date, revision: number, listing: HourListing): Promise<boolean> {
    try {
      await hours.updateOne(
        { _id: idOf(hour), listingRevision: revision },
        {
          $set: { listingRevision: revision + 1, whole: listing.whole, pieces: listing.pieces },
          $setOnInsert: { tenantId, hour, expireAt: afterDays(hour, KEPT_DAYS.ledgerHours) },
        },
        { upsert: true },
      );
      return true;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      return false;
    }
  }

  return {
    async changeListing(hour, change) {
      for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
        const held = await hours.findOne({ _id: idOf(hour) });
        const former = held ? listingOf(held) : NOT_LISTED;
        const changed = change(former);
        if (changed === former) return;
        if (await replaceListing(hour, held?.listingRevision ?? 0, changed)) return;
      }
      throw new ServiceError("store_busy", "The ledger kept changing while it was written.", { remedy: "retry" });
    },

    async addActivity(activities) {
      const refused = await bulkUpsert(
        hours,
        activities.map((activity) => ({
          updateOne: {
            filter: { _id: idOf(activity.hour) },
            update: {
              $inc: { notified: activity.notified, ...counters(activity) },
              $max: {
                ownDelayMaxMs: activity.ownDelay.maxMs,
                graphDelayMaxMs: activity.graphDelay.maxMs,
                ...(activity.lastNotifiedAt && { lastNotifiedAt: activity.lastNotifiedAt }),
              },
              $setOnInsert: {
                tenantId,
                hour: activity.hour,
                listingRevision: 0,
                expireAt: afterDays(activity.hour, KEPT_DAYS.ledgerHours),
              },
            },
            upsert: true,
          },
        })),
      );
      if (refused.length > 0)
        throw new ServiceError("store_busy", "The ledger could not be written.", { remedy: "retry" });
    },

    async find(start, end) {
      const found = await hours
        .find({ tenantId, hour: { $gte: start, $lt: end } })
        .sort({ hour: 1 })
        .toArray();
      return found.map(ledgerHourOf);
    },

    heldCalls: (start, end) => countByHour(headers, { tenantId, start: { $gte: start, $lt: end } }, "$start"),

    repairedCalls: (start, end) =>
      countByHour(jobs, { tenantId, servedRank: LISTING_RANKS, callStart: { $gte: start, $lt: end } }, "$callStart"),
  };
}

/** Counts documents by the UTC hour of an instant; date arithmetic, since $dateTrunc differs between engines. */
async function countByHour<Document extends { _id: string }>(
  collection: Collection<Document>,
  match: object,
  instant: string,
): Promise<Map<number, number>> {
  const intoHour = { $mod: [{ $subtract: [instant, EPOCH] }, HOUR_MS] };
  const groups = await collection
    .aggregate<{ _id: Date; calls: number }>([
      { $match: match },
      { $group: { _id: { $subtract: [instant, intoHour] }, calls: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(groups.map(({ _id, calls }) => [_id.getTime(), calls]));
}

function counters({ ownDelay, graphDelay }: HourActivity): Record<string, number> {
  return Object.fromEntries([
    ...[...ownDelay.counts].map(([bucket, count]) => [`ownDelay.b${bucket}`, count] as const),
    ...[...graphDelay.counts].map(([bucket, count]) => [`graphDelay.b${bucket}`, count] as const),
  ]);
}

function ledgerHourOf(document: LedgerHourDocument): LedgerHour {
  return {
    hour: document.hour,
    listing: listingOf(document),
    notified: document.notified ?? 0,
    lastNotifiedAt: document.lastNotifiedAt ?? null,
    ownDelay: histogramOf(document.ownDelay, document.ownDelayMaxMs),
    graphDelay: histogramOf(document.graphDelay, document.graphDelayMaxMs),
  };
}

function listingOf({ whole, pieces }: LedgerHourDocument): HourListing {
  return { whole: whole ?? null, pieces: pieces ?? [] };
}

function histogramOf(delays: Delays | undefined, maxMs: number | undefined): DelayHistogram {
  if (!delays) return NO_DELAYS;
  const counts = Object.entries(delays).map(([bucket, count]) => [Number(bucket.slice(1)), count] as const);
  return addHistograms([{ counts: new Map(counts), maxMs: maxMs ?? 0 }]);
}
