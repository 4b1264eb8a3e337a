import type { AlertScope } from "./alert-rule.ts";
import type { Participation } from "./participation.ts";

export const EVERYBODY: AlertScope = {
  personGroup: null,
  subnet: null,
  building: null,
  platform: null,
  device: null,
  country: null,
};

/** @param buildingsOfCountry names of the buildings of the scope's country, in lower case; decides only where it has one */
export function isInScope(
  { personId, network, client, device }: Pick<Participation, "personId" | "network" | "client" | "device">,
  scope: AlertScope,
  buildingsOfCountry: ReadonlySet<string>,
): boolean {
  const devices = [device?.captureDeviceName, device?.renderDeviceName];
  return (
    (scope.personGroup === null || scope.personGroup.personIds.includes(personId)) &&
    (scope.subnet === null || network?.subnet === scope.subnet) &&
    (scope.building === null || isSameText(network?.building, scope.building)) &&
    (scope.platform === null || client?.platform === scope.platform) &&
    (scope.device === null || devices.some((name) => isSameText(name, scope.device))) &&
    (scope.country === null || buildingsOfCountry.has((network?.building ?? "").toLowerCase()))
  );
}

function isSameText(text: string | null | undefined, wanted: string | null): boolean {
  return typeof text === "string" && text.toLowerCase() === wanted?.toLowerCase();
}
