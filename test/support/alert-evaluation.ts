import { ALERT_PACE } from "../../src/alerting/alert-pace.ts";
import { createCallRules } from "../../src/alerting/call-rules.ts";
import { readRules } from "../../src/alerting/read-rules.ts";
import { createRuleSettings } from "../../src/alerting/rule-settings.ts";
import type { CallFactor } from "../../src/calls/call-factor.ts";
import { factorsOf } from "../../src/calls/call-factor.ts";
import type { Incident } from "../../src/calls/incident.ts";
import type { JudgedCallRecord } from "../../src/calls/judged-call-record.ts";
import { CALL_RULE_DEFAULTS } from "../../src/calls/rule-defaults.ts";
import type { Clock } from "../../src/clock.ts";
import type { Log } from "../../src/log.ts";
import type { Cause, SickWindow } from "../../src/simulator/causes.ts";
import type { Store } from "../../src/store/store.ts";
import { createSimulatedArrivals } from "./simulated-arrivals.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

export type AlertEvaluationOptions = {
  seed: number;
  people: number;
  start: Date;
  /** Days before the evaluation, from which baselines come. */
  historyDays: number;
  days: number;
  /** Between two readings of the rules. */
  stepMinutes: number;
  isSick?: (cause: Cause) => boolean;
  /** Told before each simulated day, from the first one of the history. */
  onDay?: (day: number, of: number) => void;
};

/** A stretch of time in which something was sick, and whether it was told of. */
export type EvaluatedWindow = SickWindow & {
  /** Poor calls that it caused, and the people with that factor whose they were: the most that one reading could see. */
  calls: number;
  people: number;
  /** `tooLittle`: fewer than twice the calls that the rule asks for, or no more people than it asks for. */
  outcome: "found" | "missed" | "tooLittle";
  /** From the sickness' beginning to the card. */
  afterMs: number | null;
  /** Different incidents that told of it. */
  cards: number;
};

export type AlertEvaluation = {
  windows: EvaluatedWindow[];
  /** Incidents about something that was not sick. */
  wrong: { at: Date; factor: string }[];
  /** Openings of incidents about something that was sick. */
  right: number;
  /** Incidents of the other rules that are on, by rule. */
  others: Record<string, number>;
  precision: number;
  recall: number;
};

/**
 * Drives the rules about calls over a simulated tenant's days: records are saved as they arrive, days are computed,
 * rules are read again and again, and what they told is compared with what the simulator made sick.
 */
export async function evaluateAlerts(
  options: AlertEvaluationOptions,
  store: Pick<Store, "callRecords" | "rollups" | "ruleReadings" | "buildings" | "incidents" | "alertRules">,
  { clock, setNow, log }: { clock: Clock; setNow: (now: Date) => void; log: Log },
): Promise<AlertEvaluation> {
  const { start, historyDays, days, stepMinutes } = options;
  const arrivals = createSimulatedArrivals(options);
  const evaluatedFrom = new Date(start.getTime() + historyDays * DAY_MS);
  const end = new Date(evaluatedFrom.getTime() + days * DAY_MS);
  const { ruleReadings, buildings, alertRules, incidents } = store;
  const rules = createRuleSettings({
    rules: createCallRules({ ruleReadings, buildings, timeZone: "UTC", pace: ALERT_PACE, log }),
    alertRules,
    clock,
  });
  const { windowMinutes } = CALL_RULE_DEFAULTS.poorShareAboveBaseline.settings;
  const windows = arrivals.sickness(new Date(evaluatedFrom.getTime() - windowMinutes * MINUTE_MS), end);
  const truth = createTruth(windows, (callId) => arrivals.causesOf(callId));
  const openings: { at: Date; incident: Incident }[] = [];
  const wasOpen = new Set<string>();
  let computedDay = -1;

  async function arriveUntil(instant: Date): Promise<void> {
    setNow(instant);
    for (const judged of arrivals.through(instant)) {
      await store.callRecords.save(judged);
      truth.add(judged);
    }
  }

  const tell = (at: number): void => options.onDay?.(Math.floor((at - start.getTime()) / DAY_MS), historyDays + days);
  for (let at = start.getTime() + DAY_MS; at <= evaluatedFrom.getTime(); at += DAY_MS) {
    tell(at - DAY_MS);
    await arriveUntil(new Date(at));
  }
  for (let at = evaluatedFrom.getTime(); at < end.getTime(); at += stepMinutes * MINUTE_MS) {
    const now = new Date(at);
    await arriveUntil(now);
    const day = Math.floor(at / DAY_MS);
    if (day !== computedDay) {
      tell(at);
      await store.rollups.refresh(1_000);
    }
    computedDay = day;
    await readRules({ rules, incidents, pace: ALERT_PACE, clock, log });
    const open = await incidents.open();
    const names = new Set(open.map(nameOf));
    for (const incident of open) if (!wasOpen.has(nameOf(incident))) openings.push({ at: now, incident });
    wasOpen.clear();
    for (const name of names) wasOpen.add(name);
  }
  return comparedWithTruth(openings, truth.windows(), { chronic: arrivals.chronic, evaluatedFrom });
}

