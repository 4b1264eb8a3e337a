import type { ListingPass } from "../store/store.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A span of call starts, half-open. */
export type Window = { start: Date; end: Date };

/** Grows when passes of an older plan must not be gone on with. */
const PLAN_VERSION = 1;

/**
 * What is listed again and again, the widest first, as data: the README prints this table. A pass compares the listed
 * versions with the held ones, 60 a request, and only what is missing or newer is fetched. That is also how late
 * ratings and telemetry are found, a few hours and a few days after the call: they make a new version of the record, and
 * Graph lists versions, so that nothing is read again on suspicion. Graph keeps call records for 30 days; the first
 * pass over them is the backfill.
 * A pass is begun `everyMs` after the end of the last span that covered its own, whatever that was made for, and up to
 * `jitter` of it later, so that many deployments that started together do not come together.
 */
export const ROLLING = [
  { name: "month", spanMs: 30 * DAY_MS, everyMs: 7 * DAY_MS },
  { name: "week", spanMs: 7 * DAY_MS, everyMs: DAY_MS },
  { name: "day", spanMs: DAY_MS, everyMs: HOUR_MS },
] as const;
const JITTER = 0.1;

/**
 * A span of lost notifications is one of instants at which records became available, up to 150 minutes after their
 * calls' end (learn.microsoft.com/graph/api/resources/callrecords-api-overview); Graph lists by the call's start, and a
 * call may last a day.
 */
const GAP_LEAD_MS = DAY_MS + 150 * MINUTE_MS;

/** Graph keeps call records for 30 days after the call. */
const KEPT_BY_GRAPH_MS = 30 * DAY_MS;

/** A list answers in pages of 60; a window keeps what is repeated after a failure short. */
const WINDOW_MS = 6 * HOUR_MS;

/** One name for all gaps: another one makes an open one wider. */
const GAP = "gap";
const REQUEST_PREFIX = "request-";

type NewPass = Pick<ListingPass, "name" | "requestId" | "source" | "start" | "end" | "requestedAt">;

export function newPass({ name, requestId, source, start, end, requestedAt }: NewPass): ListingPass {
  return {
    name,
    requestId,
    source,
    start,
    end,
    requestedAt,
    place: end,
    listed: 0,
    enqueued: 0,
    startedAt: null,
    finishedAt: null,
    planVersion: PLAN_VERSION,
    lastError: null,
  };
}

/** What somebody asked for, over the days that end at `now`. */
export function requestedPass(requestId: string, days: number, now: Date): ListingPass {
  const start = new Date(now.getTime() - days * DAY_MS);
  const name = `${REQUEST_PREFIX}${requestId}`;
  return newPass({ name, requestId, source: "reconcile", start, end: now, requestedAt: now });
}

/** The pass that finds what notifications lost between two instants would have told. */
export function gapPass({ start, end }: Window, requestId: string, now: Date): ListingPass {
  const earliest = Math.max(start.getTime() - GAP_LEAD_MS, now.getTime() - KEPT_BY_GRAPH_MS);
  return newPass({ name: GAP, requestId, source: "reconcile", start: new Date(earliest), end, requestedAt: now });
}

/** An open pass of another plan from its beginning. */
export function ofThisPlan(pass: ListingPass): ListingPass {
  return pass.planVersion === PLAN_VERSION ? pass : newPass(pass);
}

/** The open pass to go on with: lost notifications first, then what somebody waits for, then the narrowest. */
export function mostUrgent(passes: readonly ListingPass[]): ListingPass | null {
  const open = passes.filter(({ finishedAt }) => finishedAt === null);
  return open.reduce<ListingPass | null>(
    (first, pass) => (first === null || urgency(pass) < urgency(first) ? pass : first),
    null,
  );
}

function urgency({ name }: ListingPass): number {
  if (name === GAP) return 0;
  if (name.startsWith(REQUEST_PREFIX)) return 1;
  return 2 + ROLLING.length - ROLLING.findIndex((rolling) => rolling.name === name);
}

/**
 * When each rolling pass is due, the widest first; 1970 for one whose span was never covered. An open pass covers its span
 * too, for its newest windows are listed first and it is gone on with wherever it stopped.
 *
 * @param chance in [0, 1), always the same for the same pass
 */
export function rollingDues(
  passes: readonly ListingPass[],
  chance: (name: string) => number,
): { name: string; spanMs: number; at: Date }[] {
  return ROLLING.map(({ name, spanMs, everyMs }) => {
    const ends = passes
      .filter(({ start, end }) => end.getTime() - start.getTime() >= spanMs)
      .map(({ end }) => end.getTime());
    const at = ends.length === 0 ? 0 : Math.max(...ends) + everyMs * (1 + JITTER * chance(name));
    return { name, spanMs, at: new Date(at) };
  });
}

/** The part of an open pass to list next, newest first; null when there is none left. */
export function nextWindow({ start, place }: Pick<ListingPass, "start" | "place">): Window | null {
  if (place <= start) return null;
  return { start: new Date(Math.max(start.getTime(), place.getTime() - WINDOW_MS)), end: place };
}

export function windowsOf({ start, end, place }: Pick<ListingPass, "start" | "end" | "place">): {
  windowsDone: number;
  windowsTotal: number;
} {
  const countBack = (to: Date): number => Math.max(0, Math.ceil((end.getTime() - to.getTime()) / WINDOW_MS));
  return { windowsDone: countBack(place), windowsTotal: countBack(start) };
}
