import { NOT_HANDLED, type HandledIncident } from "../../src/calls/incident-handling.ts";
import type { Incident, IncidentContent } from "../../src/calls/incident.ts";

/** Ten calls given up, for two reasons. */
export function buildGivenUp(calls = 10): Extract<IncidentContent, { kind: "exhaustedJobs" }> {
  return {
    kind: "exhaustedJobs",
    calls,
    isAtLeast: false,
    reasons: [
      {
        code: "graph_forbidden",
        calls: calls - 1,
        reason: "Microsoft Graph refuses the application: a permission is missing, or a quota is used up.",
        remedy: "Grant the application permission CallRecords.Read.All with admin consent.",
      },
      { code: "job_crashed", calls: 1, reason: "Five processes died.", remedy: "Look at why they died." },
    ],
  };
}

/** Ingestion that stands still because Graph refuses the application. */
export function buildBrokenIngestion(code = "graph_forbidden"): Extract<IncidentContent, { kind: "ingestionHealth" }> {
  return {
    kind: "ingestionHealth",
    state: "broken",
    findings: [
      {
        code,
        state: "broken",
        problem: "Calls cannot be listed: Microsoft Graph refuses the application.",
        remedy: "Grant the application permission CallRecords.Read.All with admin consent.",
        figures: { part: "listing" },
      },
    ],
  };
}

export const INCIDENT_AT = new Date("2026-03-02T08:00:00Z");

/** An open incident of the service, told for the first time. */
export function buildIncident(over: Partial<Incident> = {}): Incident {
  return {
    ruleId: "exhaustedJobs",
    factor: "service",
    number: 1,
    state: "open",
    revision: 1,
    revisedAt: INCIDENT_AT,
    since: INCIDENT_AT,
    troubleSince: null,
    healthySince: null,
    resolvedAt: null,
    reopened: 0,
    content: buildGivenUp(),
    affected: null,
    ...over,
  };
}

/** The same as it is kept: nobody did anything about it yet. */
export function buildHandledIncident(over: Partial<HandledIncident> = {}): HandledIncident {
  const { handling = NOT_HANDLED, ...incident } = over;
  return { ...buildIncident(incident), handling };
}
