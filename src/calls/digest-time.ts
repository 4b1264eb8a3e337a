import { addDays, createLocalTime, mondayOf, weekdayOf } from "./local-time.ts";

/** Of the person's own clocks, on Mondays. */
export const DIGEST_HOUR = 8;

/** The zones of the world are up to 14 hours before and 12 hours behind UTC. */
const FIRST_ZONE_HOURS = 14;
const LAST_ZONE_HOURS = 12;
const HOUR_MS = 3_600_000;

/**
 * The digest that is due for a person at this moment, named by its Monday ("YYYY-MM-DD"), or null: it is, from 8:00 of
 * a Monday in the person's time zone to the end of that day, so that a service that starts late still sends it and one
 * that starts later than that does not.
 */
export function dueDigest(now: Date, timeZone: string): string | null {
  const localTime = createLocalTime(timeZone);
  const today = localTime.dateOf(now);
  return weekdayOf(today) === 1 && now >= localTime.atHour(today, DIGEST_HOUR) ? today : null;
}

/** The only digest that can be due for anybody on earth at this moment, by its Monday; null when none can. */
export function dueDigestAnywhere(now: Date): string | null {
  const { dateOf } = createLocalTime("UTC");
  const monday = mondayOf(dateOf(new Date(now.getTime() + FIRST_ZONE_HOURS * HOUR_MS)));
  const dateInLastZone = dateOf(new Date(now.getTime() - LAST_ZONE_HOURS * HOUR_MS));
  return dateInLastZone < addDays(monday, 1) ? monday : null;
}
