import { presentHandling, type HandledIncident, type IncidentHandling } from "../../src/calls/incident-handling.ts";
import type { Incident } from "../../src/calls/incident.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardButton, CardElement } from "./adaptive-card.ts";
import { container, facts, heading, moreLine, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { incidentActions, type NamedAdmin } from "./incident-actions.ts";
import { callSections, openSections } from "./incident-sections.ts";
import { incidentHeadline, incidentProblems } from "../messages/describe-incident.ts";
import { clip } from "../messages/clip.ts";

const LONGEST_PROBLEM = 300;
const LONGEST_NAME = 60;
const MOST_NAMES_A_LENGTH = 3;

export type ShownIncident = {
  incident: HandledIncident;
  mayBeRepeat: boolean;
  /** Of those who did something about it, where they are known. */
  names: ReadonlyMap<string, string>;
  /** Whom it can be assigned to. */
  admins: readonly NamedAdmin[];
  /** Names of those affected, null for one that is not known; null: the reader must not see them. */
  people: readonly (string | null)[] | null;
  /** Whether they are shown to this reader only, or to everybody. */
  isRevealed: boolean;
  /** False in anonymous mode: they are revealed to nobody. */
  mayReveal: boolean;
  now: Date;
};

/**
 * An incident for an admin channel: what is wrong and what to do about it, how sure that is, since when, what people did
 * about it, and in the end that it is over. Its buttons do something; none of them answers a question, since the answer
 * would take its place for everyone.
 */
export function incidentCard(shown: ShownIncident, messages: Messages): AdaptiveCard<CardButton> {
  const { incident, mayBeRepeat, admins, isRevealed, mayReveal, now } = shown;
  const { joins, incidents } = messages;
  const { content } = incident;
  const title = messages.admin.alerts.rules[content.kind].name;
  const handling = presentHandling(incident, now);
  const stands = incident.resolvedAt === null ? incidentHeadline(content, messages) : incidents.resolved;
  return fitCard<CardButton>(messages.language, (length) => {
    const least = Math.max(1, length);
    return {
      summary: joins.sentences([joins.labeled(title, stands), ...incidentProblems(content, messages)]),
      body: [
        ...titleLines(title, messages.formats.timeZone),
        ...(mayBeRepeat ? [note(incidents.mayBeRepeat)] : []),
        ...(incident.resolvedAt === null
          ? openSections(content, least, messages)
          : resolvedSections(incident, incident.resolvedAt, least, messages)),
        ...peopleSection(shown, least, messages),
        ...stateFacts(shown, handling, messages),
      ],
      actions: incidentActions(incident, { handling, admins, isRevealed, mayReveal }, messages),
    };
  });
}

function resolvedSections(
  { content, since }: Incident,
  resolvedAt: Date,
  length: number,
  messages: Messages,
): CardElement[] {
  const { incidents, formats } = messages;
  const lasted = formats.duration((resolvedAt.getTime() - since.getTime()) / 1000);
  const set = facts([[incidents.lasted, lasted]]);
  const isOfCalls = "series" in content;
  const problems = isOfCalls ? [] : incidentProblems(content, messages);
  return [
    container(
      [
        text(incidents.resolved, { size: "Large", weight: "Bolder" }),
        text(incidents.overSince(formats.dayTime(resolvedAt)), { spacing: "None" }),
      ],
      { style: "good", spacing: "Medium" },
    ),
    ...(set ? [set] : []),
    heading(incidents.whatItWas),
    ...(isOfCalls ? [text(incidentHeadline(content, messages)), ...callSections(content, length, messages)] : []),
    ...problems.slice(0, length).map((problem) => text(clip(problem, LONGEST_PROBLEM), { spacing: "Small" })),
    ...moreLine(problems.length - length, messages),
  ];
}

function peopleSection(
  { incident, people, isRevealed }: ShownIncident,
  length: number,
  messages: Messages,
): CardElement[] {
  const { incidents, labels } = messages;
  const count = incident.affected?.personIds.length ?? 0;
  if (count === 0) return [];
  if (people === null) return [note(incidents.masked(count))];
  const names = people.slice(0, length * MOST_NAMES_A_LENGTH);
  return [
    heading(incidents.peopleAffected),
    ...names.map((name) => text(clip(name ?? labels.unknownName, LONGEST_NAME), { spacing: "None" })),
    ...moreLine(count - names.length, messages),
    ...(isRevealed ? [note(incidents.revealed)] : []),
  ];
}

/** In which state it is, who did what about it, and when it changed. */
function stateFacts({ incident, names }: ShownIncident, handling: IncidentHandling, messages: Messages): CardElement[] {
  const { incidents, formats, joins } = messages;
  const { since, revisedAt, reopened } = incident;
  const { acknowledged, muted, assigned } = handling;
  const named = (id: string): string => clip(names.get(id) ?? incidents.anAdmin, LONGEST_NAME);
  const parts = [
    incident.state === "resolved" ? incidents.resolved : incidents.open,
    ...(acknowledged ? [incidents.acknowledged(named(acknowledged.by), formats.dayTime(acknowledged.at))] : []),
    ...(assigned ? [incidents.assigned(named(assigned.to))] : []),
    ...(muted ? [incidents.muted(named(muted.by), formats.dayTime(muted.until))] : []),
  ];
  const set = facts([
    [incidents.state, joins.items(parts)],
    [incidents.since, formats.dayTime(since)],
    [incidents.changed, revisedAt > since ? formats.dayTime(revisedAt) : null],
    [incidents.reopened, reopened === 0 ? null : incidents.times(reopened)],
  ]);
  return set ? [{ ...set, spacing: "Medium" }] : [];
}
