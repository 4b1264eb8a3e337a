import type { Media, MediaKind, MediaStream, StreamDirection } from "../calls/call-record.ts";
import { ownWord, sameWords } from "./enum-value.ts";
import {
  count,
  durationMs,
  flag,
  instant,
  isObject,
  looseObject,
  magnitude,
  number,
  part,
  present,
  text,
} from "./loose-schema.ts";
import type { NormalizationNotes } from "./normalization-notes.ts";
import { normalizeDevice } from "./normalize-device.ts";
import { normalizeNetwork } from "./normalize-network.ts";

const mediaSchema = looseObject({
  label: text,
  callerDevice: part,
  calleeDevice: part,
  callerNetwork: part,
  calleeNetwork: part,
  streams: part,
});

const streamSchema = looseObject({
  streamId: text,
  streamDirection: text,
  startDateTime: instant,
  endDateTime: instant,
  packetUtilization: count,
  averageJitter: durationMs,
  maxJitter: durationMs,
  averageAudioNetworkJitter: durationMs,
  maxAudioNetworkJitter: durationMs,
  averagePacketLossRate: magnitude,
  maxPacketLossRate: magnitude,
  averageRoundTripTime: durationMs,
  maxRoundTripTime: durationMs,
  averageAudioDegradation: number,
  averageRatioOfConcealedSamples: magnitude,
  maxRatioOfConcealedSamples: magnitude,
  averageBandwidthEstimate: count,
  postForwardErrorCorrectionPacketLossRate: magnitude,
  averageVideoFrameLossPercentage: magnitude,
  averageVideoFrameRate: magnitude,
  averageReceivedFrameRate: magnitude,
  averageVideoPacketLossRate: magnitude,
  lowFrameRateRatio: magnitude,
  lowVideoProcessingCapabilityRatio: magnitude,
  averageFreezeDuration: durationMs,
  rmsFreezeDuration: durationMs,
  wasMediaBypassed: flag,
  isAudioForwardErrorCorrectionUsed: flag,
  audioCodec: text,
  videoCodec: text,
});

const DIRECTIONS = sameWords<StreamDirection>(["callerToCallee", "calleeToCaller"]);

const AUDIO_CODECS = sameWords([
  "invalid",
  "cn",
  "pcma",
  "pcmu",
  "amrWide",
  "g722",
  "g7221",
  "g7221c",
  "g729",
  "multiChannelAudio",
  "muchv2",
  "opus",
  "satin",
  "satinFullband",
  "rtAudio8",
  "rtAudio16",
  "silk",
  "silkNarrow",
  "silkWide",
  "siren",
  "xmsRta",
]);

const VIDEO_CODECS = sameWords([
  "invalid",
  "av1",
  "h263",
  "h264",
  "h264s",
  "h264uc",
  "h265",
  "rtvc1",
  "rtVideo",
  "xrtvc1",
]);

const KIND_BY_LABEL: ReadonlyMap<string, MediaKind> = new Map([
  ["main-audio", "audio"],
  ["main-video", "video"],
  ["applicationsharing-video", "screenSharing"],
  ["data", "other"],
]);

/** One media line of a segment; undefined when it is no object. */
export function normalizeMedia(value: unknown, notes: NormalizationNotes): Media | undefined {
  if (!isObject(value)) return undefined;
  const media = mediaSchema.parse(value);
  const streams = notes.elements(media.streams, (stream) => normalizeStream(stream, notes));
  return {
    label: media.label ?? null,
    kind: mediaKind(media.label, streams),
    callerDevice: normalizeDevice(media.callerDevice),
    calleeDevice: normalizeDevice(media.calleeDevice),
    callerNetwork: normalizeNetwork(media.callerNetwork, notes),
    calleeNetwork: normalizeNetwork(media.calleeNetwork, notes),
    streams,
  };
}

/** Undefined without a direction: such a stream can be neither "sent" nor "heard". */
function normalizeStream(value: unknown, notes: NormalizationNotes): MediaStream | undefined {
  const stream = streamSchema.parse(value);
  const direction = DIRECTIONS.get(stream.streamDirection?.toLowerCase() ?? "");
  if (direction === undefined) return undefined;
  const audioCodec = ownWord(notes, "audioCodec", stream.audioCodec, AUDIO_CODECS);
  // SATIN produces no network MOS; Graph then says null or, misleadingly, 0 (the Call Quality Dashboard's dimensions).
  const hasDegradation = audioCodec === undefined || !/^satin/i.test(audioCodec);
  return {
    streamId: stream.streamId ?? null,
    direction,
    ...present({
      start: stream.startDateTime,
      end: stream.endDateTime,
      packetUtilization: stream.packetUtilization,
      averageJitterMs: stream.averageJitter,
      maxJitterMs: stream.maxJitter,
      averageAudioNetworkJitterMs: stream.averageAudioNetworkJitter,
      maxAudioNetworkJitterMs: stream.maxAudioNetworkJitter,
      averagePacketLossRate: stream.averagePacketLossRate,
      maxPacketLossRate: stream.maxPacketLossRate,
      averageRoundTripTimeMs: stream.averageRoundTripTime,
      maxRoundTripTimeMs: stream.maxRoundTripTime,
      averageAudioDegradation: hasDegradation ? stream.averageAudioDegradation : undefined,
      averageRatioOfConcealedSamples: stream.averageRatioOfConcealedSamples,
      maxRatioOfConcealedSamples: stream.maxRatioOfConcealedSamples,
      averageBandwidthEstimateBps: stream.averageBandwidthEstimate,
      postForwardErrorCorrectionPacketLossRate: stream.postForwardErrorCorrectionPacketLossRate,
      averageVideoFrameLossPercentage: stream.averageVideoFrameLossPercentage,
      averageVideoFrameRate: stream.averageVideoFrameRate,
      averageReceivedFrameRate: stream.averageReceivedFrameRate,
      averageVideoPacketLossRate: stream.averageVideoPacketLossRate,
      lowFrameRateRatio: stream.lowFrameRateRatio,
      lowVideoProcessingCapabilityRatio: stream.lowVideoProcessingCapabilityRatio,
      averageFreezeDurationMs: stream.averageFreezeDuration,
      rmsFreezeDurationMs: stream.rmsFreezeDuration,
      wasMediaBypassed: stream.wasMediaBypassed,
      isAudioForwardErrorCorrectionUsed: stream.isAudioForwardErrorCorrectionUsed,
      audioCodec,
      videoCodec: ownWord(notes, "videoCodec", stream.videoCodec, VIDEO_CODECS),
    }),
  };
}

/** By the label; labels are free text, so that the codecs decide about new ones, and then the label's own words. */
function mediaKind(label: string | undefined, streams: MediaStream[]): MediaKind {
  const known = KIND_BY_LABEL.get(label?.toLowerCase() ?? "");
  if (known !== undefined) return known;
  if (label !== undefined && /sharing|screen/i.test(label)) return "screenSharing";
  if (streams.some((stream) => isTellingCodec(stream.audioCodec))) return "audio";
  if (streams.some((stream) => isTellingCodec(stream.videoCodec))) return "video";
  if (label !== undefined && /audio/i.test(label)) return "audio";
  return label !== undefined && /video/i.test(label) ? "video" : "other";
}

function isTellingCodec(codec: string | undefined): boolean {
  return codec !== undefined && codec !== "invalid";
}
