import type { Db } from "mongodb";
import { addDays, createLocalTime } from "../../../src/calls/local-time.ts";
import { createDayMarker } from "../../../src/store/rollup-days.ts";
import type { Store } from "../../../src/store/store.ts";
import { CONTEXT, NOW } from "./department.ts";

const NEWEST_DAYS_BACK = 3;
const DAYS = 3;

/**
 * Has the figures of a day three to five days back computed and published anew, another day each time, as a later
 * version of one of its calls does (Graph gives those for up to five days).
 */
export function createDayChanges({
  database,
  store,
}: {
  database: Db;
  store: Pick<Store, "rollups">;
}): () => Promise<void> {
  const { dateOf, startOfDay } = createLocalTime(CONTEXT.timeZone);
  const markDays = createDayMarker({ ...CONTEXT, database });
  let changes = 0;
  return async () => {
    const day = addDays(dateOf(NOW), -(NEWEST_DAYS_BACK + (changes % DAYS)));
    changes += 1;
    await markDays([startOfDay(day)]);
    await store.rollups.refresh(1);
  };
}
