import type { CallType, ClientPlatform, ConnectionType } from "./call-record.ts";
import { isPoorFeedback } from "./feedback.ts";
import type { Participation } from "./participation.ts";
import type { Quality } from "./stream-quality.ts";

/** Which of a person's calls are meant. Null: any. Several conditions must all hold. */
export type CallFilter = {
  /** Somebody else in the call: a name, a part of one, or an id, as it was typed. */
  person: string | null;
  /** Seconds present, both exclusive. */
  longerThanSeconds: number | null;
  shorterThanSeconds: number | null;
  /** `audioOnly`: neither video nor screen sharing; `withoutVideo`: perhaps with screen sharing. */
  modality: "audioOnly" | "withoutVideo" | "video" | "screenSharing" | null;
  callType: Extract<CallType, "peerToPeer" | "groupCall"> | null;
  quality: Quality | null;
  connection: Extract<ConnectionType, "wifi" | "wired" | "mobile" | "tunnel"> | null;
  /** `phone`: iOS or Android. */
  platform: ClientPlatform | "phone" | null;
  /** True: likely missed calls only. */
  isMissed: true | null;
  /** True: only calls that the person rated `bad` or `poor`, however they were measured. */
  isRatedPoor: true | null;
};

/** What of a call decides whether it is meant. */
export type FilteredCall = Pick<
  Participation,
  "durationSeconds" | "modalities" | "callType" | "quality" | "network" | "client" | "isLikelyMissed" | "ratings"
>;

export const ANY_CALL: CallFilter = {
  person: null,
  longerThanSeconds: null,
  shorterThanSeconds: null,
  modality: null,
  callType: null,
  quality: null,
  connection: null,
  platform: null,
  isMissed: null,
  isRatedPoor: null,
};

/**
 * The participations that a filter leaves, in their order.
 *
 * @param sharedCallIds the calls with the filter's person, whom only the store can find; null without such a condition
 */
export function callsThatMatch<Call extends Participation>(
  participations: readonly Call[],
  filter: CallFilter,
  sharedCallIds: ReadonlySet<string> | null,
): Call[] {
  return participations.filter(
    (participation) =>
      matchesFilter(participation, filter) && (sharedCallIds === null || sharedCallIds.has(participation.callId)),
  );
}

/** Whether every condition holds but that on the person: a participation does not name everyone in its call. */
export function matchesFilter(participation: FilteredCall, filter: CallFilter): boolean {
  const { durationSeconds, callType, quality, network, client, isLikelyMissed, ratings } = participation;
  const { longerThanSeconds, shorterThanSeconds } = filter;
  return (
    (longerThanSeconds === null || durationSeconds > longerThanSeconds) &&
    (shorterThanSeconds === null || durationSeconds < shorterThanSeconds) &&
    (filter.modality === null || hasModality(participation, filter.modality)) &&
    (filter.callType === null || callType === filter.callType) &&
    (filter.quality === null || quality === filter.quality) &&
    (filter.connection === null || network?.connectionType === filter.connection) &&
    (filter.platform === null || (client !== null && isPlatform(client.platform, filter.platform))) &&
    (filter.isMissed === null || isLikelyMissed) &&
    (filter.isRatedPoor === null || ratings.some(({ rating }) => isPoorFeedback(rating)))
  );
}

function isPlatform(platform: ClientPlatform, wanted: NonNullable<CallFilter["platform"]>): boolean {
  return wanted === "phone" ? platform === "iOS" || platform === "android" : platform === wanted;
}

function hasModality(
  { modalities }: Pick<Participation, "modalities">,
  wanted: NonNullable<CallFilter["modality"]>,
): boolean {
  const hasVideo = modalities.includes("video");
  // Graph has two words for it, by the way in which the screen is sent.
  const sharesScreen = modalities.includes("screenSharing") || modalities.includes("videoBasedScreenSharing");
  switch (wanted) {
    case "audioOnly":
      return !hasVideo && !sharesScreen;
    case "withoutVideo":
      return !hasVideo;
    case "video":
      return hasVideo;
    case "screenSharing":
      return sharesScreen;
  }
}
