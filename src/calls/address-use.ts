import type { Interval } from "./interval.ts";
import type { Participation } from "./participation.ts";

/** How far back it is looked who else used a public address: a single week may show an office half empty. */
const ADDRESS_USE_DAYS = 30;
const DAY_MS = 86_400_000;

/** What a comparison of these calls' networks must know of everyone's: how many people used which addresses since when. */
export function addressesToCount(
  calls: readonly Pick<Participation, "network">[],
  period: Interval,
  now: Date,
): { addresses: string[]; since: Date } {
  const addresses = new Set(calls.flatMap(({ network }) => network?.reflexiveIpAddress ?? []));
  const since = new Date(Math.min(period.start.getTime(), now.getTime() - ADDRESS_USE_DAYS * DAY_MS));
  return { addresses: [...addresses], since };
}
