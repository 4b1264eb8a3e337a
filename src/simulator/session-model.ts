import type {
  ModelFeedback,
  ModelFailure,
  ModelIdentity,
  ModelMedia,
  ModelSession,
  ModelStream,
  ParticipantEndpoint,
  Rating,
  ServiceEndpoint,
} from "./call-model.ts";
import { causeName, causesAt } from "./causes.ts";
import type { Cause, TroubleMetric } from "./causes.ts";
import { endpointOf } from "./client-model.ts";
import type { Equipment } from "./client-model.ts";
import { FEEDBACK_TOKENS } from "./names.ts";
import type { PersonModel } from "./person-model.ts";
import type { Random } from "./random.ts";
import { audioStream, dataStream, sharingStream, silentStream, videoStream } from "./stream-metrics.ts";

/** One side of a session that is somebody: who, with what, and the person of the tenant if it is one. */
export type Somebody = { identity: ModelIdentity; equipment: Equipment; person: PersonModel | null };
export type FarSide =
  Somebody | { service: ServiceEndpoint; network: ModelMedia["calleeNetwork"]; trunk: string | null };

export type SessionSpec = {
  id: string;
  start: number;
  end: number;
  modalities: readonly string[];
  caller: Somebody;
  callee: FarSide;
  failure?: ModelFailure | null;
  isTest?: boolean;
  /** No telemetry at all, in any version. */
  withoutMedia?: boolean;
  /** Nobody is asked to rate it. */
  withoutSurvey?: boolean;
  /** How likely the caller says nothing all along. */
  mutedShare?: number;
  /** Two segments instead of one, as telephone calls can have. */
  segments?: 1 | 2;
};

export type SessionContext = { random: Random; causes: readonly Cause[]; versions: number };

type Trouble = { metric: TroubleMetric; sent: boolean; heard: boolean };

/** What happened in one session: streams, their causes, and who rated it in which version. */
export function makeSession(context: SessionContext, spec: SessionSpec): ModelSession {
  const { random } = context;
  const found = findTroubles(context, spec);
  const isPoor = found.troubles.length > 0;
  const caller = endpointFor(random, spec.caller);
  const callee = "service" in spec.callee ? spec.callee.service : endpointFor(random, spec.callee);
  if (!spec.withoutSurvey && spec.end > spec.start) {
    caller.feedback = drawFeedback(context, spec.caller.person, isPoor);
    if (callee.kind === "participant" && !("service" in spec.callee)) {
      callee.feedback = drawFeedback(context, spec.callee.person, isPoor);
    }
  }
  const hasMedia = !spec.withoutMedia && spec.end > spec.start;
  const isLate = context.versions > 1 && random.chance(0.3);
  return {
    id: spec.id,
    start: spec.start,
    end: spec.end,
    modalities: spec.modalities,
    caller,
    callee,
    failure: spec.failure ?? null,
    isTest: spec.isTest ? true : random.pick([false, false, null]),
    segments: makeSegments(random, spec, found.troubles, hasMedia),
    since: 0,
    telemetrySince: random.chance(0.03) ? null : isLate ? random.int(1, context.versions - 1) : 0,
    causes: hasMedia ? found.names : [],
  };
}

function endpointFor(random: Random, somebody: Somebody): ParticipantEndpoint {
  const endpoint = endpointOf(somebody.identity, somebody.equipment);
  const otherName = somebody.person?.otherName ?? null;
  if (otherName && random.chance(0.5)) endpoint.shownName = otherName;
  return endpoint;
}

function findTroubles(context: SessionContext, spec: SessionSpec): { troubles: Trouble[]; names: string[] } {
  const troubles: Trouble[] = [];
  const names = new Set<string>();
  const trunk = "service" in spec.callee ? spec.callee.trunk : null;
  const callerExposure = trunk ? { ...spec.caller.equipment.exposure, trunk } : spec.caller.equipment.exposure;
  for (const cause of causesAt(context.causes, callerExposure, spec.start)) {
    if (!context.random.chance(cause.poorShare)) continue;
    names.add(causeName(cause));
    troubles.push({ metric: cause.metric, sent: true, heard: !cause.sentOnly });
  }
  if (!("service" in spec.callee)) {
    for (const cause of causesAt(context.causes, spec.callee.equipment.exposure, spec.start)) {
      if (!context.random.chance(cause.poorShare)) continue;
      names.add(causeName(cause));
      troubles.push({ metric: cause.metric, sent: !cause.sentOnly, heard: true });
    }
  }
  // Bad luck that has no cause one could find.
  if (troubles.length === 0 && context.random.chance(0.012)) {
    const metric = context.random.pick(["jitter", "loss", "roundTrip"] as const);
    const sent = context.random.chance(0.5);
    troubles.push({ metric, sent, heard: !sent });
  }
  return { troubles, names: [...names] };
}

