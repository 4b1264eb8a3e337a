import { dimensionValue, type ComparedParticipation } from "./dimension-value.ts";

/**
 * What poor calls may have in common, the more telling first: of factors that were there in the very same calls, the
 * first is named. `accessPoint` is a BSSID; `relay` the address of the media relay that a side had allocated; `trunk`
 * where the media of a call with a telephone came from.
 */
export const CALL_FACTOR_KINDS = [
  "trunk",
  "relay",
  "captureDriver",
  "renderDriver",
  "captureDevice",
  "renderDevice",
  "accessPoint",
  "subnet",
  "building",
  "clientVersion",
  "platform",
  "connection",
] as const;

export type CallFactorKind = (typeof CALL_FACTOR_KINDS)[number];
export type CallFactor = { kind: CallFactorKind; value: string };

/** Names a factor among all: "subnet:10.1.2.0". */
export function factorName({ kind, value }: CallFactor): string {
  return `${kind}:${value}`;
}

/** What a participation has in common with others. */
export function factorsOf(participation: ComparedParticipation): CallFactor[] {
  return CALL_FACTOR_KINDS.flatMap((kind) => {
    const value = dimensionValue(kind, participation);
    return value === null || value === "" ? [] : [{ kind, value }];
  });
}
