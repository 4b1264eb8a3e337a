import type { ComparisonDimension } from "./comparison.ts";
import type { Participation, ParticipationNetwork } from "./participation.ts";

/** How many different people used each public address; absent: nobody, as far as is known. */
export type PeopleByAddress = ReadonlyMap<string, number>;

/** So many people behind one public address make it an office's: a household has fewer. */
export const OFFICE_PEOPLE = 5;

/** A call's value of a dimension; null when the call tells none, and then it is left out of that comparison. */
export function comparisonValue(
  dimension: ComparisonDimension,
  { device, network, client }: Pick<Participation, "device" | "network" | "client">,
  peopleByAddress: PeopleByAddress,
): string | null {
  switch (dimension) {
    case "microphone":
      return device?.captureDeviceName ?? null;
    case "speaker":
      return device?.renderDeviceName ?? null;
    case "platform":
      return known(client?.platform);
    case "connection":
      return known(network?.connectionType);
    case "wifiBand":
      return network?.connectionType === "wifi" ? known(network.wifiBand) : null;
    case "vpnOrRelay":
      return network && wayOf(network);
    case "place":
      return network && placeOf(network, peopleByAddress);
  }
}

/** A relay that was allocated may not have been used; of a network that says nothing, nothing is said. */
function wayOf({ connectionType, isRelayed }: ParticipationNetwork): "vpn" | "relay" | "direct" | null {
  if (connectionType === "tunnel") return "vpn";
  if (isRelayed) return "relay";
  return known(connectionType) === null ? null : "direct";
}

function placeOf(
  { building, reflexiveIpAddress }: ParticipationNetwork,
  peopleByAddress: PeopleByAddress,
): string | null {
  if (building !== null) return building;
  if (reflexiveIpAddress === null) return null;
  return (peopleByAddress.get(reflexiveIpAddress) ?? 0) >= OFFICE_PEOPLE ? "office" : "elsewhere";
}

/** Graph's "unknown", and words that this version does not know, are no group that could be compared. */
function known(value: string | undefined): string | null {
  return value === undefined || value === "unknown" || value === "other" ? null : value;
}
