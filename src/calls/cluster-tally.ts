import type { CallObservation } from "./rule-observation.ts";

/** What some observations come to. What happened once counts once, see `CallObservation.name`. */
export type ClusterTally = {
  poor: number;
  of: number;
  /** Calls that were poor for somebody. */
  poorCalls: Set<string>;
  /** The people whose they were, with how many. */
  poorPeople: Map<string, number>;
};

const NONE: ReadonlySet<string> = new Set();

/** @param leftOut calls that do not count */
export function tallyOf(observations: Iterable<CallObservation>, leftOut = NONE): ClusterTally {
  const isPoorByName = new Map<string, boolean>();
  const poorCalls = new Set<string>();
  const poorPeople = new Map<string, number>();
  for (const { callId, personId, name, isPoor } of observations) {
    if (leftOut.has(callId)) continue;
    isPoorByName.set(name, isPoor || isPoorByName.get(name) === true);
    if (!isPoor) continue;
    poorCalls.add(callId);
    if (personId !== null) poorPeople.set(personId, (poorPeople.get(personId) ?? 0) + 1);
  }
  const poor = [...isPoorByName.values()].filter(Boolean).length;
  return { poor, of: isPoorByName.size, poorCalls, poorPeople };
}
