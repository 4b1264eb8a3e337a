import type { CallType, ClientPlatform, ConnectionType } from "./call-record.ts";
import type { Quality } from "./stream-quality.ts";

/** Which of a person's calls are meant. Null: any. Several conditions must all hold. */
export type CallFilter = {
  /** Somebody else in the call: a name, a part of one, or an id, as it was typed. */
  person: string | null;
  /** Seconds present, both exclusive. */
  longerThanSeconds: number | null;
  shorterThanSeconds: number | null;
  /** `audioOnly`: neither video nor screen sharing. */
  modality: "audioOnly" | "video" | "screenSharing" | null;
  callType: Extract<CallType, "peerToPeer" | "groupCall"> | null;
  quality: Quality | null;
  connection: Extract<ConnectionType, "wifi" | "wired" | "mobile" | "tunnel"> | null;
  platform: ClientPlatform | null;
  /** True: likely missed calls only. */
  isMissed: true | null;
};

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
};
