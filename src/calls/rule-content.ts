import type { CallRuleSettings } from "./alert-rule.ts";
import { tallyOf } from "./cluster-tally.ts";
import type { AffectedCalls, IncidentAffected, PoorCallReason, ShareFigures } from "./incident.ts";
import { wilsonInterval, Z_95 } from "./proportion.ts";
import { between, type CallObservation, type Observations } from "./rule-observation.ts";

/** So long trouble of calls has to be found again and again: the first few calls often point at something near it. */
export const TO_LAST_MS = 10 * 60_000;

const MINUTE_MS = 60_000;
const PARTS_OF_SERIES = 24;
/** More are not kept for whoever asks who they were; beyond that the count stands still. */
const MOST_KEPT = 5_000;
const REASONS_TOLD = 3;

export type Window = { startMs: number; endMs: number };

/** What a rule looks at now: its window, as far back as the calls are held. */
export function windowOf({ windowMinutes }: CallRuleSettings, { fromMs }: Observations, now: Date): Window {
  return { startMs: Math.max(now.getTime() - windowMinutes * MINUTE_MS, fromMs), endMs: now.getTime() };
}

/** What poor, or failed, calls come to, with those that the open incident told of before: a card only grows. */
export function affectedBy(
  observations: readonly CallObservation[],
  window: Window,
  before: IncidentAffected | null,
): { figures: AffectedCalls; affected: IncidentAffected } {
  const tally = tallyOf(between(observations, window.startMs, window.endMs));
  const affected = {
    callIds: union(before?.callIds ?? [], tally.poorCalls),
    personIds: union(before?.personIds ?? [], tally.poorPeople.keys()),
  };
  const figures = {
    calls: affected.callIds.length,
    people: affected.personIds.length,
    window: { start: new Date(window.startMs), end: new Date(window.endMs) },
    series: seriesOf(observations, window),
  };
  return { figures, affected };
}

function union(before: readonly string[], now: Iterable<string>): string[] {
  return [...new Set([...before, ...now])].slice(0, MOST_KEPT);
}

function seriesOf(observations: readonly CallObservation[], { startMs, endMs }: Window): AffectedCalls["series"] {
  const partMs = (endMs - startMs) / PARTS_OF_SERIES;
  return Array.from({ length: PARTS_OF_SERIES }, (_, part) => {
    const from = startMs + part * partMs;
    const { poor, of } = tallyOf(between(observations, from, from + partMs));
    return { start: new Date(from), calls: poor, of };
  });
}

export function shareFigures(count: number, of: number, z = Z_95): ShareFigures {
  if (of === 0) return { count: 0, of: 0, share: 0, low: 0, high: 1 };
  const { value, low, high } = wilsonInterval({ count, of }, z);
  return { count, of, share: value, low, high };
}

/** Why poor calls are poor, the most frequent first. What happened once counts once. */
export function reasonsOf(observations: readonly CallObservation[], { startMs, endMs }: Window): PoorCallReason[] {
  const found = new Map<string, { reason: Omit<PoorCallReason, "calls">; names: Set<string> }>();
  for (const { isPoor, reasons, name } of between(observations, startMs, endMs)) {
    if (!isPoor) continue;
    for (const { metric, mediaKind, direction } of reasons) {
      const key = `${metric} ${mediaKind} ${direction}`;
      const counted = found.get(key) ?? { reason: { metric, mediaKind, direction }, names: new Set() };
      found.set(key, counted);
      counted.names.add(name);
    }
  }
  return [...found.entries()]
    .sort(([keyA, a], [keyB, b]) => b.names.size - a.names.size || (keyA < keyB ? -1 : 1))
    .slice(0, REASONS_TOLD)
    .map(([, { reason, names }]) => ({ ...reason, calls: names.size }));
}
