import type { Device, Network } from "./call-record.ts";
import type { JudgedMedia } from "./judged-call-record.ts";
import { lengthMs } from "./interval.ts";
import { ownDevice, ownEndpoint, ownLines, ownNetwork, type OwnSession } from "./own-session.ts";
import type { ParticipationClient, ParticipationDevice, ParticipationNetwork } from "./participation.ts";

const MAIN_AUDIO_LABEL = "main-audio";

export type ParticipationEquipment = {
  client: ParticipationClient | null;
  device: ParticipationDevice | null;
  network: ParticipationNetwork | null;
};

/**
 * What the person used in their longest session (the earliest of equals): the client, and the device and network of the
 * main audio line on their own side. Where that line says nothing (browsers report neither), the next line that does.
 */
export function equipmentOf(ownSessions: readonly OwnSession[]): ParticipationEquipment {
  const longest = longestOf(ownSessions);
  if (longest === null) return { client: null, device: null, network: null };
  const lines = mainAudioFirst(ownLines(longest));
  const { platform, productFamily, applicationVersion, userAgent } = ownEndpoint(longest);
  return {
    client: { platform, productFamily, applicationVersion, userAgent },
    device: deviceOf(longest, lines),
    network: networkOf(longest, lines),
  };
}

function longestOf(ownSessions: readonly OwnSession[]): OwnSession | null {
  let longest: OwnSession | null = null;
  for (const own of ownSessions) {
    if (longest === null || lengthMs(own.session) > lengthMs(longest.session)) longest = own;
  }
  return longest;
}

function mainAudioFirst(lines: JudgedMedia[]): JudgedMedia[] {
  const rank = (media: JudgedMedia): number => {
    if (media.kind !== "audio") return 2;
    return media.label?.toLowerCase() === MAIN_AUDIO_LABEL ? 0 : 1;
  };
  return [...lines].sort((a, b) => rank(a) - rank(b));
}

function deviceOf(own: OwnSession, lines: JudgedMedia[]): ParticipationDevice | null {
  const device = lines.map((media) => ownDevice(media, own.side)).find(namesDevice);
  const { machineName, cpuName } = ownEndpoint(own);
  if (device === undefined && machineName === null && cpuName === null) return null;
  return {
    captureDeviceName: device?.captureDeviceName ?? null,
    captureDeviceDriver: device?.captureDeviceDriver ?? null,
    renderDeviceName: device?.renderDeviceName ?? null,
    renderDeviceDriver: device?.renderDeviceDriver ?? null,
    machineName,
    cpuName,
  };
}

function namesDevice(device: Device): boolean {
  return (
    device.captureDeviceName !== undefined ||
    device.captureDeviceDriver !== undefined ||
    device.renderDeviceName !== undefined ||
    device.renderDeviceDriver !== undefined
  );
}

function networkOf(own: OwnSession, lines: JudgedMedia[]): ParticipationNetwork | null {
  const network = lines.map((media) => ownNetwork(media, own.side)).find(saysAnything);
  if (network === undefined) return null;
  return {
    connectionType: network.connectionType,
    transportProtocol: network.transportProtocol,
    wifiBand: network.wifiBand,
    wifiSignalStrengthPercentage: network.wifiSignalStrengthPercentage ?? null,
    basicServiceSetIdentifier: network.basicServiceSetIdentifier ?? null,
    subnet: network.subnet ?? null,
    reflexiveIpAddress: network.reflexiveIpAddress ?? null,
    isRelayed: network.relayIpAddress !== undefined,
    relayIpAddress: network.relayIpAddress ?? null,
    building: null,
  };
}

function saysAnything({ connectionType, transportProtocol, wifiBand, ...measured }: Network): boolean {
  const isKnown = [connectionType, transportProtocol, wifiBand].some((value) => value !== "unknown");
  return isKnown || Object.values(measured).some((value) => value !== undefined);
}
