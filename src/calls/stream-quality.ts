import type { Endpoint, MediaKind, MediaStream } from "./call-record.ts";

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

/** A reason of the stream itself, before it is seen from a person. */
export type StreamReason = Omit<QualityReason, "direction">;

export type StreamClass = {
  quality: Quality;
  /** Every metric beyond its threshold; empty unless poor. */
  reasons: StreamReason[];
};

/** What stands at the two ends of a stream's session. */
export type SessionEnds = { caller: Endpoint["kind"]; callee: Endpoint["kind"] };

/**
 * Version of every rule by which calls are judged: stream classes, participation quality, verdicts. Raise it when a
 * rule or threshold changes, so that judgements of different rules are never mixed unseen.
 */
export const RULE_VERSION = 1;

/*
 * Thresholds of Microsoft's stream classification, current rule:
 * https://learn.microsoft.com/microsoftteams/stream-classification-in-call-quality-dashboard
 * All comparisons are strict: a value at its threshold is not poor. Averages decide, never maxima.
 */

/** Audio and video need more packets than this; with fewer a stream is unclassified. Screen sharing has no such condition. */
export const MINIMUM_PACKETS = 500;

export const AUDIO_ROUND_TRIP_TIME_MS = 500;
export const AUDIO_PACKET_LOSS_RATE = 0.1;
export const AUDIO_JITTER_MS = 30;

/** Percent, for video and screen sharing. */
export const VIDEO_FRAME_LOSS_PERCENTAGE = 50;
/** Frames a second; fewer are poor. */
export const VIDEO_FRAME_RATE = 7;
export const VIDEO_PACKET_LOSS_RATE_AFTER_CORRECTION = 0.15;

/** Frames a second; fewer are poor. */
export const SCREEN_SHARING_FRAME_RATE = 1;

type Rule = {
  metric: StreamReason["metric"];
  threshold: number;
  poorWhen: "over" | "under";
};

const AUDIO_RULES: readonly Rule[] = [
  { metric: "averageRoundTripTimeMs", threshold: AUDIO_ROUND_TRIP_TIME_MS, poorWhen: "over" },
  { metric: "averagePacketLossRate", threshold: AUDIO_PACKET_LOSS_RATE, poorWhen: "over" },
  { metric: "averageJitterMs", threshold: AUDIO_JITTER_MS, poorWhen: "over" },
];

const FRAME_LOSS_RULE: Rule = {
  metric: "averageVideoFrameLossPercentage",
  threshold: VIDEO_FRAME_LOSS_PERCENTAGE,
  poorWhen: "over",
};

/** In this order: the first whose metric was reported decides alone. */
const VIDEO_RULES: readonly Rule[] = [
  FRAME_LOSS_RULE,
  { metric: "averageVideoFrameRate", threshold: VIDEO_FRAME_RATE, poorWhen: "under" },
  {
    metric: "postForwardErrorCorrectionPacketLossRate",
    threshold: VIDEO_PACKET_LOSS_RATE_AFTER_CORRECTION,
    poorWhen: "over",
  },
];

const SCREEN_SHARING_FRAME_RATE_RULE: Rule = {
  metric: "averageVideoFrameRate",
  threshold: SCREEN_SHARING_FRAME_RATE,
  poorWhen: "under",
};

const UNCLASSIFIED: StreamClass = { quality: "unclassified", reasons: [] };

/**
 * Good, poor or unclassified, by Microsoft's rule for the stream's media line. The source is silent about audio with
 * metrics but few packets; it is unclassified here. Lines that are neither audio, video nor screen sharing have no rule.
 */
export function classifyStream(stream: MediaStream, mediaKind: MediaKind, ends: SessionEnds): StreamClass {
  const deciding = decidingMetrics(stream, mediaKind, ends);
  if (deciding.length === 0) return UNCLASSIFIED;
  const reasons = deciding.flatMap(({ metric, value, threshold, isPoor }) =>
    isPoor ? [{ mediaKind, metric, value, threshold }] : [],
  );
  return { quality: reasons.length > 0 ? "poor" : "good", reasons };
}

/** A measured value and the threshold it was held against. */
export type DecidingMetric = Omit<StreamReason, "mediaKind"> & Pick<Rule, "poorWhen"> & { isPoor: boolean };

/** The measured values that decided a stream's class, good or poor. Empty when the stream is unclassified. */
export function decidingMetrics(stream: MediaStream, mediaKind: MediaKind, ends: SessionEnds): DecidingMetric[] {
  return rulesFor(stream, mediaKind, ends).flatMap(({ metric, threshold, poorWhen }) => {
    const value = stream[metric];
    if (value === undefined) return [];
    const isPoor = poorWhen === "over" ? value > threshold : value < threshold;
    return [{ metric, value, threshold, poorWhen, isPoor }];
  });
}

/** How many times beyond its threshold a reason's value is; always over 1. */
export function exceedance(reason: Pick<QualityReason, "metric" | "value" | "threshold">): number {
  return reason.metric === "averageVideoFrameRate" ? reason.threshold / reason.value : reason.value / reason.threshold;
}

function hasEnoughPackets(stream: MediaStream): boolean {
  return stream.packetUtilization !== undefined && stream.packetUtilization > MINIMUM_PACKETS;
}

/** The rules that apply to a stream: all of audio's, and the first of video's whose metric was reported. */
function rulesFor(stream: MediaStream, mediaKind: MediaKind, ends: SessionEnds): readonly Rule[] {
  switch (mediaKind) {
    case "audio":
      return hasEnoughPackets(stream) ? AUDIO_RULES : [];
    case "video":
      if (!hasEnoughPackets(stream)) return [];
      return VIDEO_RULES.filter(({ metric }) => stream[metric] !== undefined).slice(0, 1);
    case "screenSharing":
      return [screenSharingRule(stream, ends)];
    case "other":
      return [];
  }
}

/**
 * What the first endpoint receives is judged by lost frames, unless its codec is H264S; everything else by frame rate.
 */
function screenSharingRule(stream: MediaStream, ends: SessionEnds): Rule {
  const receiver = stream.direction === "callerToCallee" ? "callee" : "caller";
  const isInbound = receiver === firstEndpoint(ends);
  const isH264S = stream.videoCodec?.toLowerCase() === "h264s";
  return isInbound && !isH264S ? FRAME_LOSS_RULE : SCREEN_SHARING_FRAME_RATE_RULE;
}

/**
 * The Call Quality Dashboard's "first" endpoint: the service, when one side is. Between two of a kind its order is
 * internal to Microsoft, so the caller is taken.
 * https://learn.microsoft.com/microsoftteams/dimensions-and-measures-available-in-call-quality-dashboard
 */
function firstEndpoint(ends: SessionEnds): "caller" | "callee" {
  return ends.callee === "service" && ends.caller !== "service" ? "callee" : "caller";
}
