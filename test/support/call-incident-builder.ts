import type { CallIncidentContent } from "../../src/calls/incident.ts";
import type { HandledIncident } from "../../src/calls/incident-handling.ts";
import { buildHandledIncident, INCIDENT_AT } from "./incident-builder.ts";

const HOUR_MS = 3_600_000;
const hoursOn = (hours: number): Date => new Date(INCIDENT_AT.getTime() + hours * HOUR_MS);

const AFFECTED = {
  calls: 12,
  people: 5,
  window: { start: hoursOn(-4), end: INCIDENT_AT },
  series: [-4, -3, -2, -1].map((hour, index) => ({ start: hoursOn(hour), calls: index * 2, of: 10 })),
};
const FIGURES = { count: 12, of: 40, share: 0.3, low: 0.18, high: 0.455 };
const REASONS = [
  { metric: "averageJitterMs", mediaKind: "audio", direction: "heard", calls: 9 },
  { metric: "averageVideoFrameRate", mediaKind: "video", direction: "sent", calls: 3 },
] as const;

/** Twelve poor calls of five people, of each kind of rule about calls. */
export const CALL_CONTENTS: { [Kind in CallIncidentContent["kind"]]: Extract<CallIncidentContent, { kind: Kind }> } = {
  poorCall: { kind: "poorCall", ...AFFECTED, rated: 4, measured: 9 },
  repeatedPoorCalls: { kind: "repeatedPoorCalls", ...AFFECTED, people: 1, reasons: [...REASONS] },
  poorShare: { kind: "poorShare", ...AFFECTED, figures: FIGURES, threshold: 0.2, reasons: [...REASONS] },
  poorShareAboveBaseline: {
    kind: "poorShareAboveBaseline",
    ...AFFECTED,
    factor: { kind: "subnet", value: "10.1.2.0" },
    alike: [{ kind: "building", value: "Harbor House" }],
    figures: {
      ...FIGURES,
      baseline: { share: 0.05, of: 900, days: 28, isOwn: true },
      difference: { value: 0.25, low: 0.13, high: 0.4 },
      lift: 6,
    },
    cause: "networkSegment",
    reasons: [...REASONS],
  },
  callFailures: {
    kind: "callFailures",
    ...AFFECTED,
    figures: FIGURES,
    threshold: 0.1,
    failures: [{ stage: "callSetup", reason: "No route to the trunk", calls: 12 }],
  },
};

/** People and calls that an incident affects. */
export const AFFECTED_PEOPLE = {
  personIds: ["person-1", "person-2", "person-3", "person-4", "person-5"],
  callIds: ["call-1"],
};

/** An open incident about calls. */
export function buildCallIncident(
  kind: CallIncidentContent["kind"] = "poorShareAboveBaseline",
  over: Partial<HandledIncident> = {},
): HandledIncident {
  return buildHandledIncident({ ruleId: kind, content: CALL_CONTENTS[kind], affected: AFFECTED_PEOPLE, ...over });
}
