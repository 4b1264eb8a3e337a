import type { HandledIncident } from "../../src/calls/incident-handling.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { container, moreLine, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { incidentHeadline } from "../messages/describe-incident.ts";

/** What was wrong on a local day, the last changed first, for a channel that prefers one card a day. */
export function incidentDigestCard(
  { date, incidents, mayBeRepeat }: { date: string; incidents: readonly HandledIncident[]; mayBeRepeat: boolean },
  messages: Messages,
): AdaptiveCard {
  const { formats, joins } = messages;
  const title = messages.incidents.ofDay(formats.day(date));
  return fitCard(messages.language, (length) => ({
    summary: joins.sentences([title, ...incidents.map((incident) => incidentHeadline(incident.content, messages))]),
    body: [
      ...titleLines(title, formats.timeZone),
      ...(mayBeRepeat ? [note(messages.incidents.mayBeRepeat)] : []),
      ...incidents.slice(0, length).map((incident) => incidentRow(incident, messages)),
      ...moreLine(incidents.length - length, messages),
    ],
  }));
}

function incidentRow({ content, state, since, resolvedAt }: HandledIncident, messages: Messages): CardElement {
  const { formats, joins, incidents, admin } = messages;
  const stands = state === "resolved" ? incidents.resolved : incidents.open;
  const span = [formats.dayTime(since), ...(resolvedAt === null ? [] : [formats.dayTime(resolvedAt)])].join(" – ");
  return container(
    [
      text(joins.labeled(admin.alerts.rules[content.kind].name, stands), { weight: "Bolder" }),
      text(incidentHeadline(content, messages), { spacing: "None" }),
      text(span, { isSubtle: true, spacing: "None" }),
    ],
    { spacing: "Medium", separator: true },
  );
}
