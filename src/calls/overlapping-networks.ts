import { lastOf, type IpNetwork } from "./ip-network.ts";

export type PlacedNetwork = { network: IpNetwork; line: number };

export type NetworkOverlap = { code: "duplicate" | "overlap"; line: number; otherLine: number };

/**
 * Every network that is one of the others or lies inside one of them, with the smallest such. The later line is the one
 * at fault. Two networks by prefix either share nothing or one holds the other, so one pass in order finds them all.
 */
export function overlappingNetworks(networks: readonly PlacedNetwork[]): NetworkOverlap[] {
  const overlaps: NetworkOverlap[] = [];
  /** Those that hold the place of the pass, the widest first. */
  const around: (PlacedNetwork & { last: bigint })[] = [];
  for (const { network, line } of [...networks].sort(inOrder)) {
    while (around.length > 0 && !holds(around.at(-1), network)) around.pop();
    const holder = around.at(-1);
    if (holder !== undefined) {
      overlaps.push({
        code: holder.network.length === network.length ? "duplicate" : "overlap",
        line: Math.max(line, holder.line),
        otherLine: Math.min(line, holder.line),
      });
    }
    around.push({ network, line, last: lastOf(network) });
  }
  return overlaps;
}

function holds(holder: { network: IpNetwork; last: bigint } | undefined, { bits, first }: IpNetwork): boolean {
  return holder !== undefined && holder.network.bits === bits && first <= holder.last;
}

/** By first address, the wider first, then as in the file. */
function inOrder({ network: a, line: lineA }: PlacedNetwork, { network: b, line: lineB }: PlacedNetwork): number {
  if (a.bits !== b.bits) return a.bits - b.bits;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.length - b.length || lineA - lineB;
}
