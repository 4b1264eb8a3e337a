import type {
  CallContent,
  CallPlan,
  IdentitySlot,
  ModelSession,
  ParticipantEndpoint,
  Rating,
  RecordVersion,
} from "./call-model.ts";
import { sessionsOf } from "./record-json.ts";
import { streamQuality, worstQuality } from "./true-quality.ts";
import type { TrueQuality } from "./true-quality.ts";

export type TrueRating = { rating: Rating; tokens: string[] };

export type TrueParticipation = {
  personId: string;
  personKind: string;
  displayName: string | null;
  durationSeconds: number;
  role: "organizer" | "participant";
  quality: TrueQuality;
  ratings: TrueRating[];
  /** Of the longest own session; null when there is none. */
  platform: string | null;
  /** Of the longest own session; null when that tells none. */
  subnet: string | null;
  /** What made it poor, as far as something sick did: "subnet:10.11.1.0" and the like. */
  causes: string[];
};

export type TrueCall = {
  callId: string;
  version: number;
  type: string;
  modalities: string[];
  start: Date;
  end: Date;
  /** How many sessions the record has at this version. */
  sessionCount: number;
  participations: TrueParticipation[];
};

/** The product's words for identity slots. */
const PERSON_KINDS: Readonly<Record<IdentitySlot, string>> = {
  user: "user",
  guest: "guest",
  phone: "phone",
  acsUser: "acsUser",
  application: "bot",
  applicationInstance: "serviceAccount",
  encrypted: "protected",
  onPremises: "onPremises",
};

type Own = { session: ModelSession; endpoint: ParticipantEndpoint };

/** What is true of a call at one version: who took part, how long, and how it was for them. */
export function trueCall(plan: CallPlan, content: CallContent, version: number): TrueCall {
  const ownSessions = new Map<string, Own[]>();
  const everybody = new Map(content.participants.map((identity) => [identity.id, identity]));
  const sessions = sessionsOf(content, version);
  for (const session of sessions) {
    for (const endpoint of [session.caller, session.callee]) {
      if (endpoint.kind !== "participant") continue;
      if (!everybody.has(endpoint.identity.id)) everybody.set(endpoint.identity.id, endpoint.identity);
      const own = ownSessions.get(endpoint.identity.id) ?? [];
      own.push({ session, endpoint });
      ownSessions.set(endpoint.identity.id, own);
    }
  }
  const participations = [...everybody.values()].map((identity): TrueParticipation => {
    const own = ownSessions.get(identity.id) ?? [];
    return {
      personId: identity.id,
      personKind: PERSON_KINDS[identity.slot],
      displayName: identity.displayName,
      durationSeconds: unionSeconds(own.map(({ session }) => session)),
      role: content.organizer?.id === identity.id ? "organizer" : "participant",
      quality: worstQuality(own.flatMap(({ session }) => sessionQualities(session, version))),
      ratings: own.flatMap(({ endpoint }) => ratingsOf(endpoint, version)),
      platform: longest(own)?.endpoint.agent.platform ?? null,
      subnet: subnetOf(longest(own), version),
      causes: [...new Set(own.flatMap(({ session }) => (hasTelemetry(session, version) ? session.causes : [])))],
    };
  });
  const number = (plan.versions[version] as RecordVersion).number;
  const { type, modalities } = content;
  const times = { start: new Date(plan.start), end: new Date(plan.end) };
  const sessionCount = sessions.length;
  return {
    callId: plan.id,
    version: number,
    type,
    modalities: [...modalities],
    ...times,
    sessionCount,
    participations,
  };
}

function hasTelemetry(session: ModelSession, version: number): boolean {
  return session.telemetrySince !== null && session.telemetrySince <= version;
}

function sessionQualities(session: ModelSession, version: number): TrueQuality[] {
  if (!hasTelemetry(session, version)) return [];
  return session.segments.flatMap((segment) =>
    segment.media.flatMap((media) => media.streams.map((stream) => streamQuality(media.kind, stream))),
  );
}

function ratingsOf(endpoint: ParticipantEndpoint, version: number): TrueRating[] {
  const { feedback } = endpoint;
  if (!feedback || feedback.since > version) return [];
  const tokens = Object.entries(feedback.tokens ?? {}).flatMap(([token, isOn]) => (isOn ? [token] : []));
  return [{ rating: feedback.rating, tokens }];
}

function subnetOf(own: Own | null, version: number): string | null {
  if (own === null || !hasTelemetry(own.session, version)) return null;
  const { session, endpoint } = own;
  const side = session.caller === endpoint ? "callerNetwork" : "calleeNetwork";
  const lines = session.segments.flatMap(({ media }) => media);
  const subnets = lines.map((line) => line[side]?.["subnet"]);
  return subnets.find((subnet): subnet is string => typeof subnet === "string" && subnet !== "") ?? null;
}

function longest(own: readonly Own[]): Own | null {
  let best: Own | null = null;
  for (const candidate of own) {
    const { start, end } = candidate.session;
    if (!best || end - start > best.session.end - best.session.start) best = candidate;
  }
  return best;
}

/** Seconds covered by at least one of the sessions. */
function unionSeconds(sessions: readonly ModelSession[]): number {
  const ordered = [...sessions].sort((left, right) => left.start - right.start);
  let covered = 0;
  let reached = -Infinity;
  for (const { start, end } of ordered) {
    if (end <= reached) continue;
    covered += end - Math.max(start, reached);
    reached = end;
  }
  return covered / 1000;
}
