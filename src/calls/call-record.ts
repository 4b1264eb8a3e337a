import type { Feedback } from "./feedback.ts";
import type { Person } from "./person.ts";

/**
 * A call record in Callwise's own terms: what src/graph/normalize makes of Graph's payload. Values that Graph did not
 * deliver are `null` where a reader must decide, and absent among the metrics (absent = not measured, never zero).
 * Enum values that Graph may add later arrive as "other"; their raw text is kept in `unknownValues`.
 */
export type CallRecord = {
  callId: string;
  /** Grows with every version that Graph issues; a higher version replaces a lower one wholly. */
  version: number;
  type: CallType;
  modalities: Modality[];
  start: Date;
  end: Date;
  /** When this version was produced by Graph; null when not delivered. */
  lastModified: Date | null;
  joinWebUrl: string | null;
  organizer: Person | null;
  /** Everyone listed as a participant, each id once. */
  participants: Person[];
  /** Each (session id, start, caller id) once, by start. */
  sessions: Session[];
  /** Raw enum texts that this version does not know, by property, for example {"platform": ["appleVision"]}. */
  unknownValues: Record<string, string[]>;
};

export type CallType = "groupCall" | "peerToPeer" | "unknown" | "other";
export type Modality = "audio" | "video" | "videoBasedScreenSharing" | "data" | "screenSharing" | "other";

export type Session = {
  sessionId: string;
  start: Date;
  end: Date;
  modalities: Modality[];
  isTest: boolean;
  failure: Failure | null;
  caller: Endpoint;
  callee: Endpoint;
  segments: Segment[];
};

export type Failure = { stage: "callSetup" | "midcall" | "unknown" | "other"; reason: string | null };

/** One side of a session. A service endpoint has no person; a participant's person is null where Graph hid it. */
export type Endpoint = {
  kind: "participant" | "service";
  person: Person | null;
  feedback: Feedback | null;
  platform: ClientPlatform;
  productFamily: ProductFamily;
  /** Role of a service endpoint in Graph's own word, for example "mediaController". */
  serviceRole: string | null;
  userAgent: string | null;
  applicationVersion: string | null;
  azureAdAppId: string | null;
  communicationServiceId: string | null;
  machineName: string | null;
  cpuName: string | null;
  cpuCoresCount: number | null;
  cpuProcessorSpeedMhz: number | null;
};

export const CLIENT_PLATFORMS = [
  "windows",
  "macOS",
  "iOS",
  "android",
  "web",
  "ipPhone",
  "roomSystem",
  "surfaceHub",
  "holoLens",
  "unknown",
  "other",
] as const;
export type ClientPlatform = (typeof CLIENT_PLATFORMS)[number];

export type ProductFamily = "teams" | "skypeForBusiness" | "lync" | "azureCommunicationServices" | "unknown" | "other";

export type Segment = {
  segmentId: string;
  start: Date;
  end: Date;
  failure: Failure | null;
  media: Media[];
};

/** One media line with what each side used for it. */
export type Media = {
  label: string | null;
  kind: MediaKind;
  callerDevice: Device;
  calleeDevice: Device;
  callerNetwork: Network;
  calleeNetwork: Network;
  streams: MediaStream[];
};

export type MediaKind = "audio" | "video" | "screenSharing" | "other";
export type StreamDirection = "callerToCallee" | "calleeToCaller";

/**
 * One direction of one media line, as the receiving side measured it. Rates and ratios are fractions 0–1; only
 * averageVideoFrameLossPercentage is a percentage. Absent = not measured.
 */
export type MediaStream = {
  streamId: string | null;
  direction: StreamDirection;
  start?: Date;
  end?: Date;
  /** Packets received; a count, despite Graph's name for it. */
  packetUtilization?: number;
  averageJitterMs?: number;
  maxJitterMs?: number;
  averageAudioNetworkJitterMs?: number;
  maxAudioNetworkJitterMs?: number;
  averagePacketLossRate?: number;
  maxPacketLossRate?: number;
  averageRoundTripTimeMs?: number;
  maxRoundTripTimeMs?: number;
  /** Network MOS degradation, 0–5. Absent for SATIN, which does not produce it even when Graph says 0. */
  averageAudioDegradation?: number;
  averageRatioOfConcealedSamples?: number;
  maxRatioOfConcealedSamples?: number;
  averageBandwidthEstimateBps?: number;
  postForwardErrorCorrectionPacketLossRate?: number;
  averageVideoFrameLossPercentage?: number;
  averageVideoFrameRate?: number;
  averageReceivedFrameRate?: number;
  averageVideoPacketLossRate?: number;
  lowFrameRateRatio?: number;
  lowVideoProcessingCapabilityRatio?: number;
  averageFreezeDurationMs?: number;
  rmsFreezeDurationMs?: number;
  wasMediaBypassed?: boolean;
  isAudioForwardErrorCorrectionUsed?: boolean;
  /** Graph's own word; absent when unknown. */
  audioCodec?: string;
  videoCodec?: string;
};

export type ConnectionType = "wired" | "wifi" | "mobile" | "tunnel" | "unknown" | "other";
export type TransportProtocol = "udp" | "tcp" | "unknown" | "other";
/** Graph's frequency60GHz means 6 GHz. */
export type WifiBand = "2.4GHz" | "5GHz" | "6GHz" | "unknown" | "other";

/** Absent = not delivered (empty strings, link-speed sentinels and the privacy MAC 02:00:00:00:00:00 count as that). */
export type Network = {
  connectionType: ConnectionType;
  transportProtocol: TransportProtocol;
  wifiBand: WifiBand;
  /** Graph's own word, for example "wifi80211ax". */
  wifiRadioType?: string;
  ipAddress?: string;
  subnet?: string;
  reflexiveIpAddress?: string;
  relayIpAddress?: string;
  port?: number;
  relayPort?: number;
  macAddress?: string;
  dnsSuffix?: string;
  basicServiceSetIdentifier?: string;
  linkSpeedBps?: number;
  wifiChannel?: number;
  wifiSignalStrengthPercentage?: number;
  /** 0 = plugged in. */
  wifiBatteryChargePercentage?: number;
  wifiMicrosoftDriver?: string;
  wifiMicrosoftDriverVersion?: string;
  wifiVendorDriver?: string;
  wifiVendorDriverVersion?: string;
  /** Fractions of the call. */
  sentQualityEventRatio?: number;
  receivedQualityEventRatio?: number;
  delayEventRatio?: number;
  bandwidthLowEventRatio?: number;
};

/** Ratios are fractions of the call; levels in dB; glitch rates per five minutes. */
export type Device = {
  captureDeviceName?: string;
  captureDeviceDriver?: string;
  renderDeviceName?: string;
  renderDeviceDriver?: string;
  sentSignalLevelDb?: number;
  receivedSignalLevelDb?: number;
  sentNoiseLevelDb?: number;
  receivedNoiseLevelDb?: number;
  initialSignalLevelRootMeanSquare?: number;
  cpuInsufficientEventRatio?: number;
  renderNotFunctioningEventRatio?: number;
  captureNotFunctioningEventRatio?: number;
  deviceGlitchEventRatio?: number;
  lowSpeechToNoiseEventRatio?: number;
  lowSpeechLevelEventRatio?: number;
  deviceClippingEventRatio?: number;
  renderZeroVolumeEventRatio?: number;
  renderMuteEventRatio?: number;
  howlingEventCount?: number;
  micGlitchesPerFiveMinutes?: number;
  speakerGlitchesPerFiveMinutes?: number;
};
