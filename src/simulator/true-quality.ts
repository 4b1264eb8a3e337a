import type { ModelMedia, ModelStream } from "./call-model.ts";

export type TrueQuality = "good" | "poor" | "unclassified";

/**
 * The rules of design.md §5, stated once more and on their own, so that the product's statement has something to be
 * wrong against. Source: Stream Classification in Call Quality Dashboard, graph-callrecords.md §7.1–7.3.
 */
export function streamQuality(kind: ModelMedia["kind"], stream: ModelStream): TrueQuality {
  switch (kind) {
    case "audio":
      return audioQuality(stream);
    case "video":
      return videoQuality(stream);
    case "screenSharing":
      return sharingQuality(stream);
    case "data":
      return "unclassified";
  }
}

function audioQuality(stream: ModelStream): TrueQuality {
  if (!((stream.packetUtilization ?? 0) > 500)) return "unclassified";
  const { averageRoundTripTimeMs: roundTrip, averagePacketLossRate: loss, averageJitterMs: jitter } = stream;
  if (roundTrip === null && loss === null && jitter === null) return "unclassified";
  return (roundTrip ?? 0) > 500 || (loss ?? 0) > 0.1 || (jitter ?? 0) > 30 ? "poor" : "good";
}

function videoQuality(stream: ModelStream): TrueQuality {
  if (!((stream.packetUtilization ?? 0) > 500)) return "unclassified";
  if (stream.averageVideoFrameLossPercentage !== null) {
    return stream.averageVideoFrameLossPercentage > 50 ? "poor" : "good";
  }
  if (stream.averageVideoFrameRate !== null) return stream.averageVideoFrameRate < 7 ? "poor" : "good";
  const afterCorrection = stream.postForwardErrorCorrectionPacketLossRate;
  return afterCorrection === null ? "unclassified" : afterCorrection > 0.15 ? "poor" : "good";
}

/** Drawn streams report both metrics and agree in them, so that the reading of "inbound" decides nothing. */
function sharingQuality(stream: ModelStream): TrueQuality {
  if (stream.averageVideoFrameRate === null) return "unclassified";
  return stream.averageVideoFrameRate < 1 ? "poor" : "good";
}

export function worstQuality(qualities: readonly TrueQuality[]): TrueQuality {
  if (qualities.includes("poor")) return "poor";
  return qualities.includes("good") ? "good" : "unclassified";
}
