import type { Building } from "./building.ts";
import { networkOf, parseIpAddress } from "./ip-network.ts";
import type { Participation } from "./participation.ts";

/** The building that a subnet is in, as Graph names subnets: by an address of it. Null where none is known. */
export type BuildingOf = (subnet: string) => string | null;

export const NO_BUILDINGS: BuildingOf = () => null;

type NetworksOfLength = { bits: 32 | 128; length: number; names: Map<bigint, string | null> };

/** Finds by the longest prefix. A row without a building's name hides the wider rows around it. */
export function createBuildingLookup(
  buildings: Iterable<Pick<Building, "networkIp" | "networkRange" | "buildingName">>,
): BuildingOf {
  const byLength = new Map<string, NetworksOfLength>();
  for (const { networkIp, networkRange, buildingName } of buildings) {
    const address = parseIpAddress(networkIp);
    if (address === null) continue;
    const { bits, first, length } = networkOf(address, networkRange);
    const key = `${bits}/${length}`;
    const known = byLength.get(key) ?? { bits, length, names: new Map<bigint, string | null>() };
    byLength.set(key, known);
    known.names.set(first, buildingName === "" ? null : buildingName);
  }
  const longestFirst = [...byLength.values()].sort((a, b) => b.length - a.length);

  return (subnet) => {
    const address = parseIpAddress(subnet);
    if (address === null) return null;
    for (const { bits, length, names } of longestFirst) {
      if (bits !== address.bits) continue;
      const name = names.get(networkOf(address, length).first);
      if (name !== undefined) return name;
    }
    return null;
  };
}

/** The participation in the building that its subnet tells. */
export function inBuilding<Somebody extends Pick<Participation, "network">>(
  participation: Somebody,
  buildingOf: BuildingOf,
): Somebody {
  const { network } = participation;
  if (network === null) return participation;
  const building = network.subnet === null ? null : buildingOf(network.subnet);
  return building === network.building ? participation : { ...participation, network: { ...network, building } };
}
