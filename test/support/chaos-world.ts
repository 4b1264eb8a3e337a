import { createSites } from "../../src/simulator/office.ts";
import { createPeople } from "../../src/simulator/person-model.ts";
import { Random } from "../../src/simulator/random.ts";
import type { ScriptedCall, ScriptedParticipant } from "../../src/simulator/scripted-call.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** So many calls end within these instants. */
export type ChaosStretch = { from: number; to: number; calls: number };

/** How much shorter everything between a call's end and its notifications takes than at Graph. */
export const CHAOS_DELAY_FACTOR = 0.02;

/**
 * Calls with a history: every second one has later versions, soon after the first or hours later, and ratings that come
 * with any of them. A function of the seed and the stretches.
 */
export function chaosCalls(seed: number, people: number, stretches: readonly ChaosStretch[]): ScriptedCall[] {
  const random = new Random(`${seed}/chaos`);
  const ids = createPeople(seed, people, createSites(seed)).map(({ id }) => id);
  return stretches.flatMap(({ from, to, calls }) =>
    Array.from({ length: calls }, () => chaosCall(random, ids, Math.round(random.between(from, to)))),
  );
}

function chaosCall(random: Random, ids: readonly string[], endMs: number): ScriptedCall {
  const startMs = Math.round(endMs - random.between(0.5, 45) * MINUTE_MS);
  const versions = chaosVersions(random, endMs);
  const wanted = Number(random.weighted({ "2": 60, "3": 20, "4": 15, "6": 5 }));
  const chosen = new Set<string>();
  while (chosen.size < Math.min(wanted, ids.length)) chosen.add(random.pick(ids));
  return {
    start: new Date(startMs),
    end: new Date(endMs),
    versions,
    participants: [...chosen].map((person) => chaosParticipant(random, person, startMs, endMs, versions.length)),
  };
}

function chaosParticipant(
  random: Random,
  person: string,
  startMs: number,
  endMs: number,
  versions: number,
): ScriptedParticipant {
  const middle = Math.round((startMs + endMs) / 2);
  const leavesAndReturns = random.chance(0.15);
  return {
    person,
    ...(leavesAndReturns && {
      sessions: [
        { start: new Date(startMs), end: new Date(middle - 1_000) },
        { start: new Date(middle), end: new Date(endMs) },
      ],
    }),
    ...(random.chance(0.4) && {
      feedback: {
        rating: random.pick(["bad", "poor", "fair", "good", "excellent", "notRated"] as const),
        tokens: { Echo: random.chance(0.3), NoSound: random.chance(0.2) },
        since: random.int(0, versions - 1),
      },
    }),
  };
}

/** Numbers may have gaps, as Graph's have. */
function chaosVersions(random: Random, endMs: number): { number: number; availableAt: Date }[] {
  let number = random.chance(0.1) ? 2 : 1;
  let at = endMs + random.between(5, 32) * MINUTE_MS * CHAOS_DELAY_FACTOR;
  const versions = [{ number, availableAt: new Date(Math.round(at)) }];
  const later = Number(random.weighted({ "0": 50, "1": 30, "2": 14, "3": 6 }));
  for (let index = 0; index < later; index += 1) {
    number += random.chance(0.8) ? 1 : 2;
    // Most follow closely, so that one is notified of while the one before is being read; the last may take hours.
    const isLate = index === later - 1 && random.chance(0.25);
    if (isLate) at += random.between(0.5, 4) * HOUR_MS;
    else at += random.chance(0.4) ? random.between(0.2, 5) * 1_000 : random.between(0.1, 2) * MINUTE_MS;
    versions.push({ number, availableAt: new Date(Math.round(at)) });
  }
  return versions;
}

/** When the last version of the last call has been made. */
export function lastVersionAt(calls: readonly ScriptedCall[]): number {
  let last = 0;
  for (const { versions } of calls) {
    for (const { availableAt } of versions ?? []) last = Math.max(last, availableAt.getTime());
  }
  return last;
}
