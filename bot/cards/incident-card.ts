import type { IncidentCard } from "../../src/calls/card-delivery.ts";
import type { Incident, IncidentContent } from "../../src/calls/incident.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { container, facts, heading, moreLine, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { healthSection, remedyLines } from "./health-section.ts";
import { clip } from "./plain-text.ts";

const LONGEST_PROBLEM = 300;

/**
 * An incident for an admin channel: what is wrong and what to do about it, since when, and in the end that it is over.
 * It has no buttons that answer questions: their answer would take its place for everyone.
 */
export function incidentCard({ incident, mayBeRepeat }: IncidentCard, messages: Messages): AdaptiveCard {
  const { joins, incidents } = messages;
  const title = messages.admin.alerts.rules[incident.content.kind].name;
  const stands = incident.resolvedAt === null ? headlineOf(incident.content, messages) : incidents.resolved;
  return fitCard(messages.language, (length) => ({
    summary: joins.sentences([joins.labeled(title, stands), ...problemsOf(incident.content, messages)]),
    body: [
      ...titleLines(title, messages.formats.timeZone),
      ...(mayBeRepeat ? [note(incidents.mayBeRepeat)] : []),
      ...(incident.resolvedAt === null
        ? [openSection(incident.content, Math.max(1, length), messages)]
        : resolvedSections(incident, incident.resolvedAt, Math.max(1, length), messages)),
      ...timesOf(incident, messages),
    ],
  }));
}

function headlineOf(content: IncidentContent, { status, incidents }: Messages): string {
  switch (content.kind) {
    case "ingestionHealth":
      return status.state[content.state].name;
    case "exhaustedJobs":
      return incidents.givenUp(content.calls, content.isAtLeast);
  }
}

function openSection(content: IncidentContent, length: number, messages: Messages): CardElement {
  switch (content.kind) {
    case "ingestionHealth":
      return healthSection(content, length, messages);
    case "exhaustedJobs": {
      const { status, joins, callCount } = messages;
      const reasons = content.reasons.slice(0, length).flatMap(({ code, calls, ...english }) => {
        const { reason, remedy } = status.givenUp(code, english);
        return remedyLines(remedy, joins.labeled(callCount(calls), reason), messages);
      });
      return container(
        [
          text(headlineOf(content, messages), { size: "Large", weight: "Bolder" }),
          ...reasons,
          ...moreLine(content.reasons.length - length, messages),
          note(status.replay),
        ],
        { style: "attention", spacing: "Medium" },
      );
    }
  }
}

function resolvedSections(
  { content, since }: Incident,
  resolvedAt: Date,
  length: number,
  messages: Messages,
): CardElement[] {
  const { incidents, formats } = messages;
  const problems = problemsOf(content, messages);
  const lasted = formats.duration((resolvedAt.getTime() - since.getTime()) / 1000);
  const set = facts([[incidents.lasted, lasted]]);
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
    ...problems.slice(0, length).map((problem) => text(clip(problem, LONGEST_PROBLEM), { spacing: "Small" })),
    ...moreLine(problems.length - length, messages),
  ];
}

/** What is or was wrong, without what to do about it. */
function problemsOf(content: IncidentContent, { status, joins, callCount }: Messages): string[] {
  switch (content.kind) {
    case "ingestionHealth":
      return content.findings.map((finding) => status.finding(finding).problem);
    case "exhaustedJobs":
      return content.reasons.map(({ code, calls, ...english }) =>
        joins.labeled(callCount(calls), status.givenUp(code, english).reason),
      );
  }
}

function timesOf({ since, revisedAt, reopened }: Incident, { incidents, formats }: Messages): CardElement[] {
  const set = facts([
    [incidents.since, formats.dayTime(since)],
    [incidents.changed, revisedAt > since ? formats.dayTime(revisedAt) : null],
    [incidents.reopened, reopened === 0 ? null : incidents.times(reopened)],
  ]);
  return set ? [{ ...set, spacing: "Medium" }] : [];
}
