import type { DelayFigures } from "../../src/calls/ledger-delays.ts";
import type { StatusFigures } from "../../src/calls/status-figures.ts";
import type { Messages } from "./catalog.ts";

/** "Held 99.8% of the 2,104 calls Graph lists for 30 days; 4 missing.", and what that share does not cover yet. */
export function describeCompleteness(
  { listed, upToDate, missing, hours, incompleteHours }: StatusFigures["completeness"],
  { status, formats }: Pick<Messages, "status" | "formats">,
): string[] {
  // Never 100 % when one is missing: rounded down to a tenth of a percent.
  const share = missing === 0 ? 1 : Math.floor((upToDate / listed) * 1000) / 1000;
  return [
    listed === 0
      ? status.nothingListed
      : status.held(formats.percentage(share, 1), formats.count(listed), missing === 0 ? null : formats.count(missing)),
    ...(incompleteHours > 0 ? [status.incompleteHours(formats.count(incompleteHours), formats.count(hours))] : []),
  ];
}

/** "half within 12 s, 95% within 40 s (1,204 calls)" */
export function describeDelay(
  delay: DelayFigures | null,
  { status, formats, callCount }: Pick<Messages, "status" | "formats" | "callCount">,
): string {
  if (delay === null) return status.notMeasured;
  const { p50Ms, p95Ms, count } = delay;
  return status.delay(formats.duration(p50Ms / 1000), formats.duration(p95Ms / 1000), callCount(count));
}
