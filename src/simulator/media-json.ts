import type { ModelMedia, ModelNetwork, ModelStream } from "./call-model.ts";
import { UNKNOWN_RADIO } from "./client-model.ts";
import { durationText } from "./instant-text.ts";
import type { JsonObject } from "./json-value.ts";
import { single } from "./stream-metrics.ts";

const DEVICE_KEYS = [
  "captureDeviceName",
  "captureDeviceDriver",
  "renderDeviceName",
  "renderDeviceDriver",
  "sentSignalLevel",
  "receivedSignalLevel",
  "sentNoiseLevel",
  "receivedNoiseLevel",
  "initialSignalLevelRootMeanSquare",
  "cpuInsufficentEventRatio",
  "renderNotFunctioningEventRatio",
  "captureNotFunctioningEventRatio",
  "deviceGlitchEventRatio",
  "lowSpeechToNoiseEventRatio",
  "lowSpeechLevelEventRatio",
  "deviceClippingEventRatio",
  "howlingEventCount",
  "renderZeroVolumeEventRatio",
  "renderMuteEventRatio",
  "micGlitchRate",
  "speakerGlitchRate",
] as const;

const NETWORK_KEYS = [
  "ipAddress",
  "subnet",
  "linkSpeed",
  "port",
  "reflexiveIPAddress",
  "relayIPAddress",
  "relayPort",
  "macAddress",
  "wifiMicrosoftDriver",
  "wifiMicrosoftDriverVersion",
  "wifiVendorDriver",
  "wifiVendorDriverVersion",
  "wifiChannel",
  "wifiSignalStrength",
  "wifiBatteryCharge",
  "basicServiceSetIdentifier",
  "dnsSuffix",
  "sentQualityEventRatio",
  "receivedQualityEventRatio",
  "delayEventRatio",
  "bandwidthLowEventRatio",
] as const;

function deviceJson(device: ModelMedia["callerDevice"]): JsonObject {
  const json: JsonObject = {};
  for (const key of DEVICE_KEYS) json[key] = device?.[key] ?? null;
  return json;
}

function networkJson(network: ModelNetwork | null, unknownMembers: boolean): JsonObject {
  const json: JsonObject = {};
  for (const key of NETWORK_KEYS) json[key] = network?.[key] ?? null;
  const radio = network?.["wifiRadioType"] ?? "unknown";
  json["connectionType"] = network?.["connectionType"] ?? "unknown";
  json["networkTransportProtocol"] = network?.["networkTransportProtocol"] ?? "unknown";
  json["wifiBand"] = network?.["wifiBand"] ?? "unknown";
  json["wifiRadioType"] = radio === UNKNOWN_RADIO && !unknownMembers ? "unknownFutureValue" : radio;
  json["traceRouteHops"] = [];
  return json;
}

function ratio(value: number | null, factor: number): number | null {
  return value === null ? null : single(Math.min(1, value * factor));
}

function streamJson(stream: ModelStream, isAudio: boolean): JsonObject {
  const jitter = stream.averageJitterMs;
  const loss = stream.averagePacketLossRate;
  const roundTrip = stream.averageRoundTripTimeMs;
  // Maxima are worse than averages by a factor of the stream's own: over a threshold where the average is not.
  const factor = 2 + (Number(stream.id.slice(-1)) || 0) / 3;
  return {
    streamId: stream.id,
    streamDirection: stream.direction,
    startDateTime: null,
    endDateTime: null,
    averageAudioDegradation: stream.averageAudioDegradation,
    averageJitter: durationText(jitter),
    maxJitter: durationText(jitter === null ? null : Math.round(jitter * factor)),
    averageAudioNetworkJitter: isAudio ? durationText(jitter) : null,
    maxAudioNetworkJitter: isAudio ? durationText(jitter === null ? null : Math.round(jitter * factor * 1.4)) : null,
    averagePacketLossRate: loss,
    maxPacketLossRate: ratio(loss, factor),
    averageRatioOfConcealedSamples: stream.averageRatioOfConcealedSamples,
    maxRatioOfConcealedSamples: ratio(stream.averageRatioOfConcealedSamples, factor),
    averageRoundTripTime: durationText(roundTrip),
    maxRoundTripTime: durationText(roundTrip === null ? null : Math.round(roundTrip * factor)),
    packetUtilization: stream.packetUtilization,
    averageBandwidthEstimate: stream.averageBandwidthEstimate,
    wasMediaBypassed: stream.wasMediaBypassed,
    postForwardErrorCorrectionPacketLossRate: stream.postForwardErrorCorrectionPacketLossRate,
    averageVideoFrameLossPercentage: stream.averageVideoFrameLossPercentage,
    averageReceivedFrameRate: stream.averageVideoFrameRate,
    averageVideoFrameRate: stream.averageVideoFrameRate,
    averageVideoPacketLossRate: isAudio ? null : loss,
    lowFrameRateRatio: stream.lowFrameRateRatio,
    lowVideoProcessingCapabilityRatio: null,
    averageFreezeDuration: durationText(stream.averageFreezeDurationMs),
    rmsFreezeDuration: durationText(stream.averageFreezeDurationMs),
    isAudioForwardErrorCorrectionUsed: isAudio && jitter !== null ? true : null,
    audioCodec: stream.audioCodec ?? "unknown",
    videoCodec: stream.videoCodec ?? "unknown",
  };
}

/** One media line with what each side used and measured. */
export function mediaJson(media: ModelMedia, unknownMembers: boolean): JsonObject {
  return {
    label: media.label,
    callerNetwork: networkJson(media.callerNetwork, unknownMembers),
    calleeNetwork: networkJson(media.calleeNetwork, unknownMembers),
    callerDevice: deviceJson(media.callerDevice),
    calleeDevice: deviceJson(media.calleeDevice),
    streams: media.streams.map((stream) => streamJson(stream, media.kind === "audio")),
  };
}