function makeSegments(
  random: Random,
  spec: SessionSpec,
  troubles: readonly Trouble[],
  hasMedia: boolean,
): ModelSession["segments"] {
  const { id, start, end } = spec;
  if (spec.segments !== 2 || end - start < 20_000) {
    return [{ id, start, end, media: hasMedia ? makeMedia(random, spec, troubles, end - start) : [] }];
  }
  const middle = start + Math.round((end - start) * random.between(0.2, 0.6));
  return [
    { id, start, end: middle, media: hasMedia ? makeMedia(random, spec, troubles, middle - start) : [] },
    { id: random.guid(), start: middle, end, media: hasMedia ? makeMedia(random, spec, troubles, end - middle) : [] },
  ];
}

function makeMedia(random: Random, spec: SessionSpec, troubles: readonly Trouble[], lengthMs: number): ModelMedia[] {
  const seconds = lengthMs / 1000;
  const callee = spec.callee;
  const sides = {
    callerDevice: spec.caller.equipment.device,
    callerNetwork: spec.caller.equipment.network,
    calleeDevice: "service" in callee ? null : callee.equipment.device,
    calleeNetwork: "service" in callee ? callee.network : callee.equipment.network,
  };
  const media: ModelMedia[] = [
    { label: "main-audio", kind: "audio", ...sides, streams: makeAudio(random, spec, troubles, seconds) },
  ];
  const isVideoPoor = (troubles.length > 0 && random.chance(0.6)) || random.chance(0.006);
  if (spec.modalities.includes("video")) {
    const streams = bothWays(random, (direction) => videoStream(random, direction, seconds, isVideoPoor));
    media.push({ label: "main-video", kind: "video", ...sides, streams });
  }
  if (spec.modalities.includes("videoBasedScreenSharing")) {
    const isSharingPoor = isVideoPoor && random.chance(0.3);
    const streams = [
      sharingStream(random, random.pick(["callerToCallee", "calleeToCaller"]), seconds * 0.4, isSharingPoor),
    ];
    media.push({ label: "applicationsharing-video", kind: "screenSharing", ...sides, streams });
  }
  if (spec.modalities.includes("data")) {
    media.push({ label: "data", kind: "data", ...sides, streams: bothWays(random, (way) => dataStream(random, way)) });
  }
  return media;
}

function bothWays(random: Random, make: (direction: ModelStream["direction"]) => ModelStream): ModelStream[] {
  const streams = [make("callerToCallee")];
  if (random.chance(0.8)) streams.push(make("calleeToCaller"));
  return streams;
}

function makeAudio(random: Random, spec: SessionSpec, troubles: readonly Trouble[], seconds: number): ModelStream[] {
  const isPhone =
    spec.caller.identity.slot === "phone" || (!("service" in spec.callee) && spec.callee.identity.slot === "phone");
  const codec = isPhone
    ? random.pick(["pcma", "pcmu", "g722"])
    : random.weighted({ satin: 62, satinFullband: 6, opus: 20, silkWide: 9, unknown: 3 });
  const sent = troubles.find((trouble) => trouble.sent)?.metric ?? null;
  const heard = troubles.find((trouble) => trouble.heard)?.metric ?? null;
  const isMuted = random.chance(spec.mutedShare ?? 0.02);
  // The receiving side measures; a browser reports nothing of what it received.
  const isDeaf = spec.caller.equipment.agent.platform === "web" && random.chance(0.6);
  const isFarDeaf = !("service" in spec.callee) && spec.callee.equipment.agent.platform === "web" && random.chance(0.6);
  const toCallee =
    isMuted || isFarDeaf
      ? silentStream(random, "callerToCallee", codec)
      : audioStream(random, "callerToCallee", seconds, sent, codec);
  const toCaller = isDeaf
    ? silentStream(random, "calleeToCaller", codec)
    : audioStream(random, "calleeToCaller", seconds, heard, codec);
  return [toCallee, toCaller];
}

function drawFeedback(context: SessionContext, person: PersonModel | null, isPoor: boolean): ModelFeedback | null {
  const { random } = context;
  if (!person || !random.chance(Math.min(1, person.asked * (isPoor ? 2.5 : 1)))) return null;
  const since = context.versions > 1 && random.chance(0.5) ? random.int(1, context.versions - 1) : 0;
  if (random.chance(0.25)) return { rating: "notRated", text: null, tokens: random.chance(0.5) ? null : {}, since };
  const rating: Rating = isPoor
    ? random.weighted({ bad: 36, poor: 30, fair: 18, good: 11, excellent: 5 })
    : random.weighted({ bad: 7, poor: 10, fair: 15, good: 30, excellent: 38 });
  const text = random.chance(0.04) ? "Could hardly hear the others." : null;
  return { rating, text: rating === "bad" ? text : null, tokens: drawTokens(random, rating), since };
}

function drawTokens(random: Random, rating: Rating): Record<string, boolean> {
  const tokens: Record<string, boolean> = {};
  if (rating === "good" || rating === "excellent" || random.chance(0.25)) return tokens;
  for (const token of FEEDBACK_TOKENS) {
    if (random.chance(0.25)) tokens[token] = true;
    else if (random.chance(0.3)) tokens[token] = false;
  }
  // The set is open: names come and go.
  if (random.chance(0.05)) tokens["RoboticVoice"] = true;
  return tokens;
}
