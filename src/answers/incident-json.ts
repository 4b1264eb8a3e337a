import type { HandledIncident, IncidentHandling } from "../calls/incident-handling.ts";
import { findingFromJson } from "./instant-json.ts";
import { incidentIdOf, type IncidentContent } from "../calls/incident.ts";

/** A value as JSON has it: instants are UTC in ISO form. */
export type AsJson<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? AsJson<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: AsJson<Value[Key]> }
      : Value;

export type IncidentContentJson = AsJson<IncidentContent>;

/** An incident without the people whom it affects, who are counted only. */
export type IncidentJson = {
  id: string;
  ruleId: string;
  state: HandledIncident["state"];
  /** Counts the incidents of a rule and factor, from 1. */
  number: number;
  revision: number;
  since: string;
  revisedAt: string;
  resolvedAt: string | null;
  /** How often it was opened again. */
  reopened: number;
  peopleAffected: number;
  content: IncidentContentJson;
};

/** What holds at present of what people did about it. */
export type HandlingJson = {
  acknowledged: { by: NamedJson; at: string } | null;
  muted: { by: NamedJson; at: string; until: string } | null;
  assigned: { to: NamedJson; by: NamedJson; at: string } | null;
};

export type NamedJson = { id: string; displayName: string | null };

export function incidentJson(incident: HandledIncident): IncidentJson {
  const { ruleId, state, number, revision, since, revisedAt, resolvedAt, reopened, affected, content } = incident;
  return {
    id: incidentIdOf(incident),
    ruleId,
    state,
    number,
    revision,
    since: since.toISOString(),
    revisedAt: revisedAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    reopened,
    peopleAffected: affected?.personIds.length ?? 0,
    content: asJson(content),
  };
}

export function handlingJson(
  { acknowledged, muted, assigned }: IncidentHandling,
  names: ReadonlyMap<string, string>,
): HandlingJson {
  const named = (id: string): NamedJson => ({ id, displayName: names.get(id) ?? null });
  return {
    acknowledged: acknowledged && { by: named(acknowledged.by), at: acknowledged.at.toISOString() },
    muted: muted && { by: named(muted.by), at: muted.at.toISOString(), until: muted.until.toISOString() },
    assigned: assigned && { to: named(assigned.to), by: named(assigned.by), at: assigned.at.toISOString() },
  };
}

/** The same value with its instants as texts. It must hold nothing that JSON does not know but instants. */
export function asJson<Value extends object>(value: Value): AsJson<Value> {
  return JSON.parse(JSON.stringify(value)) as AsJson<Value>;
}

/** What an incident tells as it was before it became JSON. */
export function incidentContentFromJson(content: IncidentContentJson): IncidentContent {
  switch (content.kind) {
    case "ingestionHealth":
      return { ...content, findings: content.findings.map(findingFromJson) };
    case "exhaustedJobs":
      return content;
    default: {
      const { window, series } = content;
      return {
        ...content,
        window: { start: new Date(window.start), end: new Date(window.end) },
        series: series.map((part) => ({ ...part, start: new Date(part.start) })),
      };
    }
  }
}
