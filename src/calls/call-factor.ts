/**
 * What poor calls may have in common. `accessPoint` is a BSSID; `relay` the address of the media relay that a side had
 * allocated; `trunk` where the media of a call with a telephone came from: the name or address of the far side's network.
 */
export const CALL_FACTOR_KINDS = [
  "subnet",
  "building",
  "accessPoint",
  "relay",
  "captureDevice",
  "captureDriver",
  "renderDevice",
  "renderDriver",
  "clientVersion",
  "platform",
  "connection",
  "trunk",
] as const;

export type CallFactorKind = (typeof CALL_FACTOR_KINDS)[number];
export type CallFactor = { kind: CallFactorKind; value: string };

/** Names a factor among all: "subnet:10.1.2.0". */
export function factorName({ kind, value }: CallFactor): string {
  return `${kind}:${value}`;
}
