import type { PersonAnswer } from "../../src/calls/answer.ts";
import { isPoorCall } from "../../src/calls/summary.ts";
import { describePeriod } from "../messages/describe-period.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { callFacts, nameOf } from "./call-row.ts";
import { periodChips } from "./chips.ts";
import { container, heading, moreLine, note, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { clip } from "../messages/clip.ts";
import { summaryLine } from "./summary-figures.ts";
import { detailsOfOther, overview } from "./summary-sections.ts";

const MOST_POOR_CALLS = 5;

/** Somebody's calls as an admin sees them. Says whose they are, and that the look is logged, before anything else. */
export function personCard(answer: PersonAnswer & { now: Date }, messages: Messages): AdaptiveCard {
  const { person, period, summary, calls, now } = answer;
  const { admin, joins } = messages;
  const name = nameOf(person.displayName, messages);
  const title = admin.person.title(name);
  const understood = describePeriod(period, now, messages);
  const head = [
    ...titleLines(title, understood),
    container([text(admin.person.logged(name))], { style: "warning", spacing: "Medium" }),
  ];
  const actions = periodChips(
    period.name,
    4,
    (periodName) => ({ intent: "person", name: person.id, periodName }),
    messages,
  );
  if (calls.length === 0) {
    const reason = period.start > now ? messages.empty.calls(period, false) : admin.person.noCalls;
    return fitCard(messages.language, () => ({
      summary: joins.sentences([title, understood, reason]),
      body: [...head, text(reason, { spacing: "Medium" })],
      actions,
    }));
  }
  return fitCard(messages.language, (length) => ({
    summary: joins.sentences([title, understood, summaryLine(summary, messages)]),
    body: [
      ...head,
      ...overview(summary, messages),
      ...poorCalls(calls.filter(isPoorCall), Math.min(length, MOST_POOR_CALLS), messages),
      ...detailsOfOther(summary, length, messages),
      note(joins.labeled(messages.cards.personId, clip(person.id, 60))),
    ],
    actions,
  }));
}

/** Without a button to open the call: that would ask for a call of the admin's own. */
function poorCalls(calls: PersonAnswer["calls"], length: number, messages: Messages): CardElement[] {
  if (calls.length === 0) return [];
  const rows = calls.slice(0, length).map((call) => callFacts(call, messages));
  return [heading(messages.labels.poorCalls), ...rows, ...moreLine(calls.length - rows.length, messages)];
}
