import type { Participation, ParticipationNetwork } from "../../src/calls/participation.ts";
import { BUILT_START } from "./call-record-builder.ts";

/** A good group call of half an hour on Windows, nobody asked for a rating. */
export function buildParticipation(over: Partial<Participation> = {}): Participation {
  const start = over.start ?? BUILT_START;
  const end = over.end ?? new Date(start.getTime() + 1_800_000);
  return {
    callId: "call-1",
    version: 1,
    personId: "anna",
    personKind: "user",
    displayName: "Anna Example",
    callType: "groupCall",
    modalities: ["audio"],
    start,
    end,
    isLikelyMissed: false,
    isTest: false,
    role: "participant",
    joined: start,
    left: end,
    durationSeconds: (end.getTime() - start.getTime()) / 1000,
    sessionCount: 1,
    others: { count: 2, person: null },
    client: { platform: "windows", productFamily: "teams", applicationVersion: null, userAgent: null },
    device: null,
    network: null,
    trunk: null,
    quality: "good",
    streamCounts: { good: 2, poor: 0, unclassified: 0 },
    reasons: [],
    verdict: null,
    ratings: [],
    failure: null,
    ruleVersion: 1,
    ...over,
  };
}

/** A network that tells nothing but what is given. */
export function buildParticipationNetwork(over: Partial<ParticipationNetwork> = {}): ParticipationNetwork {
  return {
    connectionType: "unknown",
    transportProtocol: "udp",
    wifiBand: "unknown",
    wifiSignalStrengthPercentage: null,
    basicServiceSetIdentifier: null,
    subnet: null,
    reflexiveIpAddress: null,
    isRelayed: false,
    relayIpAddress: null,
    building: null,
    ...over,
  };
}
