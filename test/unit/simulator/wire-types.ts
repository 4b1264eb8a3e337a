/** Payloads as the tests read them: only what they look at, all of it as it may be missing. */
export type WirePage<T> = { value: T[]; "@odata.nextLink"?: string };
export type WireError = { error: { code: string; message: string; innerError: Record<string, string> } };

export type WireIdentity = { id: string; displayName?: string | null; tenantId?: string | null };
export type WireIdentitySet = Record<string, WireIdentity | null | string>;
export type WireParticipant = { id: string; identity: WireIdentitySet };

export type WireStream = {
  streamDirection: string;
  packetUtilization?: number | null;
  averageJitter?: string | null;
  averagePacketLossRate?: number | null;
  averageRoundTripTime?: string | null;
  averageVideoFrameLossPercentage?: number | null;
  averageVideoFrameRate?: number | null;
  postForwardErrorCorrectionPacketLossRate?: number | null;
};

export type WireEndpoint = {
  "@odata.type"?: string;
  userAgent?: { "@odata.type"?: string; platform?: string; productFamily?: string; role?: string };
  associatedIdentity?: WireIdentity;
  identity?: WireIdentitySet;
  feedback?: { rating: string; tokens?: Record<string, boolean> | null } | null;
};

export type WireMedia = { label: string; streams: WireStream[]; callerNetwork?: Record<string, unknown> };

export type WireSession = {
  id: string;
  startDateTime: string;
  endDateTime: string;
  modalities: string[];
  caller: WireEndpoint;
  callee: WireEndpoint;
  segments?: { media?: WireMedia[]; caller: WireEndpoint }[];
};

export type WireRecord = {
  id: string;
  version: number;
  type: string;
  modalities: string[];
  startDateTime: string;
  endDateTime: string;
  lastModifiedDateTime: string;
  joinWebUrl?: string | null;
  organizer?: WireIdentitySet;
  participants?: WireIdentitySet[];
  organizer_v2?: WireParticipant;
  participants_v2?: WireParticipant[];
  "participants_v2@odata.nextLink"?: string;
  sessions?: WireSession[];
  "sessions@odata.nextLink"?: string;
};
