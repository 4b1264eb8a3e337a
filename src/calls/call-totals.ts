import { comparisonValue } from "./comparison-value.ts";
import type { ListedCall } from "./call-conditions.ts";
import type { Participation } from "./participation.ts";

/** What of a call is totaled. */
export type TotaledCall = ListedCall & Pick<Participation, "others">;

export type CallTotals = {
  calls: number;
  /** Seconds with milliseconds. */
  durationSeconds: number;
  /** Of poor quality. */
  poor: number;
  choices: CallChoices;
};

/** What could be asked for, most calls first. */
export type CallChoices = {
  /** Microphones. */
  devices: Choice[];
  /** The other person of two-party calls, and how many of those; asked for, their larger calls are found as well. */
  people: { id: string; displayName: string | null; calls: number }[];
  platforms: Choice[];
  connections: Choice[];
};

export type Choice = { name: string; calls: number };

const MOST_CHOICES = 100;

/**
 * Totals of the calls that meet a condition, and what could be asked for among all of them. Calls are given newest
 * first: a person is shown under the newest name.
 */
export function totalCalls<Call extends TotaledCall>(
  calls: readonly Call[],
  isMeant: (call: Call) => boolean,
): CallTotals {
  const meant = calls.filter(isMeant);
  // Whole milliseconds, because sums of fractional seconds gather dust in their last digits.
  const durationMs = meant.reduce((sum, { durationSeconds }) => sum + Math.round(durationSeconds * 1000), 0);
  return {
    calls: meant.length,
    durationSeconds: durationMs / 1000,
    poor: meant.filter(({ quality }) => quality === "poor").length,
    choices: {
      devices: choices(calls, (call) => comparisonValue("microphone", call, NOBODY)),
      people: people(calls),
      platforms: choices(calls, (call) => comparisonValue("platform", call, NOBODY)),
      connections: choices(calls, (call) => comparisonValue("connection", call, NOBODY)),
    },
  };
}

/** Whose address a call came from matters to none of these. */
const NOBODY: ReadonlyMap<string, number> = new Map();

function choices<Call>(calls: readonly Call[], nameOf: (call: Call) => string | null): Choice[] {
  const counts = new Map<string, number>();
  for (const call of calls) {
    const name = nameOf(call);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, calls: count }))
    .sort((a, b) => b.calls - a.calls || (a.name < b.name ? -1 : 1))
    .slice(0, MOST_CHOICES);
}

function people(calls: readonly Pick<Participation, "others">[]): CallChoices["people"] {
  const known = new Map<string, CallChoices["people"][number]>();
  for (const { others } of calls) {
    if (others.person === null) continue;
    const { id, displayName } = others.person;
    const person = known.get(id) ?? { id, displayName: null, calls: 0 };
    person.displayName ??= displayName;
    person.calls += 1;
    known.set(id, person);
  }
  return [...known.values()].sort((a, b) => b.calls - a.calls || (a.id < b.id ? -1 : 1)).slice(0, MOST_CHOICES);
}
