import type { ModelStream } from "./call-model.ts";
import type { TroubleMetric } from "./causes.ts";
import type { Random } from "./random.ts";

type Direction = ModelStream["direction"];

const EMPTY_STREAM: Omit<ModelStream, "id" | "direction"> = {
  packetUtilization: null,
  averageJitterMs: null,
  averagePacketLossRate: null,
  averageRoundTripTimeMs: null,
  audioCodec: null,
  videoCodec: null,
  averageAudioDegradation: null,
  averageRatioOfConcealedSamples: null,
  averageVideoFrameLossPercentage: null,
  averageVideoFrameRate: null,
  postForwardErrorCorrectionPacketLossRate: null,
  averageFreezeDurationMs: null,
  averageBandwidthEstimate: null,
  lowFrameRateRatio: null,
  wasMediaBypassed: null,
};

/** Singles come with about seven significant digits. */
export function single(value: number): number {
  return Number(value.toPrecision(7));
}

/** What the stream of somebody who never spoke, or whose far end reported nothing, looks like. */
export function silentStream(random: Random, direction: Direction, codec: string): ModelStream {
  const audioCodec = codec;
  return { ...EMPTY_STREAM, id: String(random.int(1, 99_999)), direction, packetUtilization: 0, audioCodec };
}

/** One direction of sound: clearly good, clearly poor by `trouble`, or (rarely) exactly on a threshold. */
export function audioStream(
  random: Random,
  direction: Direction,
  seconds: number,
  trouble: TroubleMetric | null,
  codec: string,
): ModelStream {
  const packets = Math.round(seconds * random.between(18, 50));
  const stream: ModelStream = {
    ...EMPTY_STREAM,
    id: random.chance(0.2) ? "1000" : String(random.int(1, 2_000_000_000)),
    direction,
    packetUtilization: packets,
    averageJitterMs: random.int(1, 18),
    averagePacketLossRate: random.chance(0.5) ? 0 : single(random.between(0.0001, 0.02)),
    averageRoundTripTimeMs: random.int(9, 180),
    audioCodec: codec,
    ...spoken(random, codec, trouble !== null),
    averageBandwidthEstimate: random.int(300_000, 30_000_000),
    wasMediaBypassed: random.chance(0.3) ? null : false,
  };
  if (random.chance(0.06)) stream.averageJitterMs = random.int(10, 180) / 10;
  if (random.chance(0.05)) stream.averageRoundTripTimeMs = null;
  if (trouble) spoil(random, stream, trouble);
  else if (random.chance(0.012)) putOnEdge(random, stream);
  return stream;
}

function spoken(random: Random, codec: string, isPoor: boolean): Partial<ModelStream> {
  const concealed = isPoor ? random.between(0.05, 0.3) : random.between(0, 0.03);
  // SATIN does not produce the degradation: null mostly, 0 now and then.
  if (codec.startsWith("satin")) {
    const averageAudioDegradation = random.chance(0.3) ? 0 : null;
    return { averageAudioDegradation, averageRatioOfConcealedSamples: single(concealed) };
  }
  const degradation = isPoor ? random.between(0.6, 2.2) : random.between(0, 0.7);
  return { averageAudioDegradation: single(degradation), averageRatioOfConcealedSamples: single(concealed) };
}

function spoil(random: Random, stream: ModelStream, trouble: TroubleMetric): void {
  switch (trouble) {
    case "jitter":
      stream.averageJitterMs = random.int(38, 140);
      break;
    case "loss":
      stream.averagePacketLossRate = single(random.between(0.13, 0.42));
      break;
    case "roundTrip":
      stream.averageRoundTripTimeMs = random.int(580, 1900);
      break;
  }
}

