import type { Participation, ParticipationNetwork } from "../../src/calls/participation.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement } from "./adaptive-card.ts";
import { facts, heading } from "./elements.ts";
import { clip } from "../messages/clip.ts";

/** What the person used: client, devices and network, of their longest session. */
export function equipmentSection(
  { client, device, network }: Pick<Participation, "client" | "device" | "network">,
  messages: Messages,
): CardElement[] {
  const { labels, words } = messages;
  const set = facts([
    [labels.platform, client && words.platform[client.platform]],
    [labels.client, client?.applicationVersion ? clip(client.applicationVersion, 60) : null],
    [labels.microphone, device?.captureDeviceName ? clip(device.captureDeviceName, 100) : null],
    [labels.speaker, device?.renderDeviceName ? clip(device.renderDeviceName, 100) : null],
    [labels.network, network && networkLine(network, messages)],
    [messages.cards.subnet, network?.subnet ? clip(network.subnet, 60) : null],
    [messages.cards.building, network?.building ? clip(network.building, 100) : null],
  ]);
  return set ? [heading(messages.cards.equipment), set] : [];
}

/** "Wi-Fi, 5 GHz, Wi-Fi signal 64%, TCP, Relay" */
function networkLine(network: ParticipationNetwork, { words, quality, joins }: Messages): string {
  const { connectionType, wifiBand, wifiSignalStrengthPercentage, transportProtocol, isRelayed } = network;
  const parts = [words.connection[connectionType]];
  if (connectionType === "wifi") {
    if (wifiBand !== "unknown") parts.push(words.wifiBand[wifiBand]);
    if (wifiSignalStrengthPercentage !== null) {
      const metric = "wifiSignalStrengthPercentage";
      parts.push(`${quality.metric(metric)} ${quality.metricValue(metric, wifiSignalStrengthPercentage)}`);
    }
  }
  if (transportProtocol === "udp" || transportProtocol === "tcp") parts.push(transportProtocol.toUpperCase());
  if (isRelayed) parts.push(quality.metric("relayIpAddress"));
  return joins.facts(parts);
}
