import type {
  CallType,
  ClientPlatform,
  ConnectionType,
  Modality,
  ProductFamily,
  TransportProtocol,
  WifiBand,
} from "./call-record.ts";
import type { FeedbackRating } from "./feedback.ts";
import type { Person, PersonKind } from "./person.ts";
import type { Quality, QualityReason } from "./stream-quality.ts";
import type { Verdict } from "./verdict.ts";

/** One person in one call: the read model behind "my calls". */
export type Participation = {
  callId: string;
  version: number;
  personId: string;
  personKind: PersonKind;
  displayName: string | null;
  callType: CallType;
  /** The call's modalities. */
  modalities: Modality[];
  /** Start and end of the call; a call belongs to the period in which it started. */
  start: Date;
  end: Date;
  /** Start equals end: nobody answered, as far as Graph tells (it has no better sign of a missed call). */
  isLikelyMissed: boolean;
  isTest: boolean;
  role: "organizer" | "participant";
  /** Own first join and last leave; null when no session of this person was seen. */
  joined: Date | null;
  left: Date | null;
  /** Union of own sessions' intervals, in seconds with milliseconds; 0 when none was seen. */
  durationSeconds: number;
  /** Own sessions; 0 says that none was seen. */
  sessionCount: number;
  /** Everyone else in the call; named when there is exactly one. */
  others: { count: number; person: Pick<Person, "id" | "kind" | "displayName"> | null };
  client: ParticipationClient | null;
  device: ParticipationDevice | null;
  network: ParticipationNetwork | null;
  /**
   * Of a session with a telephone: where its media came from, a session border controller or a media gateway, by name
   * or address. Null where there is no telephone or the record does not tell.
   */
  trunk: string | null;
  quality: Quality;
  streamCounts: Record<Quality, number>;
  /** Why it is poor: the worst value of each metric over its threshold, worst first. Empty unless poor. */
  reasons: QualityReason[];
  /** "Was it me?", for poor participations only. */
  verdict: Verdict | null;
  /** One per own session that was asked; `notRated` ones included. Copies on segments are never counted. */
  ratings: ParticipationRating[];
  failure: { stage: string; reason: string | null } | null;
  /** Version of the rules that judged this participation. */
  ruleVersion: number;
};

export type ParticipationRating = {
  sessionId: string;
  rating: FeedbackRating;
  tokens: string[];
  text: string | null;
};

/** Of the longest own session. */
export type ParticipationClient = {
  platform: ClientPlatform;
  productFamily: ProductFamily;
  applicationVersion: string | null;
  userAgent: string | null;
};

/** Of the main audio line of the longest own session, else of any of its lines that names a device. */
export type ParticipationDevice = {
  captureDeviceName: string | null;
  captureDeviceDriver: string | null;
  renderDeviceName: string | null;
  renderDeviceDriver: string | null;
  machineName: string | null;
  cpuName: string | null;
};

/** Of the same line as the device where that line tells it, else of the next that does. */
export type ParticipationNetwork = {
  connectionType: ConnectionType;
  transportProtocol: TransportProtocol;
  wifiBand: WifiBand;
  wifiSignalStrengthPercentage: number | null;
  basicServiceSetIdentifier: string | null;
  subnet: string | null;
  reflexiveIpAddress: string | null;
  /**
   * This side had allocated a media relay (its relayIPAddress is there). Whether media took that way Graph does not
   * tell, so it is a hint, never a proof.
   */
  isRelayed: boolean;
  /** The relay that was allocated. */
  relayIpAddress: string | null;
  /** The building that the subnet is in by the building file, filled in as it is stored; null where none is known. */
  building: string | null;
};
