import { addHistograms, delayFigures, type DelayFigures } from "../calls/ledger-delays.ts";
import {
  hourOf,
  judgeHour,
  LEDGER_HOUR_MS,
  LISTABLE_MS,
  NOT_LISTED,
  outstandingOf,
  withoutHeld,
  type HourFigures,
  type ListedVersion,
} from "../calls/ledger.ts";
import type { LedgerHour } from "../store/ledger-hour.ts";
import type { Store } from "../store/store.ts";

export type LedgerReading = {
  /** Every whole hour within the 30 days for which Graph lists calls, and the present one, in order. */
  hours: HourFigures[];
  /** The calls that are missing in hours that are complete. */
  missing: ListedVersion[];
  /** From the notification to the call that can be asked for, over the last 24 hours. Null: none was measured. */
  ownDelay: DelayFigures | null;
  /** The same of the last two hours. */
  recentDelay: DelayFigures | null;
  /** From the end of a call to its first notification, over the last 24 hours: nothing that we could make shorter. */
  graphDelay: DelayFigures | null;
  lastNotifiedAt: Date | null;
};

type LedgerStore = Pick<Store, "ledgerHours" | "callRecords">;

/**
 * Reads the ledger as it stands at this instant. Calls that came in since they were listed are struck off, also in the
 * store, so that the next reading has less to compare.
 */
export async function readLedger(store: LedgerStore, now: Date): Promise<LedgerReading> {
  const start = hourOf(new Date(now.getTime() - LISTABLE_MS + LEDGER_HOUR_MS - 1));
  const end = new Date(hourOf(now).getTime() + LEDGER_HOUR_MS);
  const [stored, held, repaired] = await Promise.all([
    store.ledgerHours.find(start, end),
    store.ledgerHours.heldCalls(start, end),
    store.ledgerHours.repairedCalls(start, end),
  ]);
  const known = new Map((await strikeOff(store, stored)).map((entry) => [entry.hour.getTime(), entry]));
  const hours: HourFigures[] = [];
  for (let hourMs = start.getTime(); hourMs < end.getTime(); hourMs += LEDGER_HOUR_MS) {
    hours.push(
      judgeHour({
        hour: new Date(hourMs),
        listing: known.get(hourMs)?.listing ?? NOT_LISTED,
        held: held.get(hourMs) ?? 0,
        repaired: repaired.get(hourMs) ?? 0,
      }),
    );
  }
  return { hours, missing: missingOf(hours, known), ...activityOf([...known.values()], now) };
}

async function strikeOff(store: LedgerStore, stored: readonly LedgerHour[]): Promise<LedgerHour[]> {
  const outstanding = stored.flatMap(({ listing }) => outstandingOf(listing));
  if (outstanding.length === 0) return [...stored];
  const versions = await store.callRecords.versions(outstanding.map(({ callId }) => callId));
  const struck: LedgerHour[] = [];
  for (const entry of stored) {
    const listing = withoutHeld(entry.listing, versions);
    if (outstandingOf(listing).length < outstandingOf(entry.listing).length) {
      await store.ledgerHours.changeListing(entry.hour, (present) => withoutHeld(present, versions));
    }
    struck.push({ ...entry, listing });
  }
  return struck;
}

function missingOf(hours: readonly HourFigures[], known: ReadonlyMap<number, LedgerHour>): ListedVersion[] {
  return hours
    .filter(({ isComplete, missing }) => isComplete && missing > 0)
    .flatMap(({ hour }) => outstandingOf(known.get(hour.getTime())?.listing ?? NOT_LISTED));
}

function activityOf(
  entries: readonly LedgerHour[],
  now: Date,
): Pick<LedgerReading, "ownDelay" | "recentDelay" | "graphDelay" | "lastNotifiedAt"> {
  const since = (hours: number): LedgerHour[] =>
    entries.filter(({ hour }) => hour.getTime() > hourOf(now).getTime() - hours * LEDGER_HOUR_MS);
  const notifiedMs = entries.flatMap(({ lastNotifiedAt }) => lastNotifiedAt?.getTime() ?? []);
  return {
    ownDelay: delayFigures(addHistograms(since(24).map(({ ownDelay }) => ownDelay))),
    recentDelay: delayFigures(addHistograms(since(2).map(({ ownDelay }) => ownDelay))),
    graphDelay: delayFigures(addHistograms(since(24).map(({ graphDelay }) => graphDelay))),
    lastNotifiedAt: notifiedMs.length === 0 ? null : new Date(notifiedMs.reduce((a, b) => Math.max(a, b))),
  };
}
