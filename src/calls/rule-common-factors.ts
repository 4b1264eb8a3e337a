import type { CallRuleSettings } from "./alert-rule.ts";
import type { Expected } from "./baseline.ts";
import { factorName, type CallFactor, type CallFactorKind } from "./call-factor.ts";
import { bestEvidence, clusterPoorCalls, isBackToBaseline, type Cluster } from "./cluster-poor-calls.ts";
import { tallyOf } from "./cluster-tally.ts";
import type { Incident, IncidentCause, IncidentContent, Trouble } from "./incident.ts";
import { differenceInterval, Z_95 } from "./proportion.ts";
import { affectedBy, reasonsOf, shareFigures, TO_LAST_MS, windowOf, type Window } from "./rule-content.ts";
import { between, type CallObservation, type Observations } from "./rule-observation.ts";
import type { Steps } from "./steps.ts";

export type CommonFactorsReading = {
  observations: Observations;
  settings: CallRuleSettings;
  expectedOf: (factor: CallFactor) => Expected;
  /** The rule's incidents, those that ended within the window included. */
  recent: readonly Incident[];
  now: Date;
};

type Told = Extract<IncidentContent, { kind: "poorShareAboveBaseline" }>;
type ToldIncident = Incident & { content: Told };

/**
 * What poor calls have in common now: one trouble for each factor. An open incident's factor stays until it is back to
 * baseline. Calls that an incident told of are not told of again under another name, be it over or not.
 */
export function* readCommonFactors(reading: CommonFactorsReading): Steps<Trouble[]> {
  const { observations, settings, expectedOf, now } = reading;
  const window = windowOf(settings, observations, now);
  const told = reading.recent.filter(isTold);
  const open = told.filter(({ state }) => state === "open");
  const lasting = open.flatMap((incident) => lastingTrouble(incident, window, reading) ?? []);

  const leftOut = new Set(told.flatMap((incident) => callsToldOf(incident, observations, window)));
  const clusters = yield* clusterPoorCalls({ observations, ...window, guards: settings, expectedOf, leftOut });
  const fresh = clusters
    .filter(({ factor }) => !open.some(({ content }) => factorName(content.factor) === factorName(factor)))
    .filter(({ factor }) => {
      const own = ofFactor(observations, factor, window).filter(({ callId }) => !leftOut.has(callId));
      return !isBackToBaseline(own, expectedOf(factor), settings);
    })
    .map((cluster) => freshTrouble(cluster, window, observations));
  return [...lasting, ...fresh];
}

function isTold(incident: Incident): incident is ToldIncident {
  return incident.content.kind === "poorShareAboveBaseline" && incident.state !== "suspected";
}

function ofFactor(
  { byFactor }: Observations,
  factor: CallFactor,
  { startMs, endMs }: Window,
): readonly CallObservation[] {
  return between(byFactor.get(factorName(factor))?.observations ?? [], startMs, endMs);
}

/** The calls with the factor up to the incident's end. */
function callsToldOf({ content, resolvedAt }: ToldIncident, observations: Observations, window: Window): string[] {
  const endMs = resolvedAt?.getTime() ?? window.endMs;
  return ofFactor(observations, content.factor, { ...window, endMs }).map(({ callId }) => callId);
}

function lastingTrouble(incident: ToldIncident, window: Window, reading: CommonFactorsReading): Trouble | null {
  const { observations, settings, expectedOf } = reading;
  const { factor, alike } = incident.content;
  const own = ofFactor(observations, factor, window);
  const expected = expectedOf(factor);
  if (isBackToBaseline(own, expected, settings)) return null;
  const question = { observations, ...window, guards: settings, expectedOf, leftOut: new Set<string>() };
  const found = bestEvidence(factor, question, Z_95);
  const startMs = found?.startMs ?? window.startMs;
  const { poor, of } = tallyOf(between(own, startMs, window.endMs));
  if (of === 0) return { ...incident, toLastMs: 0 };
  return trouble({ factor, alike, poor, of, expected, z: Z_95, startMs }, own, window, incident);
}

function freshTrouble(cluster: Cluster, window: Window, observations: Observations): Trouble {
  const { tally, ...found } = cluster;
  const own = ofFactor(observations, cluster.factor, window);
  return trouble({ ...found, poor: tally.poor, of: tally.of }, own, window, null);
}

function trouble(
  found: {
    factor: CallFactor;
    alike: CallFactor[];
    poor: number;
    of: number;
    expected: Expected;
    z: number;
    startMs: number;
  },
  own: readonly CallObservation[],
  window: Window,
  before: ToldIncident | null,
): Trouble {
  const { factor, alike, poor, of, expected, z, startMs } = found;
  const { figures, affected } = affectedBy(own, window, before?.affected ?? null);
  const { share, ...sample } = expected;
  const figuresOfShare = shareFigures(poor, of, z);
  const content: Told = {
    kind: "poorShareAboveBaseline",
    ...figures,
    window: { start: new Date(startMs), end: new Date(window.endMs) },
    factor,
    alike,
    figures: {
      ...figuresOfShare,
      baseline: { share, ...sample },
      difference: differenceInterval({ count: poor, of }, { count: share * sample.of, of: sample.of }, z),
      // A baseline of nothing is at most half a call of what it was judged by.
      lift: figuresOfShare.share / Math.max(share, 0.5 / sample.of),
    },
    cause: CAUSES[factor.kind],
    reasons: reasonsOf(own, window),
  };
  return { factor: factorName(factor), toLastMs: TO_LAST_MS, content, affected };
}

const CAUSES: Record<CallFactorKind, IncidentCause> = {
  trunk: "trunk",
  relay: "relay",
  captureDriver: "driver",
  renderDriver: "driver",
  captureDevice: "device",
  renderDevice: "device",
  accessPoint: "accessPoint",
  subnet: "networkSegment",
  building: "building",
  clientVersion: "clientVersion",
  platform: "platform",
  connection: "connection",
};
