import type { CallContent, CallPlan, ModelIdentity } from "./call-model.ts";
import type { CallWorld } from "./call-world.ts";
import type { PersonModel } from "./person-model.ts";
import { Random } from "./random.ts";
import { trunkOf } from "./two-party-content.ts";
import { HOUR_MS, MINUTE_MS } from "./zoned-day.ts";

/** What both logs tell of a telephone call, in plain units. */
type LogRow = {
  id: string;
  /** The call record's; null for an attempt that left none. */
  callId: string | null;
  /** The person, or resource account, of the tenant. */
  owner: ModelIdentity;
  direction: "in" | "out";
  callType: string;
  start: number;
  end: number;
  durationSeconds: number;
  callerNumber: string;
  calleeNumber: string;
  /** When the log shows it. */
  visibleAt: number;
};

export type PstnRow = LogRow & {
  kind: "pstn";
  /** The log's own id of the call. */
  logCallId: string;
  charge: number;
  connectionCharge: number;
  currency: string;
  country: string;
  destinationName: string;
  conferenceId: string | null;
  licenseCapability: string;
  operator: string;
};

export type DirectRoutingRow = LogRow & {
  kind: "directRouting";
  correlationId: string;
  invitedAt: number;
  failedAt: number | null;
  finalSipCode: number;
  finalSipCodePhrase: string;
  callEndSubReason: number;
  trunk: string;
  mediaPathLocation: string;
  signalingLocation: string;
  isMediaBypassed: boolean;
};

export type CallLogRow = PstnRow | DirectRoutingRow;

const PLACES = {
  Berlin: { country: "DE", name: "Germany", currency: "EUR", prefix: "+4930", location: "EUWE" },
  London: { country: "GB", name: "United Kingdom", currency: "GBP", prefix: "+4420", location: "UKSO" },
  "New York": { country: "US", name: "United States", currency: "USD", prefix: "+1212", location: "USEA" },
} as const;

/** How attempts over a trunk end that come to nothing; codes as Direct Routing shows them. */
const SIP_FAILURES = [
  { code: 486, phrase: "Busy Here", subReason: 560486 },
  { code: 480, phrase: "Temporarily Unavailable", subReason: 560480 },
  { code: 404, phrase: "Not Found", subReason: 560404 },
  { code: 503, phrase: "Service Unavailable", subReason: 560503 },
] as const;

const LINES_LOST = { code: 504, phrase: "Server Time-out", subReason: 560504 };
const ENDED_WELL = { code: 0, phrase: "BYE", subReason: 540000 };

/** Kinds of calls in which a telephone can take part. */
const KINDS_WITH_TELEPHONE = new Set(["phone", "queue", "meeting", "scripted"]);

/**
 * The rows of one call in the telephone logs: a function of the seed and the call. Calls over the tenant's trunks are
 * in the Direct Routing log and name the call record; those of people with an operator's line, and dial-ins to
 * meetings, are in the PSTN log and do not.
 */
export function logRowsOf(world: CallWorld, plan: CallPlan): CallLogRow[] {
  if (!KINDS_WITH_TELEPHONE.has(plan.kind)) return [];
  const content = world.contentOf(plan);
  const phone = content.participants.find(({ slot }) => slot === "phone");
  if (!phone) return [];
  const random = new Random(`${world.settings.seed}/call-log/${plan.key}`);
  const owner = ownerOf(world, plan, content);
  if (!owner) return [];
  const draft = { world, plan, content, random, phone, ...owner };
  if (content.type !== "peerToPeer" && plan.kind !== "queue") return [dialIn(draft)];
  const isSick = content.sessions.some(({ causes }) => causes.some((cause) => cause.startsWith("trunk:")));
  const isPstn = plan.kind !== "queue" && !isSick && random.chance(0.3);
  if (isPstn) return [pstnRow(draft)];
  const row = directRoutingRow(draft);
  return plan.kind === "phone" && row.direction === "out" && random.chance(0.12)
    ? [failedAttempt(draft, row), row]
    : [row];
}

type Draft = {
  world: CallWorld;
  plan: CallPlan;
  content: CallContent;
  random: Random;
  phone: ModelIdentity;
  identity: ModelIdentity;
  person: PersonModel | null;
};

/** A queue's calls belong to its resource account, a meeting's dial-ins to its organizer. */
function ownerOf(
  world: CallWorld,
  plan: CallPlan,
  content: CallContent,
): { identity: ModelIdentity; person: PersonModel | null } | null {
  const people = world.settings.people;
  const identity =
    plan.kind === "queue"
      ? content.organizer
      : plan.kind === "meeting"
        ? content.organizer
        : (content.participants.find(({ slot }) => slot === "user") ?? null);
  if (!identity) return null;
  const person = people.find(({ id }) => id === identity.id) ?? null;
  return { identity, person };
}

