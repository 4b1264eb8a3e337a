import type { SeenLook } from "../calls/answer.ts";
import type { Finding, HealthState } from "../calls/health.ts";
import type { Period } from "../calls/period.ts";
import type { StatusFigures } from "../calls/status-figures.ts";

/* Values with instants in them, as plain JSON values: instants are UTC in ISO form. */

/** Half-open. */
export type PeriodJson = { start: string; end: string };

export type LookJson = {
  at: string;
  viewer: SeenLook["viewer"];
  look:
    | { what: "calls"; start: string; end: string }
    | { what: "lastCall" }
    | { what: "call"; callId: string }
    | { what: "incident"; since: string }
    | { what: "sentCall"; callId: string };
};

export type StatusJson = Omit<StatusFigures, "at" | "health" | "lastNotifiedAt" | "dueSince" | "exhausted"> & {
  at: string;
  health: { state: HealthState; findings: Omit<Finding, "figures">[] };
  lastNotifiedAt: string | null;
  dueSince: string | null;
  exhausted: (Omit<StatusFigures["exhausted"][number], "at"> & { at: string | null })[];
};

export function periodJson({ start, end }: Pick<Period, "start" | "end">): PeriodJson {
  return { start: start.toISOString(), end: end.toISOString() };
}

export function lookJson({ at, viewer, look }: SeenLook): LookJson {
  return { at: at.toISOString(), viewer, look: lookedAt(look) };
}

function lookedAt(look: SeenLook["look"]): LookJson["look"] {
  switch (look.what) {
    case "calls":
      return { what: look.what, ...periodJson(look) };
    case "lastCall":
      return { what: look.what };
    case "call":
    case "sentCall":
      return { what: look.what, callId: look.callId };
    case "incident":
      return { what: look.what, since: look.since.toISOString() };
  }
}

export function statusJson(status: StatusFigures): StatusJson {
  const { at, health, callRecords, completeness, days, delays, lastNotifiedAt, jobs, dueSince, exhausted } = status;
  return {
    at: at.toISOString(),
    health: {
      state: health.state,
      findings: health.findings.map(({ code, state, problem, remedy }) => ({ code, state, problem, remedy })),
    },
    callRecords,
    completeness,
    days,
    delays,
    lastNotifiedAt: lastNotifiedAt?.toISOString() ?? null,
    jobs,
    dueSince: dueSince?.toISOString() ?? null,
    exhausted: exhausted.map((job) => ({ ...job, at: job.at?.toISOString() ?? null })),
  };
}
