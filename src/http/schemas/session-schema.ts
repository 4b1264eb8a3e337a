import { z } from "zod";
import type { MediaJson, SessionJson, StreamJson } from "../../answers/session-json.ts";
import type { Device, Failure, Network } from "../../calls/call-record.ts";
import {
  connectionSchema,
  mediaKindSchema,
  platformSchema,
  productFamilySchema,
  qualitySchema,
  transportSchema,
  wifiBandSchema,
} from "./graph-words.ts";

/* A property that is absent was not delivered, or not measured. */
const text = z.exactOptional(z.string());
const number = z.exactOptional(z.number());
const flag = z.exactOptional(z.boolean());

const failureSchema = z.strictObject({
  stage: z.enum(["callSetup", "midcall", "unknown", "other"]),
  reason: z.string().nullable(),
}) satisfies z.ZodType<Failure>;

const deviceSchema = z.strictObject({
  captureDeviceName: text,
  captureDeviceDriver: text,
  renderDeviceName: text,
  renderDeviceDriver: text,
  sentSignalLevelDb: number,
  receivedSignalLevelDb: number,
  sentNoiseLevelDb: number,
  receivedNoiseLevelDb: number,
  initialSignalLevelRootMeanSquare: number,
  cpuInsufficientEventRatio: number,
  renderNotFunctioningEventRatio: number,
  captureNotFunctioningEventRatio: number,
  deviceGlitchEventRatio: number,
  lowSpeechToNoiseEventRatio: number,
  lowSpeechLevelEventRatio: number,
  deviceClippingEventRatio: number,
  renderZeroVolumeEventRatio: number,
  renderMuteEventRatio: number,
  howlingEventCount: number,
  micGlitchesPerFiveMinutes: number,
  speakerGlitchesPerFiveMinutes: number,
}) satisfies z.ZodType<Device>;

const networkSchema = z.strictObject({
  connectionType: connectionSchema,
  transportProtocol: transportSchema,
  wifiBand: wifiBandSchema,
  wifiRadioType: text,
  ipAddress: text,
  subnet: text,
  reflexiveIpAddress: text,
  relayIpAddress: text,
  port: number,
  relayPort: number,
  macAddress: text,
  dnsSuffix: text,
  basicServiceSetIdentifier: text,
  linkSpeedBps: number,
  wifiChannel: number,
  wifiSignalStrengthPercentage: number,
  wifiBatteryChargePercentage: number,
  wifiMicrosoftDriver: text,
  wifiMicrosoftDriverVersion: text,
  wifiVendorDriver: text,
  wifiVendorDriverVersion: text,
  sentQualityEventRatio: number,
  receivedQualityEventRatio: number,
  delayEventRatio: number,
  bandwidthLowEventRatio: number,
}) satisfies z.ZodType<Network>;

const streamSchema = z.strictObject({
  streamId: z.string().nullable(),
  direction: z.enum(["sent", "heard"]),
  quality: qualitySchema,
  start: text,
  end: text,
  packetUtilization: number,
  averageJitterMs: number,
  maxJitterMs: number,
  averageAudioNetworkJitterMs: number,
  maxAudioNetworkJitterMs: number,
  averagePacketLossRate: number,
  maxPacketLossRate: number,
  averageRoundTripTimeMs: number,
  maxRoundTripTimeMs: number,
  averageAudioDegradation: number,
  averageRatioOfConcealedSamples: number,
  maxRatioOfConcealedSamples: number,
  averageBandwidthEstimateBps: number,
  postForwardErrorCorrectionPacketLossRate: number,
  averageVideoFrameLossPercentage: number,
  averageVideoFrameRate: number,
  averageReceivedFrameRate: number,
  averageVideoPacketLossRate: number,
  lowFrameRateRatio: number,
  lowVideoProcessingCapabilityRatio: number,
  averageFreezeDurationMs: number,
  rmsFreezeDurationMs: number,
  wasMediaBypassed: flag,
  isAudioForwardErrorCorrectionUsed: flag,
  audioCodec: text,
  videoCodec: text,
}) satisfies z.ZodType<StreamJson>;

const mediaSchema = z.strictObject({
  label: z.string().nullable(),
  kind: mediaKindSchema,
  device: deviceSchema,
  network: networkSchema,
  streams: z.array(streamSchema),
}) satisfies z.ZodType<MediaJson>;

/** What somebody called with, in Graph's words. */
export const clientShape = {
  platform: platformSchema,
  productFamily: productFamilySchema,
  applicationVersion: z.string().nullable(),
  userAgent: z.string().nullable(),
};

const endpointKind = z.enum(["participant", "service"]);

export const sessionSchema = z.strictObject({
  sessionId: z.string(),
  start: z.string(),
  end: z.string(),
  modalities: z.array(z.string()),
  isTest: z.boolean(),
  failure: failureSchema.nullable(),
  side: z.enum(["caller", "callee"]),
  endpoint: z.strictObject({
    kind: endpointKind,
    ...clientShape,
    serviceRole: z.string().nullable(),
    azureAdAppId: z.string().nullable(),
    communicationServiceId: z.string().nullable(),
    machineName: z.string().nullable(),
    cpuName: z.string().nullable(),
    cpuCoresCount: z.number().nullable(),
    cpuProcessorSpeedMhz: z.number().nullable(),
  }),
  otherSide: z.strictObject({
    kind: endpointKind,
    id: z.string().nullable(),
    displayName: z.string().nullable(),
    serviceRole: z.string().nullable(),
  }),
  segments: z.array(
    z.strictObject({
      segmentId: z.string(),
      start: z.string(),
      end: z.string(),
      failure: failureSchema.nullable(),
      media: z.array(mediaSchema),
    }),
  ),
}) satisfies z.ZodType<SessionJson>;
