import type { Incident } from "./incident.ts";

/** What people did about an incident, by their ids. */
export type IncidentHandling = {
  acknowledged: { by: string; at: Date } | null;
  muted: { by: string; at: Date; until: Date } | null;
  assigned: { to: string; by: string; at: Date } | null;
};

/** An incident as it is kept: with what people did about it. */
export type HandledIncident = Incident & { handling: IncidentHandling };

/** `forMs`: from now on. Assigning to null takes the assignment back. */
export type HandlingChange =
  | { kind: "acknowledge" }
  | { kind: "mute"; forMs: number }
  | { kind: "unmute" }
  | { kind: "assign"; to: string | null };

export const NOT_HANDLED: IncidentHandling = { acknowledged: null, muted: null, assigned: null };

/** A second click on the same button mutes no longer than the first. */
const SAME_MUTE_MS = 60_000;

/** For how long a card can be muted, as it is offered. */
export const MUTE_MINUTES = [60, 240, 1_440, 4_320, 10_080];

/** Whoever mutes longer wants the rule off. */
export const LONGEST_MUTE_MS = 14 * 86_400_000;

/**
 * The incident after somebody did something about it: the same object when that changes nothing, because it was done
 * before or because the incident is not open; else a copy with the next revision.
 */
export function handledIncident(
  incident: HandledIncident,
  change: HandlingChange,
  { by, now }: { by: string; now: Date },
): HandledIncident {
  if (incident.state !== "open") return incident;
  const present = presentHandling(incident, now);
  const handling = afterChange(present, change, { by, at: now });
  if (handling === present) return incident;
  return { ...incident, handling, revision: incident.revision + 1, revisedAt: now };
}

function afterChange(
  present: IncidentHandling,
  change: HandlingChange,
  { by, at }: { by: string; at: Date },
): IncidentHandling {
  switch (change.kind) {
    case "acknowledge":
      return present.acknowledged === null ? { ...present, acknowledged: { by, at } } : present;
    case "mute": {
      const until = new Date(at.getTime() + Math.min(change.forMs, LONGEST_MUTE_MS));
      return isAbout(present.muted?.until, until) ? present : { ...present, muted: { by, at, until } };
    }
    case "unmute":
      return present.muted === null ? present : { ...present, muted: null };
    case "assign":
      if (change.to === (present.assigned?.to ?? null)) return present;
      return { ...present, assigned: change.to === null ? null : { to: change.to, by, at } };
  }
}

function isAbout(present: Date | undefined, until: Date): boolean {
  return present !== undefined && Math.abs(until.getTime() - present.getTime()) < SAME_MUTE_MS;
}

/**
 * What holds now. A mute ends by itself; with an incident that was opened again it ends, too, and it has to be
 * acknowledged again. It stays with whom it was assigned to.
 */
export function presentHandling({ handling, since }: HandledIncident, now: Date): IncidentHandling {
  const { acknowledged, muted, assigned } = handling;
  return {
    acknowledged: acknowledged !== null && acknowledged.at >= since ? acknowledged : null,
    muted: muted !== null && muted.at >= since && muted.until > now ? muted : null,
    assigned,
  };
}

/** Whether its card is left as it is for now, whatever its figures do. That it is over is told all the same. */
export function isMuted(incident: HandledIncident, now: Date): boolean {
  return incident.state === "open" && presentHandling(incident, now).muted !== null;
}

/** Everybody who stands in it. */
export function handlersOf({ acknowledged, muted, assigned }: IncidentHandling): string[] {
  return [...new Set([acknowledged?.by, muted?.by, assigned?.to, assigned?.by].filter((id) => id !== undefined))];
}
