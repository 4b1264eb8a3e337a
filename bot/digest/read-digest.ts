import type { DigestFigures } from "../../src/calls/answer.ts";
import { digestFigures, digestPeriods } from "../../src/calls/digest-figures.ts";
import type { Viewer } from "../../src/calls/viewer.ts";
import type { Participations } from "../../src/store/store.ts";

/**
 * The viewer's own figures of the week before `now` and of the one before that, both whole in the time zone (IANA).
 * Rejects with what the store rejects with.
 */
export async function readDigest(
  viewer: Viewer,
  now: Date,
  timeZone: string,
  participations: Pick<Participations, "find">,
): Promise<DigestFigures> {
  const { week, before } = digestPeriods(now, timeZone);
  const { personId } = viewer;
  const calls = await participations.find(viewer, { personId, start: before.start, end: week.end });
  return digestFigures(calls, now, timeZone);
}
