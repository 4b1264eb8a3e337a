import type { Collection } from "mongodb";
import { addDays, createLocalTime, type LocalTime } from "../calls/local-time.ts";
import type { DaySpan } from "../calls/period.ts";
import { ServiceError } from "../service-error.ts";
import { bulkUpsert } from "./bulk-upsert.ts";
import { key } from "./key.ts";
import { expiryOfCall, KEPT_DAYS } from "./retention.ts";
import { shareTrip } from "./shared-trip.ts";
import type { StoreContext } from "./store-context.ts";

/** What is known of one local day's rollups. */
export type RollupDayDocument = {
  _id: string;
  tenantId: string;
  /** "YYYY-MM-DD" in the tenant's time zone. */
  day: string;
  /** Grows with every change of the day's participations. */
  changes: number;
  /** The changes that the published figures know of. */
  computed: number;
  /** Which of the day's rollups are the published ones. */
  generation: string | null;
  /** The oldest change that the published figures do not know of; NEVER when they know all. */
  dirtySince: Date;
  expireAt: Date;
};

/** Later than any change, so that the oldest change sorts first and "not dirty" is one bound of an index. */
export const NEVER = new Date("9999-12-31T00:00:00Z");

/** Says that participations of some instants' days changed. Durable when it resolves. */
export type MarkDays = (starts: readonly Date[]) => Promise<void>;

export function rollupDayKey(tenantId: string, day: string): string {
  return key(tenantId, day);
}

/** The ids of the days of a span, and of their rollups. */
export function rollupDayKeys(tenantId: string, { first, last }: DaySpan): { $gte: string; $lt: string } {
  return { $gte: rollupDayKey(tenantId, first), $lt: rollupDayKey(tenantId, addDays(last, 1)) };
}

/** A day with figures, and which of them are the published ones. */
export type PublishedDay = readonly [day: string, generation: string];

/** The days of a span that have figures, in order. */
export async function readPublishedDays(
  rollupDays: Pick<Collection<RollupDayDocument>, "find">,
  tenantId: string,
  days: DaySpan,
): Promise<PublishedDay[]> {
  const found = await rollupDays
    .find({ _id: rollupDayKeys(tenantId, days) })
    .sort({ _id: 1 })
    .toArray();
  return found.flatMap(({ day, generation }) => (generation === null ? [] : [[day, generation]]));
}

/**
 * To be called after a day's participations have changed: figures that were being computed meanwhile are then computed
 * again. Calls that are saved at the same time share a write, since most of them are of the same day.
 */
export function createDayMarker({ database, tenantId, clock, retentionDays, timeZone }: StoreContext): MarkDays {
  const rollupDays = database.collection<RollupDayDocument>("rollupDays");
  const localTime = createLocalTime(timeZone);

  const mark = shareTrip(async (marked: string[][]) => {
    const now = clock.now();
    const days = new Set(marked.flat());
    const refused = await bulkUpsert(
      rollupDays,
      // In one order for all instances: engines with locks let two that differ wait for each other.
      [...days].sort().map((day) => ({
        updateOne: {
          filter: { _id: rollupDayKey(tenantId, day) },
          update: {
            $inc: { changes: 1 },
            $min: { dirtySince: now },
            $max: { expireAt: expiryOfDay(localTime, day, now, retentionDays) },
            $setOnInsert: { tenantId, day, computed: 0, generation: null },
          },
          upsert: true,
        },
      })),
    );
    // Not known to happen, and a day whose change is not marked would keep its old figures.
    if (refused.length > 0) throw new ServiceError("store_busy", "Some days could not be marked.", { remedy: "retry" });
    return marked.map(() => undefined);
  });

  return (starts) => mark(starts.map((start) => localTime.dateOf(start)));
}

/** Not before the day's last call expires. */
export function expiryOfDay({ startOfDay }: LocalTime, day: string, now: Date, retentionDays: number): Date {
  return expiryOfCall(startOfDay(day), now, retentionDays + KEPT_DAYS.rollups);
}
