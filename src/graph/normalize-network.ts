import type { ConnectionType, Network, TransportProtocol, WifiBand } from "../calls/call-record.ts";
import { enumValue, ownWord, sameWords } from "./enum-value.ts";
import { count, countWithSentinels, looseObject, magnitude, present, text } from "./loose-schema.ts";
import type { NormalizationNotes } from "./normalization-notes.ts";

const networkSchema = looseObject({
  connectionType: text,
  networkTransportProtocol: text,
  wifiBand: text,
  wifiRadioType: text,
  ipAddress: text,
  subnet: text,
  reflexiveIPAddress: text,
  relayIPAddress: text,
  port: countWithSentinels,
  relayPort: countWithSentinels,
  macAddress: text,
  dnsSuffix: text,
  basicServiceSetIdentifier: text,
  linkSpeed: countWithSentinels,
  wifiChannel: count,
  wifiSignalStrength: magnitude,
  wifiBatteryCharge: magnitude,
  wifiMicrosoftDriver: text,
  wifiMicrosoftDriverVersion: text,
  wifiVendorDriver: text,
  wifiVendorDriverVersion: text,
  sentQualityEventRatio: magnitude,
  receivedQualityEventRatio: magnitude,
  delayEventRatio: magnitude,
  bandwidthLowEventRatio: magnitude,
});

const CONNECTION_TYPES = sameWords<ConnectionType>(["unknown", "wired", "wifi", "mobile", "tunnel"]);
const TRANSPORT_PROTOCOLS = sameWords<TransportProtocol>(["unknown", "udp", "tcp"]);
const WIFI_BANDS = new Map<string, WifiBand>([
  ["unknown", "unknown"],
  ["frequency24ghz", "2.4GHz"],
  ["frequency50ghz", "5GHz"],
  // The networkInfo page: this word stands for 6 GHz.
  ["frequency60ghz", "6GHz"],
]);
const WIFI_RADIO_TYPES = sameWords([
  "wifi80211a",
  "wifi80211b",
  "wifi80211g",
  "wifi80211n",
  "wifi80211ac",
  "wifi80211ax",
]);

/** What operating systems show instead of a hardware address: 02:00:00:00:00:00, or nothing but zeros. */
const HIDDEN_HARDWARE_ADDRESS = /^(02|00)([:-]?00)+$/;

/** One side's networkInfo of a media line. */
export function normalizeNetwork(value: unknown, notes: NormalizationNotes): Network {
  const network = networkSchema.parse(value);
  return {
    connectionType: enumValue(notes, "connectionType", network.connectionType, CONNECTION_TYPES, "unknown" as const),
    transportProtocol: enumValue(
      notes,
      "networkTransportProtocol",
      network.networkTransportProtocol,
      TRANSPORT_PROTOCOLS,
      "unknown" as const,
    ),
    wifiBand: enumValue(notes, "wifiBand", network.wifiBand, WIFI_BANDS, "unknown" as const),
    ...present({
      wifiRadioType: ownWord(notes, "wifiRadioType", network.wifiRadioType, WIFI_RADIO_TYPES),
      ipAddress: network.ipAddress,
      subnet: network.subnet,
      reflexiveIpAddress: network.reflexiveIPAddress,
      relayIpAddress: network.relayIPAddress,
      port: network.port,
      relayPort: network.relayPort,
      macAddress: hardwareAddress(network.macAddress),
      dnsSuffix: network.dnsSuffix,
      basicServiceSetIdentifier: hardwareAddress(network.basicServiceSetIdentifier),
      linkSpeedBps: network.linkSpeed,
      wifiChannel: network.wifiChannel,
      wifiSignalStrengthPercentage: network.wifiSignalStrength,
      wifiBatteryChargePercentage: network.wifiBatteryCharge,
      wifiMicrosoftDriver: network.wifiMicrosoftDriver,
      wifiMicrosoftDriverVersion: network.wifiMicrosoftDriverVersion,
      wifiVendorDriver: network.wifiVendorDriver,
      wifiVendorDriverVersion: network.wifiVendorDriverVersion,
      sentQualityEventRatio: network.sentQualityEventRatio,
      receivedQualityEventRatio: network.receivedQualityEventRatio,
      delayEventRatio: network.delayEventRatio,
      bandwidthLowEventRatio: network.bandwidthLowEventRatio,
    }),
  };
}

function hardwareAddress(address: string | undefined): string | undefined {
  return address === undefined || HIDDEN_HARDWARE_ADDRESS.test(address) ? undefined : address;
}
