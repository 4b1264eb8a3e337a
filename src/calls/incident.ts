import type { AlertRule } from "./alert-rule.ts";
import type { Finding, HealthState } from "./health.ts";

/** What an incident's card tells, by its rule's kind. No names, addresses or numbers of people: it stands in a channel. */
export type IncidentContent =
  | { kind: "ingestionHealth"; state: Exclude<HealthState, "healthy">; findings: Finding[] }
  | {
      kind: "exhaustedJobs";
      calls: number;
      /** Whether there may be more than `calls`, which counts so many at most. */
      isAtLeast: boolean;
      /** The most frequent first. */
      reasons: { code: string | null; calls: number; reason: string; remedy: string }[];
    };

/** One reading of a rule that found something wrong; at most one for each factor. */
export type Trouble = {
  /** What it has in common: a subnet, a device; "service" where it is about the service itself. */
  factor: string;
  /** How long it has to last, reading after reading, before anybody is told. */
  toLastMs: number;
  content: IncidentContent;
};

/**
 * Trouble of one rule and factor, from the first reading on.
 * - `suspected`: it has not lasted long enough, and nobody was told.
 * - `open`: channels are told, and told again when it changes.
 * - `resolved`: over for long enough. It may be opened again.
 */
export type Incident = {
  ruleId: AlertRule["id"];
  factor: string;
  /** Counts the incidents of a rule and factor, from 1. */
  number: number;
  state: "suspected" | "open" | "resolved";
  /** Grows with every change of what the card says; 0 while nobody was told. */
  revision: number;
  revisedAt: Date;
  /** When the present trouble was first seen, or the last one if it is over; anew when it is opened again. */
  since: Date;
  /** Of a resolved incident: trouble that has not lasted long enough to open it again. */
  troubleSince: Date | null;
  /** Of an open incident: since when readings have found nothing wrong. */
  healthySince: Date | null;
  resolvedAt: Date | null;
  /** How often it was opened again. */
  reopened: number;
  content: IncidentContent;
};

/** What decides when somebody is told, and told again. */
export type IncidentPace = {
  /** So long nothing is wrong before an incident is resolved. */
  healthyForMs: number;
  /** Trouble that begins so soon after the end of the last opens its incident again. */
  reopenWithinMs: number;
  /** A card whose figures alone changed is revised that often at most. */
  figuresEveryMs: number;
};

/** The incident after a reading; null: there is none, or none any more. */
export type Reading = {
  ruleId: AlertRule["id"];
  factor: string;
  /** The newest incident of the rule and factor. */
  latest: Incident | null;
  /** Null: nothing is wrong. */
  trouble: Omit<Trouble, "factor"> | null;
  pace: IncidentPace;
  now: Date;
};

/**
 * What a reading makes of the newest incident of its rule and factor: the same object when nothing changes, a changed
 * copy, one with the next number for new trouble, or null for a suspicion that was not confirmed.
 */
export function incidentAfter(reading: Reading): Incident | null {
  const { latest, trouble, now } = reading;
  if (trouble === null) return latest && afterHealth(latest, reading);
  if (latest?.state === "open") return afterMoreTrouble(latest, trouble, reading);
  if (latest?.state === "suspected") return openedIfLasting(latest, latest.since, trouble, now);
  if (latest !== null && isSoonAfter(latest, reading)) {
    const troubleSince = latest.troubleSince ?? now;
    return openedIfLasting(
      troubleSince === latest.troubleSince ? latest : { ...latest, troubleSince },
      troubleSince,
      trouble,
      now,
    );
  }
  return openedIfLasting(suspicion(reading, trouble), now, trouble, now);
}

function afterHealth(latest: Incident, { pace, now }: Reading): Incident | null {
  switch (latest.state) {
    case "suspected":
      return null;
    case "resolved":
      return latest.troubleSince === null ? latest : { ...latest, troubleSince: null };
    case "open": {
      const healthySince = latest.healthySince ?? now;
      if (now.getTime() - healthySince.getTime() < pace.healthyForMs) {
        return latest.healthySince === null ? { ...latest, healthySince } : latest;
      }
      return {
        ...revised(latest, latest.content, now),
        state: "resolved",
        healthySince: null,
        resolvedAt: healthySince,
      };
    }
  }
}

function afterMoreTrouble(latest: Incident, { content }: Omit<Trouble, "factor">, { pace, now }: Reading): Incident {
  const open = latest.healthySince === null ? latest : { ...latest, healthySince: null };
  const isOther = headlineOf(content) !== headlineOf(open.content);
  const areFiguresDue = now.getTime() - open.revisedAt.getTime() >= pace.figuresEveryMs;
  if (!isOther && (!areFiguresDue || isSame(content, open.content))) return open;
  return revised(open, content, now);
}

function openedIfLasting(
  incident: Incident,
  since: Date,
  { content, toLastMs }: Omit<Trouble, "factor">,
  now: Date,
): Incident {
  if (now.getTime() - since.getTime() < toLastMs) return incident;
  return {
    ...revised(incident, content, now),
    state: "open",
    since,
    troubleSince: null,
    resolvedAt: null,
    reopened: incident.reopened + (incident.state === "resolved" ? 1 : 0),
  };
}

function suspicion({ ruleId, factor, latest, now }: Reading, { content }: Omit<Trouble, "factor">): Incident {
  return {
    ruleId,
    factor,
    number: (latest?.number ?? 0) + 1,
    state: "suspected",
    revision: 0,
    revisedAt: now,
    since: now,
    troubleSince: null,
    healthySince: null,
    resolvedAt: null,
    reopened: 0,
    content,
  };
}

function revised(incident: Incident, content: IncidentContent, now: Date): Incident {
  return { ...incident, content, revision: incident.revision + 1, revisedAt: now };
}

/** Trouble that began in time opens the incident again, however long it takes to be sure of it. */
function isSoonAfter({ resolvedAt, troubleSince }: Incident, { pace, now }: Reading): boolean {
  const began = troubleSince ?? now;
  return resolvedAt !== null && began.getTime() - resolvedAt.getTime() <= pace.reopenWithinMs;
}

/** Names one incident among all of a tenant. */
export function incidentIdOf({ ruleId, number, factor }: Pick<Incident, "ruleId" | "number" | "factor">): string {
  return `${ruleId}/${number}/${factor}`;
}

/** What a reader wants to know at once when it changes. */
function headlineOf(content: IncidentContent): string {
  switch (content.kind) {
    case "ingestionHealth":
      return JSON.stringify([content.state, content.findings.map(({ code }) => code)]);
    case "exhaustedJobs":
      return JSON.stringify(content.reasons.map(({ code }) => code).sort());
  }
}

function isSame(a: IncidentContent, b: IncidentContent): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
