import type { Db } from "mongodb";
import type { TrueCall } from "../../src/simulator/true-call.ts";

/** How the store differs from the ground truth. Every figure is 0 when nothing was lost and nothing came twice. */
export type ChaosDifference = {
  /** Calls that Graph lists and the store does not hold, or not wholly. */
  missing: string[];
  /** Calls with a participation, session or rating too many, and calls that Graph does not know. */
  doubled: string[];
  /** Calls, or parts of them, that are not at their highest version. */
  stale: string[];
  /** Calls with ratings that are not there, once for each. */
  lostRatings: string[];
};

type HeldParticipation = {
  callId: string;
  personId: string;
  version: number;
  durationSeconds: number;
  ratings: { rating: string; tokens: string[] }[];
};
type HeldCall = { version: number; sessions: number[]; participations: HeldParticipation[] };

const ROUNDING_SECONDS = 0.002;

/** Compares what is stored, read past the product's own read model, with what is true at this moment. */
export async function compareWithTruth(database: Db, truth: readonly TrueCall[]): Promise<ChaosDifference> {
  const held = await heldCalls(database);
  const difference: ChaosDifference = { missing: [], doubled: [], stale: [], lostRatings: [] };
  for (const call of truth) {
    const found = held.get(call.callId);
    if (!found) difference.missing.push(call.callId);
    else compareCall(call, found, difference);
  }
  const known = new Set(truth.map(({ callId }) => callId));
  for (const callId of held.keys()) if (!known.has(callId)) difference.doubled.push(callId);
  return difference;
}

/** Calls whose listed version is not held: the cheap look, for waiting. */
export async function behindTruth(database: Db, truth: readonly TrueCall[]): Promise<string[]> {
  const held = new Map<string, number>();
  const headers = database.collection("callRecords").find().project<{ callId: string; version: number }>({
    callId: 1,
    version: 1,
  });
  for await (const { callId, version } of headers) held.set(callId, version);
  return truth.filter(({ callId, version }) => held.get(callId) !== version).map(({ callId }) => callId);
}

/** What is known about calls that differ: their truth, what is held, and their job. */
export async function diagnose(
  database: Db,
  truth: readonly TrueCall[],
  callIds: readonly string[],
): Promise<Record<string, unknown>[]> {
  const byId = new Map(truth.map((call) => [call.callId, call]));
  return Promise.all(
    callIds.map(async (callId) => ({
      callId,
      true: byId.get(callId) ?? null,
      header: await database.collection("callRecords").findOne({ callId }, { projection: { _id: 0 } }),
      participations: await database
        .collection("participations")
        .find({ callId })
        .project({ _id: 0, personId: 1, version: 1, durationSeconds: 1, sessionCount: 1, ratings: 1 })
        .toArray(),
      job: await database.collection("ingestJobs").findOne({ callId }, { projection: { _id: 0 } }),
    })),
  );
}

async function heldCalls(database: Db): Promise<Map<string, HeldCall>> {
  const held = new Map<string, HeldCall>();
  const headers = database.collection("callRecords").find().project<{ callId: string; version: number }>({
    callId: 1,
    version: 1,
  });
  for await (const { callId, version } of headers) held.set(callId, { version, sessions: [], participations: [] });
  // A child without its call counts as a call that nobody knows, unless the truth does.
  const callOf = (callId: string): HeldCall => {
    const call = held.get(callId) ?? { version: -1, sessions: [], participations: [] };
    held.set(callId, call);
    return call;
  };
  const sessions = database.collection("callSessions").find().project<{ callId: string; version: number }>({
    callId: 1,
    version: 1,
  });
  for await (const { callId, version } of sessions) callOf(callId).sessions.push(version);
  const participations = database.collection("participations").find().project<HeldParticipation>({
    callId: 1,
    personId: 1,
    version: 1,
    durationSeconds: 1,
    ratings: 1,
  });
  for await (const participation of participations) callOf(participation.callId).participations.push(participation);
  return held;
}

function compareCall(call: TrueCall, held: HeldCall, difference: ChaosDifference): void {
  const { callId, version } = call;
  const versions = [held.version, ...held.sessions, ...held.participations.map((one) => one.version)];
  if (versions.some((one) => one !== version)) difference.stale.push(callId);

  const own = new Map(held.participations.map((one) => [one.personId, one]));
  const isPartMissing = call.participations.some(({ personId }) => !own.has(personId));
  if (isPartMissing || held.sessions.length < call.sessionCount) difference.missing.push(callId);

  let isDoubled = held.participations.length > call.participations.length || held.sessions.length > call.sessionCount;
  for (const { personId, durationSeconds, ratings } of call.participations) {
    const found = own.get(personId);
    if (!found) continue;
    if (found.durationSeconds > durationSeconds + ROUNDING_SECONDS) isDoubled = true;
    const left = found.ratings.map(ratingText);
    for (const rating of ratings.map(ratingText)) {
      const at = left.indexOf(rating);
      if (at < 0) difference.lostRatings.push(callId);
      else left.splice(at, 1);
    }
    if (left.length > 0) isDoubled = true;
  }
  if (isDoubled) difference.doubled.push(callId);
}

function ratingText({ rating, tokens }: { rating: string; tokens: readonly string[] }): string {
  return `${rating} ${[...tokens].sort().join(" ")}`;
}
