/**
 * The compact model of a simulated call: what happened, in plain units. Graph's JSON is built from it on request
 * (record-json.ts), and the ground truth is computed from it (ground-truth.ts), neither from the other.
 */

export type IdentitySlot =
  "user" | "guest" | "phone" | "acsUser" | "application" | "applicationInstance" | "encrypted" | "onPremises";

export type ModelIdentity = {
  slot: IdentitySlot;
  id: string;
  displayName: string | null;
  tenantId: string | null;
  userPrincipalName: string | null;
};

export type Rating = "bad" | "poor" | "fair" | "good" | "excellent" | "notRated";

export type ModelFeedback = {
  rating: Rating;
  text: string | null;
  tokens: Readonly<Record<string, boolean>> | null;
  /** Index of the first record version that carries it. */
  since: number;
};

export type ModelAgent = {
  platform: string;
  productFamily: string;
  headerValue: string | null;
  applicationVersion: string | null;
};

export type ParticipantEndpoint = {
  kind: "participant";
  identity: ModelIdentity;
  /** The name shown by this endpoint, when it differs from the one in the list of participants. */
  shownName: string | null;
  agent: ModelAgent;
  feedback: ModelFeedback | null;
  machineName: string | null;
  cpuName: string | null;
  cpuCoresCount: number | null;
  cpuProcessorSpeedInMhz: number | null;
};

export type ServiceEndpoint = {
  kind: "service";
  role: string;
  headerValue: string | null;
  /** As seen in the field: some service endpoints carry a client user agent with everything unknown. */
  oddAgent: boolean;
};

export type ModelEndpoint = ParticipantEndpoint | ServiceEndpoint;

/** Already in Graph's property names; a key that is missing is null on the wire. */
export type ModelDevice = Readonly<Record<string, string | number | null>>;
export type ModelNetwork = Readonly<Record<string, string | number | null>>;

export type StreamKind = "audio" | "video" | "screenSharing" | "data";

export type ModelStream = {
  id: string;
  direction: "callerToCallee" | "calleeToCaller";
  packetUtilization: number | null;
  averageJitterMs: number | null;
  averagePacketLossRate: number | null;
  averageRoundTripTimeMs: number | null;
  audioCodec: string | null;
  videoCodec: string | null;
  averageAudioDegradation: number | null;
  averageRatioOfConcealedSamples: number | null;
  averageVideoFrameLossPercentage: number | null;
  averageVideoFrameRate: number | null;
  postForwardErrorCorrectionPacketLossRate: number | null;
  averageFreezeDurationMs: number | null;
  averageBandwidthEstimate: number | null;
  lowFrameRateRatio: number | null;
  wasMediaBypassed: boolean | null;
};

export type ModelMedia = {
  label: string;
  kind: StreamKind;
  callerDevice: ModelDevice | null;
  calleeDevice: ModelDevice | null;
  callerNetwork: ModelNetwork | null;
  calleeNetwork: ModelNetwork | null;
  streams: readonly ModelStream[];
};

export type ModelSegment = { id: string; start: number; end: number; media: readonly ModelMedia[] };

export type ModelFailure = { stage: "callSetup" | "midcall" | "unknown"; reason: string };

export type ModelSession = {
  id: string;
  /** Milliseconds since 1970, as everywhere in the model. */
  start: number;
  end: number;
  modalities: readonly string[];
  caller: ModelEndpoint;
  callee: ModelEndpoint;
  failure: ModelFailure | null;
  isTest: boolean | null;
  segments: readonly ModelSegment[];
  /** Index of the first record version that has this session at all. */
  since: number;
  /** Index of the first record version that has its telemetry; null: it never comes. */
  telemetrySince: number | null;
  /** Why this session sounded as it did: "subnet:10.1.2.0" and the like. Empty for a healthy one. */
  causes: readonly string[];
};

/** How one record is written on the wire; records of different ages and services differ in it. */
export type RecordStyle = {
  /** Digits of the fraction of a second. */
  digits: number;
  /** Whether the deprecated organizer, participants and endpoint identity are there. */
  deprecated: boolean;
  /** Whether members that are null are written or left out. */
  writesNulls: boolean;
  acsSlot: "acsUser" | "azureCommunicationServicesUser";
};

export type CallContent = {
  type: "groupCall" | "peerToPeer" | "unknown";
  modalities: readonly string[];
  /** undefined: the key is missing. */
  joinWebUrl: string | null | undefined;
  organizer: ModelIdentity | null;
  participants: readonly ModelIdentity[];
  sessions: readonly ModelSession[];
  style: RecordStyle;
};

export type RecordVersion = {
  number: number;
  /** When Graph has it and notifies of it. */
  availableAt: number;
};

/** What is known of a call without building its content. */
export type CallPlan = {
  /** Names the call's random streams: the same key and seed give the same call on every start. */
  key: string;
  id: string;
  kind: CallKind;
  start: number;
  end: number;
  /** Index into the tenant's people; null when somebody from outside called. */
  organizer: number | null;
  /** Indexes of the tenant's people who take part. */
  members: readonly number[];
  versions: readonly RecordVersion[];
  /** Content given by a test instead of drawn. */
  scripted: CallContent | null;
};

export type CallKind =
  | "twoParty"
  | "missed"
  | "failed"
  | "federated"
  | "phone"
  | "escalated"
  | "group"
  | "meeting"
  | "queue"
  | "test"
  | "townHall"
  | "scripted";