function common({ plan, content, random, phone, person, identity, world }: Draft): Omit<LogRow, "callType"> {
  const first = content.sessions[0]?.caller;
  const isIncoming = first?.kind === "participant" && first.identity.slot === "phone";
  const own = ownNumber(world, identity, placeOf(person).prefix);
  // The log counts from the answer, the call record from the first ringing.
  const start = plan.start + Math.min(random.int(0, 2500), plan.end - plan.start);
  return {
    id: random.guid(),
    callId: plan.id,
    owner: identity,
    direction: isIncoming ? "in" : "out",
    start,
    end: plan.end,
    durationSeconds: Math.round((plan.end - start) / 1000),
    callerNumber: isIncoming ? phone.id : own,
    calleeNumber: isIncoming ? own : phone.id,
    visibleAt: Math.round(plan.end + random.between(24, 48) * HOUR_MS * world.settings.delayFactor),
  };
}

function pstnRow(draft: Draft): PstnRow {
  const { random, person } = draft;
  const row = common(draft);
  const place = placeOf(person);
  const minutes = Math.ceil(row.durationSeconds / 60);
  const isCharged = row.direction === "out" && random.chance(0.6);
  return {
    ...row,
    kind: "pstn",
    callType: `user_${row.direction}`,
    ...billing(draft),
    charge: isCharged ? Math.round(minutes * 2.2) / 100 : 0,
    connectionCharge: isCharged ? 0.05 : 0,
    destinationName: row.direction === "out" ? "Germany" : place.name,
    conferenceId: null,
  };
}

/** Somebody dials in to a meeting: the row begins when they do, not when the meeting does. */
function dialIn(draft: Draft): PstnRow {
  const { random, plan, person } = draft;
  const row = common(draft);
  const start = Math.min(plan.end, row.start + random.int(0, 5) * MINUTE_MS);
  const own = ownNumber(draft.world, draft.identity, placeOf(person).prefix);
  return {
    ...row,
    kind: "pstn",
    direction: "in",
    callType: "conf_in",
    start,
    durationSeconds: Math.round((plan.end - start) / 1000),
    callerNumber: draft.phone.id,
    calleeNumber: own,
    ...billing(draft),
    charge: 0,
    connectionCharge: 0,
    destinationName: placeOf(person).name,
    conferenceId: String(random.int(100_000_000, 999_999_999)),
  };
}

function billing({ random, person }: Draft) {
  const { country, currency } = placeOf(person);
  const address = [random.int(20, 200), random.int(0, 255), random.int(0, 255), random.int(1, 254)].join(".");
  return {
    logCallId: `${random.int(100_000_000, 1_999_999_999)}_${random.int(1_000_000, 199_999_999)}@${address}`,
    currency,
    country,
    licenseCapability: random.pick(["MCOPSTN1", "MCOPSTN2", "MCOPSTNU"]),
    operator: random.pick(["Microsoft", "Fennel Telecom"]),
  };
}

function directRoutingRow(draft: Draft): DirectRoutingRow {
  const { plan, random, person, world } = draft;
  const row = common(draft);
  const ending = random.chance(0.05) ? LINES_LOST : ENDED_WELL;
  const words = row.direction === "in" ? "ByotIn" : "ByotOut";
  return {
    ...row,
    kind: "directRouting",
    callType: plan.kind === "queue" ? `${words}Ucap` : words,
    callerNumber: masked(row.callerNumber),
    calleeNumber: masked(row.calleeNumber),
    correlationId: plan.id,
    invitedAt: plan.start - random.int(0, 900),
    failedAt: null,
    finalSipCode: ending.code,
    finalSipCodePhrase: ending.phrase,
    callEndSubReason: ending.subReason,
    trunk: trunkOf(world.settings.people[plan.members[0] ?? 0] ?? null).name,
    mediaPathLocation: placeOf(person).location,
    signalingLocation: random.pick([placeOf(person).location, "EUNO"]),
    isMediaBypassed: random.chance(0.3),
  };
}

/** What went before a call that came about: a try that failed, of which there is no call record. */
function failedAttempt({ random }: Draft, row: DirectRoutingRow): DirectRoutingRow {
  const failure = random.pick(SIP_FAILURES);
  const failedAt = row.invitedAt - random.int(20_000, 90_000);
  return {
    ...row,
    id: random.guid(),
    callId: null,
    correlationId: random.guid(),
    start: failedAt - random.int(1000, 8000),
    invitedAt: failedAt - 9000,
    end: failedAt,
    durationSeconds: 0,
    failedAt,
    finalSipCode: failure.code,
    finalSipCodePhrase: failure.phrase,
    callEndSubReason: failure.subReason,
  };
}

function placeOf(person: PersonModel | null): (typeof PLACES)[keyof typeof PLACES] {
  const site = person?.site;
  return site === "London" || site === "New York" ? PLACES[site] : PLACES.Berlin;
}

function ownNumber(world: CallWorld, owner: ModelIdentity, prefix: string): string {
  return `${prefix}${new Random(`${world.settings.seed}/number/${owner.id}`).int(1_000_000, 9_999_999)}`;
}

/** The Direct Routing log hides the last digits of every number. */
function masked(number: string): string {
  return number.endsWith("***") ? number : `${number.slice(0, -3)}***`;
}
