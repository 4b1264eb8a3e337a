import type { Clock } from "../clock.ts";
import { addDelay, addHistograms, NO_DELAYS } from "../calls/ledger-delays.ts";
import { cutIntoHours, hourOf, withPiece } from "../calls/ledger.ts";
import type { Log } from "../log.ts";
import type { CallRecords } from "../store/store.ts";
import type { HourActivity, LedgerHours } from "../store/ledger-hour.ts";
import type { ServedJob } from "./run-job.ts";

export type Ledger = {
  /**
   * To be called when Graph has listed a whole window of call starts, with everything it listed and the instant at
   * which it was asked. A ledger that cannot be written is logged, and the hours stay as they were until they are
   * listed again: that is no reason to stop listing.
   */
  onListed(
    window: { start: Date; end: Date },
    listed: readonly { callId: string; version: number; start: Date | null }[],
    at: Date,
  ): Promise<void>;
  /** Counts accepted notifications. */
  onNotified(count: number): void;
  /** Counts the delays of a call that can be asked for now. */
  onServed(served: ServedJob): void;
  /** Writes what was counted. When that fails it is kept for the next time. */
  flush(): Promise<void>;
};

export type LedgerOptions = {
  ledgerHours: Pick<LedgerHours, "changeListing" | "addActivity">;
  versions: CallRecords["versions"];
  clock: Pick<Clock, "now">;
  log: Log;
};

/** Keeps the ledger of what Graph lists; counts in memory and writes in batches what happens call by call. */
export function createLedger({ ledgerHours, versions, clock, log }: LedgerOptions): Ledger {
  let counted = new Map<number, HourActivity>();

  function count(change: (activity: HourActivity, now: Date) => HourActivity): void {
    const now = clock.now();
    const hour = hourOf(now);
    counted.set(hour.getTime(), change(counted.get(hour.getTime()) ?? nothingIn(hour), now));
  }

  return {
    async onListed(window, listed, at) {
      try {
        const held = await versions(listed.map(({ callId }) => callId));
        for (const { hour, piece } of cutIntoHours(window, listed, held, at)) {
          await ledgerHours.changeListing(hour, (listing) => withPiece(listing, hour, piece));
        }
      } catch (error) {
        log.warn({ error, start: window.start, end: window.end }, "listing not written to the ledger");
      }
    },

    onNotified(notified) {
      count((activity, now) => ({ ...activity, notified: activity.notified + notified, lastNotifiedAt: now }));
    },

    onServed({ source, delayMs, announcedAfterMs }) {
      if (source !== "notification") return;
      count((activity) => ({
        ...activity,
        ownDelay: addDelay(activity.ownDelay, delayMs),
        graphDelay: announcedAfterMs === null ? activity.graphDelay : addDelay(activity.graphDelay, announcedAfterMs),
      }));
    },

    async flush() {
      if (counted.size === 0) return;
      const written = counted;
      counted = new Map();
      try {
        await ledgerHours.addActivity([...written.values()]);
      } catch (error) {
        log.warn({ error }, "counts not written to the ledger, trying again");
        for (const [hour, activity] of written) counted.set(hour, together(activity, counted.get(hour)));
      }
    },
  };
}

function nothingIn(hour: Date): HourActivity {
  return { hour, notified: 0, lastNotifiedAt: null, ownDelay: NO_DELAYS, graphDelay: NO_DELAYS };
}

function together(earlier: HourActivity, later: HourActivity | undefined): HourActivity {
  if (later === undefined) return earlier;
  return {
    hour: earlier.hour,
    notified: earlier.notified + later.notified,
    lastNotifiedAt: later.lastNotifiedAt ?? earlier.lastNotifiedAt,
    ownDelay: addHistograms([earlier.ownDelay, later.ownDelay]),
    graphDelay: addHistograms([earlier.graphDelay, later.graphDelay]),
  };
}
