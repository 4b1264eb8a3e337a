import type { ComparisonDimension } from "../../src/calls/comparison.ts";
import type { RollupDimension } from "../../src/calls/organization.ts";
import type { Messages } from "./catalog.ts";

/** A compared value in words: "wifi" → "Wi-Fi", "relay" → "Relay". Names of devices, buildings and versions stay as they are. */
export function comparedValue(
  dimension: ComparisonDimension | RollupDimension,
  value: string,
  { words, comparison }: Pick<Messages, "words" | "comparison">,
): string {
  return new Map<string, string>(Object.entries(wordsFor(dimension, { words, comparison }))).get(value) ?? value;
}

function wordsFor(
  dimension: ComparisonDimension | RollupDimension,
  { words, comparison }: Pick<Messages, "words" | "comparison">,
): Record<string, string> {
  switch (dimension) {
    case "connection":
      return words.connection;
    case "wifiBand":
      return words.wifiBand;
    case "platform":
      return words.platform;
    case "callType":
      return words.callType;
    case "vpnOrRelay":
    case "place":
      return comparison.value;
    case "microphone":
    case "speaker":
    case "total":
    case "subnet":
    case "building":
    case "captureDevice":
    case "captureDriver":
    case "renderDevice":
    case "clientVersion":
      return {};
  }
}
