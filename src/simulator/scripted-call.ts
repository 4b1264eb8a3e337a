import type {
  CallContent,
  CallPlan,
  ModelIdentity,
  ModelMedia,
  ModelSession,
  ParticipantEndpoint,
  Rating,
} from "./call-model.ts";
import { agentFor, endpointOf, withoutTelemetry } from "./client-model.ts";
import { personIdentity } from "./person-model.ts";
import type { PersonModel } from "./person-model.ts";
import { Random } from "./random.ts";
import { audioStream } from "./stream-metrics.ts";
import { MINUTE_MS } from "./zoned-day.ts";

/** The sound both ways; what is not given is healthy. */
export type ScriptedAudio = {
  packetUtilization?: number | null;
  averageJitterMs?: number | null;
  averagePacketLossRate?: number | null;
  averageRoundTripTimeMs?: number | null;
};

export type ScriptedParticipant = {
  /** The id of one of the tenant's people, or anybody else's identity. */
  person: string | ModelIdentity;
  platform?: string;
  /** Own sessions; default: one for the whole call. Only the first is used in two-party calls. */
  sessions?: readonly { start: Date; end: Date }[];
  /** null: no telemetry. */
  audio?: ScriptedAudio | null;
  /** Of the first session; `since` is the index of the version that brings it. */
  feedback?: { rating: Rating; tokens?: Readonly<Record<string, boolean>>; since?: number };
  subnet?: string;
};

/** A call whose content a test decides. */
export type ScriptedCall = {
  id?: string;
  /** Default: peerToPeer with two participants, else groupCall. */
  type?: CallContent["type"];
  modalities?: readonly string[];
  start: Date;
  end: Date;
  /** The first is the organizer unless `organizer` says otherwise. */
  participants: readonly ScriptedParticipant[];
  organizer?: string | ModelIdentity;
  /** Default: version 1, ten minutes after the end. */
  versions?: readonly { number: number; availableAt: Date }[];
  joinWebUrl?: string | null;
};

type ScriptWorld = { seed: number; tenantId: string; people: readonly PersonModel[]; delayFactor: number };

export function scriptedPlan(world: ScriptWorld, call: ScriptedCall, index: number): CallPlan {
  const random = new Random(`${world.seed}/scripted/${index}`);
  const end = call.end.getTime();
  const versions = call.versions?.map(({ number, availableAt }) => ({ number, availableAt: availableAt.getTime() }));
  const content = scriptedContent(world, call, random);
  const indexes = content.participants.map((identity) => world.people.findIndex((person) => person.id === identity.id));
  const organizer = world.people.findIndex((person) => person.id === content.organizer?.id);
  return {
    key: `scripted.${index}`,
    id: call.id ?? random.guid(),
    kind: "scripted",
    start: call.start.getTime(),
    end,
    organizer: organizer < 0 ? null : organizer,
    members: indexes.filter((member) => member >= 0),
    versions: versions ?? [{ number: 1, availableAt: Math.round(end + 10 * MINUTE_MS * world.delayFactor) }],
    scripted: content,
  };
}

function identityFor(world: ScriptWorld, person: string | ModelIdentity): ModelIdentity {
  if (typeof person !== "string") return person;
  const known = world.people.find((candidate) => candidate.id === person);
  if (known) return personIdentity(known, world.tenantId);
  return { slot: "user", id: person, displayName: null, tenantId: world.tenantId, userPrincipalName: null };
}

function scriptedContent(world: ScriptWorld, call: ScriptedCall, random: Random): CallContent {
  const type = call.type ?? (call.participants.length === 2 ? "peerToPeer" : "groupCall");
  const modalities = call.modalities ?? ["audio"];
  const participants = call.participants.map((participant) => identityFor(world, participant.person));
  const organizer = call.organizer === undefined ? (participants[0] ?? null) : identityFor(world, call.organizer);
  const sides = call.participants.map((participant) => side(world, participant, random));
  const sessions: ModelSession[] = [];
  const [first, second] = sides;
  if (type === "peerToPeer" && first && second && sides.length === 2) {
    sessions.push(...sessionsOfSide(call, modalities, first, second.endpoint, random, 1));
  } else {
    const service = { kind: "service" as const, role: "mediaController", headerValue: null, oddAgent: false };
    for (const own of sides) sessions.push(...sessionsOfSide(call, modalities, own, service, random, Infinity));
  }
  const style = { digits: 7, deprecated: false, writesNulls: true, acsSlot: "acsUser" as const };
  return { type, modalities, joinWebUrl: call.joinWebUrl ?? null, organizer, participants, sessions, style };
}

type Side = { endpoint: ParticipantEndpoint; script: ScriptedParticipant };

function side(world: ScriptWorld, script: ScriptedParticipant, random: Random): Side {
  const endpoint = endpointOf(
    identityFor(world, script.person),
    withoutTelemetry(agentFor(random, script.platform ?? "windows")),
  );
  if (script.feedback) {
    const { rating, tokens, since } = script.feedback;
    endpoint.feedback = { rating, text: null, tokens: tokens ?? {}, since: since ?? 0 };
  }
  return { endpoint, script };
}

function sessionsOfSide(
  call: ScriptedCall,
  modalities: readonly string[],
  own: Side,
  callee: ModelSession["callee"],
  random: Random,
  limit: number,
): ModelSession[] {
  const stretches = own.script.sessions ?? [{ start: call.start, end: call.end }];
  return stretches.slice(0, limit).map((stretch, index) => {
    const [start, end] = [stretch.start.getTime(), stretch.end.getTime()];
    const id = random.guid();
    const caller = index === 0 ? own.endpoint : { ...own.endpoint, feedback: null };
    const media = own.script.audio === null ? [] : [audioLine(random, own.script, (end - start) / 1000)];
    return {
      id,
      start,
      end,
      modalities,
      caller,
      callee,
      failure: null,
      isTest: null,
      segments: [{ id, start, end, media }],
      since: 0,
      telemetrySince: 0,
      causes: [],
    };
  });
}

function audioLine(random: Random, script: ScriptedParticipant, seconds: number): ModelMedia {
  const network =
    script.subnet === undefined
      ? null
      : { subnet: script.subnet, connectionType: "wired", networkTransportProtocol: "udp" };
  const healthy = { averageJitterMs: 5, averagePacketLossRate: 0.001, averageRoundTripTimeMs: 40 };
  const streams = (["callerToCallee", "calleeToCaller"] as const).map((direction) => ({
    ...audioStream(random, direction, seconds, null, "satin"),
    packetUtilization: 5000,
    ...healthy,
    ...script.audio,
  }));
  return {
    label: "main-audio",
    kind: "audio",
    callerDevice: null,
    calleeDevice: null,
    callerNetwork: network,
    calleeNetwork: null,
    streams,
  };
}
