import type { Summary } from "../../src/calls/summary.ts";
import type { Messages } from "../messages/catalog.ts";
import type { CardElement } from "./adaptive-card.ts";
import { nameOf } from "./call-row.ts";
import { callsChart } from "./calls-chart.ts";
import { counted } from "./counted.ts";
import { facts, figures, heading, moreLine, text } from "./elements.ts";
import { feedbackFacts } from "./feedback-facts.ts";
import { qualitySection } from "./quality-section.ts";
import { summaryFigures } from "./summary-figures.ts";

/** More people than these make a summary a list. */
const MOST_PEOPLE = 5;

/** Figures, days and quality of some calls: the upper half of a summary. */
export function overview(summary: Summary, messages: Messages): CardElement[] {
  return [
    ...figures(summaryFigures(summary, messages)),
    ...callsChart(summary.byDay, messages),
    ...qualitySection(summary.quality, messages),
  ];
}

/** Feedback, people, and what the person's own calls were made of: the lower half. */
export function details(summary: Summary, length: number, messages: Messages): CardElement[] {
  const set = feedbackFacts(summary.feedback, length, messages);
  return [
    heading(messages.labels.feedback),
    set ?? text(messages.empty.feedback, { isSubtle: true }),
    ...companyAndKinds(summary, length, messages),
  ];
}

/** The same of somebody else's calls: nothing is said to "you". */
export function detailsOfOther(summary: Summary, length: number, messages: Messages): CardElement[] {
  const set = feedbackFacts(summary.feedback, length, messages);
  return [
    ...(set === null ? [] : [heading(messages.admin.person.feedback), set]),
    ...companyAndKinds(summary, length, messages),
  ];
}

function companyAndKinds(summary: Summary, length: number, messages: Messages): CardElement[] {
  return [...peopleSection(summary.people, length, messages), ...breakdown(summary, messages)];
}

function peopleSection(people: Summary["people"], length: number, messages: Messages): CardElement[] {
  const { labels, callCount, formats, joins } = messages;
  if (people.length === 0) return [];
  const shown = people.slice(0, Math.min(length, MOST_PEOPLE));
  const set = facts(
    shown.map(({ displayName, calls, durationSeconds }) => [
      nameOf(displayName, messages),
      joins.facts([callCount(calls), formats.duration(durationSeconds)]),
    ]),
  );
  return [heading(labels.people), ...(set ? [set] : []), ...moreLine(people.length - shown.length, messages)];
}

/** Types, modalities and platforms, each with its count of calls. */
function breakdown(summary: Summary, messages: Messages): CardElement[] {
  const { labels, words } = messages;
  const set = facts([
    [labels.types, counted(summary.byType, words.callType, messages)],
    [labels.modalities, counted(summary.byModality, words.modality, messages)],
    [labels.platforms, counted(summary.platforms, words.platform, messages)],
  ]);
  return set ? [heading(labels.calls), set] : [];
}
