import type { CallRuleKind, CallRuleSettings } from "./alert-rule.ts";
import { appendTo } from "./append-to.ts";
import type { Expected } from "./baseline.ts";
import type { CallFactor } from "./call-factor.ts";
import { tallyOf } from "./cluster-tally.ts";
import type { Incident, IncidentContent, Trouble } from "./incident.ts";
import { readCommonFactors } from "./rule-common-factors.ts";
import { affectedBy, reasonsOf, shareFigures, TO_LAST_MS, windowOf, type Window } from "./rule-content.ts";
import { between, type CallObservation, type Observations } from "./rule-observation.ts";
import type { Steps } from "./steps.ts";

const FAILURES_TOLD = 5;

export type CallRuleReading = {
  kind: CallRuleKind;
  settings: CallRuleSettings;
  /** Of the window at least; what is later than `now` is not looked at. */
  observations: Observations;
  /** Of every factor in `candidateFactors`, and of those of open incidents. */
  expectedOf: (factor: CallFactor) => Expected;
  /** Names a person among a rule's factors without telling who it is. */
  factorOfPerson: (personId: string) => string;
  /** The rule's incidents, those that ended within the window included. */
  recent: readonly Incident[];
  now: Date;
};

/** What is wrong by a rule about calls: one trouble for each factor, none when nothing is. */
export function* readCallRule(reading: CallRuleReading): Steps<Trouble[]> {
  const { kind, settings, now } = reading;
  const window = windowOf(settings, reading.observations, now);
  const observations = between(reading.observations.all, window.startMs, window.endMs);
  switch (kind) {
    case "poorCall":
      return yield* readPoorCalls(observations, window, settings);
    case "repeatedPoorCalls":
      return yield* readRepeated(observations, window, reading);
    case "poorShare":
      return yield* readShare(observations, window, reading, ({ figures, shareOf }) => ({
        kind,
        ...figures,
        figures: shareOf,
        threshold: settings.threshold,
        reasons: reasonsOf(observations, window),
      }));
    case "callFailures":
      return yield* readShare(observations, window, reading, ({ figures, shareOf }) => ({
        kind,
        ...figures,
        figures: shareOf,
        threshold: settings.threshold,
        failures: failuresOf(observations),
      }));
    case "poorShareAboveBaseline":
      return yield* readCommonFactors(reading);
  }
}

/** Every poor call of the window, so that one card tells of all: it goes on as long as there is one. */
function* readPoorCalls(
  observations: readonly CallObservation[],
  window: Window,
  { minimumCalls, minimumPeople }: CallRuleSettings,
): Steps<Trouble[]> {
  const { figures, affected } = affectedBy(observations, window, null);
  yield;
  if (figures.calls < minimumCalls || figures.people < minimumPeople) return [];
  const poor = observations.filter(({ isPoor }) => isPoor);
  const callsWhere = (is: (observation: CallObservation) => boolean): number =>
    new Set(poor.filter(is).map(({ callId }) => callId)).size;
  const content: IncidentContent = {
    kind: "poorCall",
    ...figures,
    rated: callsWhere(({ isRatedPoor }) => isRatedPoor),
    measured: callsWhere(({ isMeasuredPoor }) => isMeasuredPoor),
  };
  return [{ factor: "calls", toLastMs: TO_LAST_MS, content, affected }];
}

/** People with so many poor calls that they are most of theirs. */
function* readRepeated(
  observations: readonly CallObservation[],
  window: Window,
  { settings, factorOfPerson, recent }: CallRuleReading,
): Steps<Trouble[]> {
  const { minimumCalls, minimumSample, threshold } = settings;
  const byPerson = new Map<string, CallObservation[]>();
  for (const observation of observations) {
    if (observation.personId !== null) appendTo(byPerson, observation.personId, observation);
  }
  const troubles: Trouble[] = [];
  for (const [personId, own] of byPerson) {
    yield;
    const { poor, of } = tallyOf(own);
    if (poor < minimumCalls || of < minimumSample || poor / of < threshold) continue;
    const factor = factorOfPerson(personId);
    const { figures, affected } = affectedBy(own, window, affectedOf(recent, factor));
    const content: IncidentContent = { kind: "repeatedPoorCalls", ...figures, reasons: reasonsOf(own, window) };
    troubles.push({ factor, toLastMs: TO_LAST_MS, content, affected });
  }
  return troubles;
}

/** A share of all calls above the threshold. While there are too few calls to judge, as at night, an open incident stays. */
function* readShare(
  observations: readonly CallObservation[],
  window: Window,
  { settings, recent }: CallRuleReading,
  contentOf: (found: {
    figures: ReturnType<typeof affectedBy>["figures"];
    shareOf: ReturnType<typeof shareFigures>;
  }) => IncidentContent,
): Steps<Trouble[]> {
  const { minimumCalls, minimumPeople, minimumSample, threshold } = settings;
  const { poor, of, poorCalls, poorPeople } = tallyOf(observations);
  yield;
  const open = recent.find(({ state }) => state === "open");
  const isTooLittle = of < minimumSample;
  if (isTooLittle && of > 0 && open !== undefined) return [{ ...open, factor: "share", toLastMs: 0 }];
  if (isTooLittle || poor / of <= threshold) return [];
  if (poorCalls.size < minimumCalls || poorPeople.size < minimumPeople) return [];
  const { figures, affected } = affectedBy(observations, window, affectedOf(recent, "share"));
  yield;
  return [
    {
      factor: "share",
      toLastMs: TO_LAST_MS,
      content: contentOf({ figures, shareOf: shareFigures(poor, of) }),
      affected,
    },
  ];
}

/** What the open incident of a factor told of: a card only grows. */
function affectedOf(recent: readonly Incident[], factor: string): Incident["affected"] {
  return recent.find((incident) => incident.factor === factor && incident.state === "open")?.affected ?? null;
}

/** Graph's own words for why calls failed, the most frequent first. */
function failuresOf(
  observations: readonly CallObservation[],
): Extract<IncidentContent, { kind: "callFailures" }>["failures"] {
  const found = new Map<string, { stage: string; reason: string | null; calls: Set<string> }>();
  for (const { failure, callId } of observations) {
    if (failure === null) continue;
    const key = `${failure.stage} ${failure.reason ?? ""}`;
    const counted = found.get(key) ?? { ...failure, calls: new Set<string>() };
    found.set(key, counted);
    counted.calls.add(callId);
  }
  return [...found.entries()]
    .sort(([keyA, a], [keyB, b]) => b.calls.size - a.calls.size || (keyA < keyB ? -1 : 1))
    .slice(0, FAILURES_TOLD)
    .map(([, { stage, reason, calls }]) => ({ stage, reason, calls: calls.size }));
}
