import type { MediaKind } from "./call-record.ts";

export type Quality = "good" | "poor" | "unclassified";

/** Which way the stream went, seen from the person. */
export type OwnDirection = "sent" | "heard";

/** One metric over its threshold. */
export type QualityReason = {
  mediaKind: MediaKind;
  metric:
    | "averageRoundTripTimeMs"
    | "averagePacketLossRate"
    | "averageJitterMs"
    | "averageVideoFrameLossPercentage"
    | "averageVideoFrameRate"
    | "postForwardErrorCorrectionPacketLossRate";
  direction: OwnDirection;
  value: number;
  threshold: number;
};
