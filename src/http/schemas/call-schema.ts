import { z } from "zod";
import type { CallDetailJson, CallJson, FeedbackJson } from "../../answers/call-json.ts";
import type { Participation } from "../../calls/participation.ts";
import type { QualityReason } from "../../calls/stream-quality.ts";
import type { Verdict } from "../../calls/verdict.ts";
import type { CallRowJson } from "../api-types.ts";
import {
  callTypeSchema,
  connectionSchema,
  mediaKindSchema,
  modalitySchema,
  personKindSchema,
  qualitySchema,
  transportSchema,
  wifiBandSchema,
} from "./graph-words.ts";
import { phoneCallSchema } from "./phone-call-schema.ts";
import { clientShape, sessionSchema } from "./session-schema.ts";

const metrics = [
  "averageRoundTripTimeMs",
  "averagePacketLossRate",
  "averageJitterMs",
  "averageVideoFrameLossPercentage",
  "averageVideoFrameRate",
  "postForwardErrorCorrectionPacketLossRate",
] as const;

const reasonSchema = z.strictObject({
  mediaKind: mediaKindSchema,
  metric: z.enum(metrics),
  direction: z.enum(["sent", "heard"]),
  value: z.number(),
  threshold: z.number(),
}) satisfies z.ZodType<QualityReason>;

const verdictSchema = z.strictObject({
  direction: z.enum(["sent", "heard", "both", "betweenBothSides"]),
  cause: z.enum([
    "weakWifi",
    "wifi24GHz",
    "localNetwork",
    "lowBandwidth",
    "tcpInsteadOfUdp",
    "vpnOrRelay",
    "cpu",
    "captureDevice",
    "renderDevice",
    "network",
    "unknown",
  ]),
  confidence: z.enum(["likely", "possible", "unclear"]),
  evidence: z.array(
    z.strictObject({
      metric: z.enum([
        "wifiSignalStrengthPercentage",
        "wifiBand",
        "transportProtocol",
        "connectionType",
        "relayIpAddress",
        "sentQualityEventRatio",
        "receivedQualityEventRatio",
        "delayEventRatio",
        "bandwidthLowEventRatio",
        "cpuInsufficientEventRatio",
        "captureNotFunctioningEventRatio",
        "renderNotFunctioningEventRatio",
        "deviceGlitchEventRatio",
        ...metrics,
      ]),
      value: z.union([z.number(), z.string()]),
      threshold: z.number().nullable(),
    }),
  ),
}) satisfies z.ZodType<Verdict>;

const rating = {
  rating: z.string(),
  value: z.number().nullable(),
  tokens: z.array(z.string()),
  text: z.exactOptional(z.string()),
};

const feedbackSchema = z.strictObject({
  ...rating,
  ratings: z.array(z.strictObject(rating)),
}) satisfies z.ZodType<FeedbackJson>;

const othersSchema = z.strictObject({
  count: z.number(),
  person: z.strictObject({ id: z.string(), kind: personKindSchema, displayName: z.string().nullable() }).nullable(),
}) satisfies z.ZodType<Participation["others"]>;

const callSchema = z.strictObject({
  callId: z.string(),
  start: z.string(),
  end: z.string(),
  durationSeconds: z.number(),
  type: callTypeSchema,
  role: z.enum(["organizer", "participant"]),
  modalities: z.array(modalitySchema),
  platform: z.string().nullable(),
  quality: qualitySchema,
  reasons: z.array(reasonSchema),
  verdict: verdictSchema.nullable(),
  feedback: feedbackSchema.nullable(),
}) satisfies z.ZodType<CallJson>;

export const callRowSchema = z.strictObject({
  ...callSchema.shape,
  others: othersSchema,
  isLikelyMissed: z.boolean(),
  captureDeviceName: z.string().nullable(),
  connection: z.string().nullable(),
}) satisfies z.ZodType<CallRowJson>;

export const callDetailSchema = z.strictObject({
  ...callSchema.shape,
  version: z.number(),
  isLikelyMissed: z.boolean(),
  joined: z.string().nullable(),
  left: z.string().nullable(),
  participantCount: z.number(),
  others: othersSchema,
  client: z.strictObject(clientShape).nullable(),
  device: z
    .strictObject({
      captureDeviceName: z.string().nullable(),
      captureDeviceDriver: z.string().nullable(),
      renderDeviceName: z.string().nullable(),
      renderDeviceDriver: z.string().nullable(),
      machineName: z.string().nullable(),
      cpuName: z.string().nullable(),
    })
    .nullable(),
  network: z
    .strictObject({
      connectionType: connectionSchema,
      transportProtocol: transportSchema,
      wifiBand: wifiBandSchema,
      wifiSignalStrengthPercentage: z.number().nullable(),
      basicServiceSetIdentifier: z.string().nullable(),
      subnet: z.string().nullable(),
      reflexiveIpAddress: z.string().nullable(),
      isRelayed: z.boolean(),
      relayIpAddress: z.string().nullable(),
      building: z.string().nullable(),
    })
    .nullable(),
  streamCounts: z.strictObject({ good: z.number(), poor: z.number(), unclassified: z.number() }),
  failure: z.strictObject({ stage: z.string(), reason: z.string().nullable() }).nullable(),
  sessions: z.array(sessionSchema),
  phoneCall: phoneCallSchema.nullable(),
}) satisfies z.ZodType<CallDetailJson>;
