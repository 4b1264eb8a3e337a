import { appendTo } from "./append-to.ts";

/** A version of a call that Graph lists. */
export type ListedVersion = { callId: string; version: number };

/** What one listing of a stretch of time, or several that meet, told about the calls that started in it. */
export type ListingPiece = {
  /** Half-open, within one hour. */
  start: Date;
  end: Date;
  /** When Graph was asked; of several listings the earliest. */
  at: Date;
  /** How many calls Graph listed. */
  listed: number;
  /** Those that were not held in the listed version then, and have not been seen to be held since. */
  outstanding: ListedVersion[];
};

/** What is known from listings about the calls that started in one hour. */
export type HourListing = {
  /** The newest listing of the whole hour; null until there is one. */
  whole: ListingPiece | null;
  /** Listings of parts of it that are as new or newer, in order and apart from each other. */
  pieces: ListingPiece[];
};

export type HourFacts = {
  /** Its first instant, on the hour in UTC. */
  hour: Date;
  listing: HourListing;
  /** Calls held that started in it. */
  held: number;
  /** Of these, the calls that only a listing brought. */
  repaired: number;
};

/** One line of the ledger. All numbers count calls that started in the hour. */
export type HourFigures = {
  hour: Date;
  /** Graph listed the whole hour when all of its calls ought to have appeared. */
  isComplete: boolean;
  /** Null while Graph has never listed the whole hour. */
  listed: number | null;
  /** When Graph was asked for the whole hour. */
  listedAt: Date | null;
  held: number;
  /** Listed and not held in the listed version or a later one. */
  missing: number;
  /** Held, and may still change. */
  provisional: number;
  /** Held in the version that Graph listed after the settle time. */
  settled: number;
  /** Brought by a listing alone, without a notification. */
  repaired: number;
};

/** Figures of several hours, summed. */
export type LedgerTotals = Record<"listed" | "held" | "missing" | "provisional" | "settled" | "repaired", number> & {
  hours: number;
  incompleteHours: number;
};

export const LEDGER_HOUR_MS = 3_600_000;

/**
 * A record appears at most 150 minutes after its call (learn.microsoft.com/graph/api/resources/callrecords-api-overview);
 * with a margin. An hour that was listed earlier than this after its end is incomplete.
 */
export const APPEARED_AFTER_MS = 165 * 60_000;

/**
 * Later versions bring late telemetry and ratings, and a very long meeting appears late. An hour that was listed this
 * long after its end is settled.
 */
export const SETTLED_AFTER_MS = 3 * 24 * LEDGER_HOUR_MS;

/** Graph keeps a record for 30 days after its call; a listing of earlier hours tells less than there was. */
export const LISTABLE_MS = 30 * 24 * LEDGER_HOUR_MS;

export const NOT_LISTED: HourListing = { whole: null, pieces: [] };

/** The first instant of the UTC hour that holds an instant. */
export function hourOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / LEDGER_HOUR_MS) * LEDGER_HOUR_MS);
}

/**
 * Cuts a listed window into pieces of one hour each, also for hours without calls. A call without a start is counted
 * with the window's first hour. Hours of which Graph may have dropped calls already are left out.
 *
 * @param versions the held version of each listed call; calls not held are absent
 * @param at when Graph was asked
 */
export function cutIntoHours(
  window: { start: Date; end: Date },
  listed: readonly (ListedVersion & { start: Date | null })[],
  versions: ReadonlyMap<string, number>,
  at: Date,
): { hour: Date; piece: ListingPiece }[] {
  const byHour = new Map<number, ListedVersion[]>();
  for (const { callId, version, start } of uniqueCalls(listed)) {
    if (start !== null && (start < window.start || start >= window.end)) continue;
    const hour = hourOf(start ?? window.start).getTime();
    appendTo(byHour, hour, { callId, version });
  }
  const cut: { hour: Date; piece: ListingPiece }[] = [];
  const oldest = at.getTime() - LISTABLE_MS;
  for (let from = hourOf(window.start).getTime(); from < window.end.getTime(); from += LEDGER_HOUR_MS) {
    if (from < oldest) continue;
    const calls = byHour.get(from) ?? [];
    const piece = {
      start: new Date(Math.max(from, window.start.getTime())),
      end: new Date(Math.min(from + LEDGER_HOUR_MS, window.end.getTime())),
      at,
      listed: calls.length,
      outstanding: calls.filter((call) => !isHeld(call, versions)),
    };
    cut.push({ hour: new Date(from), piece });
  }
  return cut;
}