/** On the threshold is not over it: comparisons are strict. */
function putOnEdge(random: Random, stream: ModelStream): void {
  switch (random.weighted({ jitter: 1, loss: 1, roundTrip: 1, packets: 2, justEnough: 1 })) {
    case "jitter":
      stream.averageJitterMs = 30;
      break;
    case "loss":
      stream.averagePacketLossRate = 0.1;
      break;
    case "roundTrip":
      stream.averageRoundTripTimeMs = 500;
      break;
    case "packets":
      stream.packetUtilization = 500;
      stream.averageJitterMs = 95;
      break;
    case "justEnough":
      stream.packetUtilization = 501;
      stream.averageJitterMs = 31;
      break;
  }
}

/** One direction of a camera: the first metric that is there decides, and any of the three may be the first. */
export function videoStream(random: Random, direction: Direction, seconds: number, isPoor: boolean): ModelStream {
  const stream: ModelStream = {
    ...EMPTY_STREAM,
    id: String(random.int(1, 2_000_000_000)),
    direction,
    packetUtilization: Math.round(seconds * random.between(40, 160)),
    averageJitterMs: random.int(2, 60),
    averagePacketLossRate: single(random.between(0, 0.01)),
    averageRoundTripTimeMs: random.int(9, 180),
    videoCodec: random.pick(["h264", "h264", "av1", "h265"]),
    averageVideoFrameRate: single(random.between(11, 30)),
    averageFreezeDurationMs: random.chance(0.5) ? random.int(0, isPoor ? 6000 : 700) : null,
    averageBandwidthEstimate: random.int(500_000, 30_000_000),
    lowFrameRateRatio: single(isPoor ? random.between(0.3, 0.9) : random.between(0, 0.1)),
  };
  switch (random.weighted({ frameLoss: 5, frameRate: 4, errorCorrection: 1, edge: 0.3 })) {
    case "frameLoss":
      stream.averageVideoFrameLossPercentage = single(isPoor ? random.between(56, 92) : random.between(0, 9));
      // A low frame rate does not matter where the frame loss is known.
      if (random.chance(0.06)) stream.averageVideoFrameRate = 5;
      break;
    case "frameRate":
      if (isPoor) stream.averageVideoFrameRate = single(random.between(1.5, 5.5));
      break;
    case "errorCorrection":
      stream.averageVideoFrameRate = null;
      stream.postForwardErrorCorrectionPacketLossRate = single(
        isPoor ? random.between(0.2, 0.5) : random.between(0, 0.05),
      );
      break;
    case "edge":
      stream.averageVideoFrameLossPercentage = random.chance(0.5) ? 50 : null;
      stream.averageVideoFrameRate = 7;
      break;
  }
  return stream;
}

/**
 * One direction of a shared screen. A still screen has few frames and enormous jitter and is fine: audio thresholds do
 * not apply. Frame loss and frame rate agree, so that it does not matter which way is called inbound.
 */
export function sharingStream(random: Random, direction: Direction, seconds: number, isPoor: boolean): ModelStream {
  const isUnreported = random.chance(0.1);
  return {
    ...EMPTY_STREAM,
    id: String(random.int(1, 9)),
    direction,
    packetUtilization: Math.round(seconds * random.between(4, 60)),
    averageJitterMs: random.chance(0.4) ? random.int(120, 450) : random.int(2, 40),
    averagePacketLossRate: single(random.between(0, 0.02)),
    averageRoundTripTimeMs: random.int(9, 220),
    videoCodec: random.pick(["h264s", "h264", "av1"]),
    averageVideoFrameLossPercentage: isUnreported
      ? null
      : single(isPoor ? random.between(55, 90) : random.between(0, 12)),
    averageVideoFrameRate: isUnreported ? null : single(isPoor ? random.between(0.1, 0.8) : random.between(2, 15)),
    averageBandwidthEstimate: random.int(500_000, 30_000_000),
  };
}

/** A data channel reports packets and jitter and is never classified. */
export function dataStream(random: Random, direction: Direction): ModelStream {
  const metrics = { packetUtilization: random.int(0, 2000), averageJitterMs: random.int(40, 400) };
  return { ...EMPTY_STREAM, id: "1", direction, ...metrics };
}
