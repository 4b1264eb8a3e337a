import type { AlertRule } from "./alert-rule.ts";
import { factorName, type CallFactor } from "./call-factor.ts";
import type { Finding, HealthState } from "./health.ts";
import type { QualityReason } from "./stream-quality.ts";

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
    }
  | CallIncidentContent;

/** What a rule about calls found. */
export type CallIncidentContent =
  | (AffectedCalls & {
      kind: "poorCall";
      /** How many of `calls` were rated bad or poor, and how many measured poor; one may be both. */
      rated: number;
      measured: number;
    })
  /** Of one person, who stands in `affected` alone. */
  | (AffectedCalls & { kind: "repeatedPoorCalls"; reasons: PoorCallReason[] })
  | (AffectedCalls & { kind: "poorShare"; figures: ShareFigures; threshold: number; reasons: PoorCallReason[] })
  | (AffectedCalls & {
      kind: "poorShareAboveBaseline";
      /** What the poor calls have in common. */
      factor: CallFactor;
      /** Others that were there in nearly the same calls, so that nobody can tell which it is. */
      alike: CallFactor[];
      figures: ShareFigures & {
        /** What was to be expected: the factor's own last days, or everybody's where those are too few. */
        baseline: { share: number; of: number; days: number; isOwn: boolean };
        /** `share` less the baseline's share, in fractions, with its interval. */
        difference: { value: number; low: number; high: number };
        /** How many times the baseline the share is. */
        lift: number;
      };
      cause: IncidentCause;
      reasons: PoorCallReason[];
    })
  | (AffectedCalls & {
      kind: "callFailures";
      figures: ShareFigures;
      threshold: number;
      /** Graph's own words, the most frequent first. */
      failures: { stage: string; reason: string | null; calls: number }[];
    });

export type AffectedCalls = {
  /** Poor, or failed, calls of the window, and the different people whose they are. */
  calls: number;
  people: number;
  /** Half-open, by the calls' starts. */
  window: { start: Date; end: Date };
  /** Equal parts of time up to the window's end, the first first: how many calls were looked at, how many of them poor or failed. */
  series: { start: Date; calls: number; of: number }[];
};

/** `count` of `of` calls, with the 95 % interval of the share, corrected for the number of factors tried. */
export type ShareFigures = { count: number; of: number; share: number; low: number; high: number };

/** Where the factor points, for words in a catalog: what is likely wrong and what to look at. */
export type IncidentCause =
  | "networkSegment"
  | "building"
  | "accessPoint"
  | "relay"
  | "device"
  | "driver"
  | "clientVersion"
  | "platform"
  | "connection"
  | "trunk";

/** In how many of the poor calls a metric was beyond its threshold, the most frequent first. */
export type PoorCallReason = Pick<QualityReason, "metric" | "mediaKind" | "direction"> & { calls: number };

/** Whose calls and which, for admins who ask to have them revealed. Never part of a card. */
export type IncidentAffected = { personIds: string[]; callIds: string[] };

/** One reading of a rule that found something wrong; at most one for each factor. */
export type Trouble = {
  /** What it has in common: a subnet, a device; "service" where it is about the service itself. */
  factor: string;
  /** How long it has to last, reading after reading, before anybody is told. */
  toLastMs: number;
  content: IncidentContent;
  /** Null where it is about the service itself. */
  affected: IncidentAffected | null;
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
  /** As of the content. Null where it is about the service itself. */
  affected: IncidentAffected | null;
};

/** What decides when somebody is told, and told again. */
export type IncidentPace = {
  /** So long nothing is wrong before an incident is resolved. */
  healthyForMs: number;
  /** Trouble that begins so soon after the end of the last opens its incident again. */
  reopenWithinMs: number;
  /** A card whose figures alone changed is revised that often at most. */
  figuresEveryMs: number;
  /** So long after an incident was resolved nobody is told of the same trouble again. Absent: at once. */
  coolDownMs?: number;
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
  /** Nobody is to be told of new trouble now: it is only suspected until that is over. */
  isQuiet: boolean;
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
  if (latest?.state === "suspected") return openedIfLasting(latest, latest.since, trouble, reading);
  if (latest !== null && isSoonAfter(latest, reading)) {
    const troubleSince = latest.troubleSince ?? now;
    return openedIfLasting(
      troubleSince === latest.troubleSince ? latest : { ...latest, troubleSince },
      troubleSince,
      trouble,
      reading,
    );
  }
  if (latest !== null && isCoolingDown(latest, reading.pace, now)) return latest;
  return openedIfLasting(suspicion(reading, trouble), now, trouble, reading);
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
        ...revised(latest, latest, now),
        state: "resolved",
        healthySince: null,
        resolvedAt: healthySince,
      };
    }
  }
}

function afterMoreTrouble(latest: Incident, trouble: Found, { pace, now }: Reading): Incident {
  const open = latest.healthySince === null ? latest : { ...latest, healthySince: null };
  const isOther = headlineOf(trouble.content) !== headlineOf(open.content);
  const areFiguresDue = now.getTime() - open.revisedAt.getTime() >= pace.figuresEveryMs;
  if (!isOther && (!areFiguresDue || newsOf(trouble.content) === newsOf(open.content))) return open;
  return revised(open, trouble, now);
}

function openedIfLasting(
  incident: Incident,
  since: Date,
  trouble: Omit<Trouble, "factor">,
  { latest, pace, isQuiet, now }: Reading,
): Incident {
  if (isQuiet || now.getTime() - since.getTime() < trouble.toLastMs) return incident;
  if (latest !== null && isCoolingDown(latest, pace, now)) return incident;
  return {
    ...revised(incident, trouble, now),
    state: "open",
    since,
    troubleSince: null,
    resolvedAt: null,
    reopened: incident.reopened + (incident.state === "resolved" ? 1 : 0),
  };
}

function isCoolingDown({ resolvedAt }: Incident, { coolDownMs = 0 }: IncidentPace, now: Date): boolean {
  return resolvedAt !== null && now.getTime() - resolvedAt.getTime() < coolDownMs;
}

type Found = Pick<Trouble, "content" | "affected">;

function suspicion({ ruleId, factor, latest, now }: Reading, { content, affected }: Found): Incident {
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
    affected,
  };
}

function revised(incident: Incident, { content, affected }: Found, now: Date): Incident {
  return { ...incident, content, affected, revision: incident.revision + 1, revisedAt: now };
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
    case "poorShareAboveBaseline":
      return factorName(content.factor);
    case "poorCall":
    case "repeatedPoorCalls":
    case "poorShare":
    case "callFailures":
      return content.kind;
  }
}

/** Without what changes with the time alone: a card on which nothing else did is no news. */
function newsOf(content: IncidentContent): string {
  switch (content.kind) {
    case "ingestionHealth":
    case "exhaustedJobs":
      return JSON.stringify(content);
    case "poorCall":
    case "repeatedPoorCalls":
    case "poorShare":
    case "poorShareAboveBaseline":
    case "callFailures":
      return JSON.stringify([content.calls, content.people]);
  }
}