function nameOf({ ruleId, factor, number }: Incident): string {
  return `${ruleId} ${factor} ${number}`;
}

/** Counts what each sickness did, from the records as they were judged and the simulator's own word for the cause. */
function createTruth(windows: readonly SickWindow[], causesOf: (callId: string) => string[]) {
  const evidence = windows.map((window) => ({ window, calls: [] as CausedCall[] }));
  return {
    add({ record, participations }: JudgedCallRecord): void {
      for (const { window, calls } of evidence) {
        if (record.start < window.start || record.start >= window.end) continue;
        if (!causesOf(record.callId).includes(`${window.factor}:${window.value}`)) continue;
        const hit = participations.filter(
          (participation) =>
            participation.quality === "poor" && factorsOf(participation).some((factor) => isOf(factor, window)),
        );
        if (hit.length === 0) continue;
        const users = hit.filter(({ personKind }) => personKind === "user");
        calls.push({ callId: record.callId, start: record.start, people: users.map(({ personId }) => personId) });
      }
    },
    windows: () => evidence.map(({ window, calls }) => ({ ...window, ...mostAtOnce(calls) })),
  };
}

type CausedCall = { callId: string; start: Date; people: readonly string[] };

/** The most calls, and the most people, within one window of the rule. A record may have come in several versions. */
function mostAtOnce(calls: readonly CausedCall[]): { calls: number; people: number } {
  const windowMs = CALL_RULE_DEFAULTS.poorShareAboveBaseline.settings.windowMinutes * MINUTE_MS;
  const atOnce = calls.map(({ start: last }) => {
    const seen = calls.filter(({ start }) => start <= last && last.getTime() - start.getTime() < windowMs);
    return {
      calls: new Set(seen.map(({ callId }) => callId)).size,
      people: new Set(seen.flatMap(({ people }) => people)).size,
    };
  });
  return {
    calls: Math.max(0, ...atOnce.map((one) => one.calls)),
    people: Math.max(0, ...atOnce.map((one) => one.people)),
  };
}

/** The simulator names a headset with its driver; any of the two, at either end of it, is right. */
function isOf({ kind, value }: CallFactor, { factor, value: sick }: Pick<SickWindow, "factor" | "value">): boolean {
  switch (factor) {
    case "headset": {
      const [, name = "", driver = ""] = /^(.*) \((.*)\)$/.exec(sick) ?? [];
      const isDriver = kind === "captureDriver" || kind === "renderDriver";
      const isDevice = kind === "captureDevice" || kind === "renderDevice";
      return (isDriver && value === driver) || (isDevice && value.includes(name));
    }
    case "cpu":
      return false;
    default:
      return kind === factor && value === sick;
  }
}

function comparedWithTruth(
  openings: readonly { at: Date; incident: Incident }[],
  windows: readonly (SickWindow & { calls: number; people: number })[],
  { chronic, evaluatedFrom }: { chronic: readonly Pick<SickWindow, "factor" | "value">[]; evaluatedFrom: Date },
): AlertEvaluation {
  const { windowMinutes, minimumCalls, minimumPeople } = CALL_RULE_DEFAULTS.poorShareAboveBaseline.settings;
  const told = openings.flatMap(({ at, incident }) =>
    incident.content.kind === "poorShareAboveBaseline" ? [{ at, incident, factor: incident.content.factor }] : [],
  );
  // Calls of a sickness stay in the window for a while after it.
  const isDuring = (at: Date, window: SickWindow): boolean =>
    at >= window.start && at.getTime() < window.end.getTime() + windowMinutes * MINUTE_MS;
  const inTime = windows.filter((window) => window.end > evaluatedFrom);
  const evaluated = inTime.map((window): EvaluatedWindow => {
    const own = told.filter(({ at, factor }) => isOf(factor, window) && isDuring(at, window));
    const isEnough = window.calls >= 2 * minimumCalls && window.people > minimumPeople;
    return {
      ...window,
      outcome: own.length > 0 ? "found" : isEnough ? "missed" : "tooLittle",
      afterMs: own[0] === undefined ? null : own[0].at.getTime() - window.start.getTime(),
      cards: new Set(own.map(({ incident }) => nameOf(incident))).size,
    };
  });
  const isRight = ({ at, factor }: (typeof told)[number]): boolean =>
    windows.some((window) => isOf(factor, window) && isDuring(at, window)) ||
    chronic.some((cause) => isOf(factor, cause));
  const wrong = told.filter((one) => !isRight(one)).map(({ at, incident }) => ({ at, factor: incident.factor }));
  const right = told.length - wrong.length;
  const found = evaluated.filter(({ outcome }) => outcome === "found").length;
  const missed = evaluated.filter(({ outcome }) => outcome === "missed").length;
  const others: Record<string, number> = {};
  for (const { incident } of openings) {
    const { kind } = incident.content;
    if (kind !== "poorShareAboveBaseline") others[kind] = (others[kind] ?? 0) + 1;
  }
  return {
    windows: evaluated,
    wrong,
    right,
    others,
    precision: told.length === 0 ? 1 : right / told.length,
    recall: found + missed === 0 ? 1 : found / (found + missed),
  };
}
