import { periodJson } from "../answers/instant-json.ts";
import { createLocalTime, isTimeZone } from "../calls/local-time.ts";
import { periodText, readPeriodText } from "../calls/period-text.ts";
import { resolvePeriod, type Period } from "../calls/period.ts";
import { ServiceError } from "../service-error.ts";
import type { Store } from "../store/store.ts";
import type { InPeriodJson } from "./api-types.ts";
import type { SignedIn } from "./route.ts";

export type AskedPeriod = {
  period: Period;
  timeZone: string;
  /** What every answer about a period begins with. */
  inPeriod: InPeriodJson;
};

/** What the zone and the period of a request are read with. */
export type AskedPeriodParts = { preferences: Pick<Store["preferences"], "of">; organizationTimeZone: string };

/** The zone that a request names, else the person's own, else the organization's. */
export async function askedTimeZone(
  timeZone: string | undefined,
  viewer: Pick<SignedIn, "personId">,
  { preferences, organizationTimeZone }: AskedPeriodParts,
): Promise<string> {
  const own = timeZone ?? (await preferences.of(viewer.personId)).timeZone;
  return own !== null && isTimeZone(own) ? own : organizationTimeZone;
}

/**
 * The period that a request with `periodFields` asks for, by default this week, in the zone of `askedTimeZone`. Throws
 * ServiceError "bad_request" for a period that is none.
 */
export async function askedPeriod(
  {
    query,
    viewer,
    now,
  }: { query: { period?: string | undefined; timeZone?: string | undefined }; viewer: SignedIn; now: Date },
  parts: AskedPeriodParts,
): Promise<AskedPeriod> {
  return periodIn(await askedTimeZone(query.timeZone, viewer, parts), query.period ?? "thisWeek", now);
}

/** The period that a text names, in days of a zone. Throws ServiceError "bad_request" for a text that names none. */
export function periodIn(timeZone: string, text: string, now: Date): AskedPeriod {
  const name = readPeriodText(text, createLocalTime(timeZone).dateOf(now));
  if (name === null) {
    throw new ServiceError("bad_request", "period is not valid: no such period", {
      remedy: "fix-input",
    });
  }
  const period = resolvePeriod(name, now, timeZone);
  return { period, timeZone, inPeriod: { period: { ...periodJson(period), name: periodText(name) }, timeZone } };
}
