import type { TallyDimension } from "./organization.ts";
import type { Participation } from "./participation.ts";

/** What of a participation can be compared. */
export type ComparedParticipation = Pick<Participation, "network" | "device" | "client" | "callType" | "trunk">;

/** Null where the participation tells none: it is left out of that dimension. */
export function dimensionValue(
  dimension: TallyDimension,
  { network, device, client, callType, trunk }: ComparedParticipation,
): string | null {
  switch (dimension) {
    case "total":
      return "all";
    case "subnet":
      return network?.subnet ?? null;
    case "building":
      return network?.building ?? null;
    case "accessPoint":
      return network?.basicServiceSetIdentifier ?? null;
    case "relay":
      return network?.relayIpAddress ?? null;
    case "captureDevice":
      return device?.captureDeviceName ?? null;
    case "captureDriver":
      return device?.captureDeviceDriver ?? null;
    case "renderDevice":
      return device?.renderDeviceName ?? null;
    case "renderDriver":
      return device?.renderDeviceDriver ?? null;
    case "platform":
      return known(client?.platform);
    case "clientVersion":
      return client?.applicationVersion ?? null;
    case "connection":
      return known(network?.connectionType);
    case "wifiBand":
      return network?.connectionType === "wifi" ? known(network.wifiBand) : null;
    case "callType":
      return known(callType);
    case "trunk":
      // Absent in what was stored before it was known.
      return trunk ?? null;
  }
}

/** What Graph does not tell, or tells in a word that this version does not know, is no value to compare. */
function known(value: string | undefined): string | null {
  return value === undefined || value === "unknown" || value === "other" ? null : value;
}
