import { wilsonInterval, type Proportion } from "./proportion.ts";

/** What one day came to: poor of classified. */
export type BaselineDay = { poor: number; classified: number };

/** What is usual: a share of so many classified participations on so many days. */
export type Baseline = { share: number; of: number; days: number };

/** A day this far above the middle one was no usual day. Two-sided 99 %. */
const UNUSUAL_Z = 2.5758;

/**
 * What was usual over some days. Days on which something was wrong are left out, else trouble that comes back every
 * week would teach that it belongs there: those whose share is certainly above that of the middle day, or above what is
 * usual for everybody. Trouble on most days is usual. Null when nothing was classified.
 *
 * @param everybody what is usual for everybody; null while that is what is asked for
 */
export function baselineOf(days: readonly BaselineDay[], everybody: Baseline | null): Baseline | null {
  const classified = days.filter((day) => day.classified > 0);
  if (classified.length === 0) return null;
  const middle = Math.max(middleShare(classified), everybody?.share ?? 0);
  const usual = classified.filter((day) => wilsonInterval(proportionOf(day), UNUSUAL_Z).low <= middle);
  const poor = usual.reduce((sum, day) => sum + day.poor, 0);
  const of = usual.reduce((sum, day) => sum + day.classified, 0);
  return of === 0 ? null : { share: poor / of, of, days: usual.length };
}

/** The share of the day in the middle when each counts by how much was classified. */
function middleShare(days: readonly BaselineDay[]): number {
  const byShare = [...days].sort((a, b) => shareOf(a) - shareOf(b));
  const half = byShare.reduce((sum, day) => sum + day.classified, 0) / 2;
  let counted = 0;
  for (const day of byShare) {
    counted += day.classified;
    if (counted >= half) return shareOf(day);
  }
  return 0;
}

function shareOf({ poor, classified }: BaselineDay): number {
  return poor / classified;
}

function proportionOf({ poor, classified }: BaselineDay): Proportion {
  return { count: poor, of: classified };
}

/** What is to be expected of a factor's calls. `isOwn`: by its own last days, else by everybody's. */
export type Expected = Baseline & { isOwn: boolean };

/** Before so many days and calls of its own a factor is expected to be like everybody. */
const OWN_DAYS = 10;
const OWN_SAMPLE = 20;
/** As if so many of everybody's calls were among its own: a rare factor without a poor call is not one that never has one. */
const PULL = 30;
/** Where nothing at all is known yet. */
const UNKNOWN: Baseline = { share: 0.05, of: PULL, days: 0 };

export function expectedOf(own: Baseline | null, everybody: Baseline | null): Expected {
  const usual = everybody ?? UNKNOWN;
  if (own === null || own.days < OWN_DAYS || own.of < OWN_SAMPLE) return { ...usual, isOwn: false };
  const of = own.of + PULL;
  return { share: (own.share * own.of + usual.share * PULL) / of, of, days: own.days, isOwn: true };
}