/** Takes in a further listing; taking one in twice leaves what taking it in once leaves. */
export function withPiece(listing: HourListing, hour: Date, piece: ListingPiece): HourListing {
  const { whole } = listing;
  if (whole !== null && piece.at < whole.at) return listing;
  const others = listing.pieces.filter(({ start, end }) => end <= piece.start || start >= piece.end);
  const pieces = [...others, piece].sort((a, b) => a.start.getTime() - b.start.getTime());
  if (!coversHour(pieces, hour)) return { whole, pieces };
  // Pieces stay beside the whole that they make: a newer one of the same stretch makes a newer whole with the others.
  return { whole: joined(pieces), pieces: pieces.length === 1 ? [] : pieces };
}

/** The listing without the calls that are held by now in the listed version or a later one. */
export function withoutHeld(listing: HourListing, versions: ReadonlyMap<string, number>): HourListing {
  const shrink = (piece: ListingPiece): ListingPiece => ({
    ...piece,
    outstanding: piece.outstanding.filter((call) => !isHeld(call, versions)),
  });
  return { whole: listing.whole && shrink(listing.whole), pieces: listing.pieces.map(shrink) };
}

/** What listings showed and was not held then, each call once at its highest listed version. */
export function outstandingOf({ whole, pieces }: HourListing): ListedVersion[] {
  return uniqueCalls([...(whole?.outstanding ?? []), ...pieces.flatMap(({ outstanding }) => outstanding)]);
}

/** The ledger's line for an hour. Outstanding calls must have been compared with what is held, see `withoutHeld`. */
export function judgeHour({ hour, listing, held, repaired }: HourFacts): HourFigures {
  const { whole } = listing;
  const askedAfterMs = whole === null ? -Infinity : whole.at.getTime() - hour.getTime() - LEDGER_HOUR_MS;
  const inWhole = whole === null ? 0 : whole.listed - whole.outstanding.length;
  const settled = askedAfterMs >= SETTLED_AFTER_MS ? Math.min(held, inWhole) : 0;
  return {
    hour,
    isComplete: askedAfterMs >= APPEARED_AFTER_MS,
    listed: whole?.listed ?? null,
    listedAt: whole?.at ?? null,
    held,
    missing: outstandingOf(listing).length,
    provisional: held - settled,
    settled,
    repaired,
  };
}

export function sumHours(hours: readonly HourFigures[]): LedgerTotals {
  const sum = (figure: (hour: HourFigures) => number): number => hours.reduce((total, hour) => total + figure(hour), 0);
  return {
    hours: hours.length,
    incompleteHours: sum(({ isComplete }) => (isComplete ? 0 : 1)),
    listed: sum(({ listed }) => listed ?? 0),
    held: sum(({ held }) => held),
    missing: sum(({ missing }) => missing),
    provisional: sum(({ provisional }) => provisional),
    settled: sum(({ settled }) => settled),
    repaired: sum(({ repaired }) => repaired),
  };
}

function isHeld({ callId, version }: ListedVersion, versions: ReadonlyMap<string, number>): boolean {
  return (versions.get(callId) ?? -Infinity) >= version;
}

/** Pages may repeat a call when one appears while they are read. */
function uniqueCalls<Call extends ListedVersion>(calls: readonly Call[]): Call[] {
  const unique = new Map<string, Call>();
  for (const call of calls) {
    const other = unique.get(call.callId);
    if (other === undefined || other.version < call.version) unique.set(call.callId, call);
  }
  return [...unique.values()];
}

/** Pieces stand in order and apart from each other. */
function coversHour(pieces: readonly ListingPiece[], hour: Date): boolean {
  let coveredUntil = hour.getTime();
  for (const { start, end } of pieces) {
    if (start.getTime() > coveredUntil) return false;
    coveredUntil = end.getTime();
  }
  return coveredUntil >= hour.getTime() + LEDGER_HOUR_MS;
}

function joined(pieces: readonly ListingPiece[]): ListingPiece | null {
  const [first] = pieces;
  const last = pieces.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    start: first.start,
    end: last.end,
    at: new Date(Math.min(...pieces.map(({ at }) => at.getTime()))),
    listed: pieces.reduce((sum, { listed }) => sum + listed, 0),
    outstanding: pieces.flatMap(({ outstanding }) => outstanding),
  };
}
