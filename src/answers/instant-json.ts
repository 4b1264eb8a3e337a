import type { SeenLook } from "../calls/answer.ts";
import type { Finding, FindingFigures, HealthState } from "../calls/health.ts";
import type { Look } from "../calls/look.ts";
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
    | { what: "lastCall"; before: string }
    | { what: "call"; callId: string }
    | { what: "incident"; since: string }
    | { what: "sentCall"; callId: string }
    | { what: "export" };
  /** What an admin gave for looking; null where none was asked for. */
  reason: string | null;
};

/** `problem` and `remedy` are English; `code` and `figures` say the same to other languages. */
export type FindingJson = Omit<Finding, "figures"> & {
  figures?: Omit<FindingFigures, "at"> & { at?: string | null };
};

export type StatusJson = Omit<StatusFigures, "at" | "health" | "lastNotifiedAt" | "dueSince" | "exhausted"> & {
  at: string;
  health: { state: HealthState; findings: FindingJson[] };
  lastNotifiedAt: string | null;
  dueSince: string | null;
  exhausted: (Omit<StatusFigures["exhausted"][number], "at"> & { at: string | null })[];
};

export function periodJson({ start, end }: Pick<Period, "start" | "end">): PeriodJson {
  return { start: start.toISOString(), end: end.toISOString() };
}

export function lookJson({ at, viewer, look, reason }: SeenLook): LookJson {
  return { at: at.toISOString(), viewer, look: lookedAt(look), reason };
}

function lookedAt(look: SeenLook["look"]): LookJson["look"] {
  switch (look.what) {
    case "calls":
      return { what: look.what, ...periodJson(look) };
    case "lastCall":
      return { what: look.what, before: look.before.toISOString() };
    case "call":
    case "sentCall":
      return { what: look.what, callId: look.callId };
    case "incident":
      return { what: look.what, since: look.since.toISOString() };
    case "export":
      return look;
  }
}

/** A look as it was before it became JSON. */
export function lookFromJson(look: LookJson["look"]): Look {
  switch (look.what) {
    case "calls":
      return { what: look.what, start: new Date(look.start), end: new Date(look.end) };
    case "lastCall":
      return { what: look.what, before: new Date(look.before) };
    case "call":
    case "sentCall":
    case "export":
      return look;
    case "incident":
      return { what: look.what, since: new Date(look.since) };
  }
}

function findingJson({ figures, ...finding }: Finding): FindingJson {
  if (figures === undefined) return finding;
  const { at, ...numbers } = figures;
  return { ...finding, figures: at === undefined ? numbers : { ...numbers, at: at?.toISOString() ?? null } };
}

/** A finding as it was before it became JSON. */
export function findingFromJson({ figures, ...finding }: FindingJson): Finding {
  if (figures === undefined) return finding;
  const { at, ...numbers } = figures;
  return { ...finding, figures: at === undefined ? numbers : { ...numbers, at: at === null ? null : new Date(at) } };
}

export function statusJson(status: StatusFigures): StatusJson {
  const { at, health, callRecords, completeness, days, delays, lastNotifiedAt, jobs, dueSince, exhausted } = status;
  return {
    at: at.toISOString(),
    health: {
      state: health.state,
      findings: health.findings.map(findingJson),
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
