import type { CallsAnswer } from "../../src/calls/answer.ts";
import { isPoorCall } from "../../src/calls/summary.ts";
import { describeCalls, describeFilter, namesOf } from "../messages/describe-filter.ts";
import type { Messages } from "../messages/catalog.ts";
import type { AdaptiveCard, CardElement } from "./adaptive-card.ts";
import { callRow, compactCallRow } from "./call-row.ts";
import { callsChips } from "./calls-chips.ts";
import { heading, moreLine, text, titleLines } from "./elements.ts";
import { fitCard } from "./fit-card.ts";
import { pageOf } from "./page.ts";
import { clip } from "../messages/clip.ts";
import { summaryLine } from "./summary-figures.ts";
import { details, overview } from "./summary-sections.ts";

/** Poor calls shown in the summary; "poor calls" has the rest. */
const MOST_POOR_CALLS = 3;
/** Calls shown under the totals of calls with somebody; the list has the rest. */
const MOST_NEWEST_CALLS = 5;
const LIST_PAGE = 10;

type Calls = CallsAnswer & { now: Date };

/**
 * One person's calls in a period, or those of them that a filter leaves: figures first, then days, quality, poor calls,
 * and what the calls were made of; or the calls themselves, page by page.
 */
export function callsCard(answer: Calls, messages: Messages): AdaptiveCard {
  if (answer.calls.length === 0) return emptyCard(answer, messages);
  return answer.command.view === "list" ? listCard(answer, messages) : summaryCard(answer, messages);
}

/** "My calls", or "Calls with Anna Schmidt". */
function titleOf({ command, people }: Calls, messages: Messages): string {
  const name = namesOf(command.filter, people, messages);
  return name === null ? messages.titles.calls : clip(messages.lists.callsWith(name), 120);
}

function understoodOf(answer: Calls, messages: Messages): string {
  return clip(describeCalls(answer, messages), 400);
}

function emptyCard(answer: Calls, messages: Messages): AdaptiveCard {
  const title = titleOf(answer, messages);
  const understood = understoodOf(answer, messages);
  const reason = emptyReason(answer, messages);
  return fitCard(messages.language, () => ({
    summary: messages.joins.sentences([title, understood, reason]),
    body: [...titleLines(title, understood), text(reason, { spacing: "Medium" })],
    actions: callsChips(answer, 0, messages),
  }));
}

function emptyReason({ command, period, people, now }: Calls, messages: Messages): string {
  const { person } = command.filter;
  if (period.start > now) return messages.empty.calls(period, false);
  if (person !== null && people?.length === 0) return messages.lists.nobodyNamed(clip(person, 60));
  const isFiltered = describeFilter({ filter: command.filter, people }, messages).length > 0;
  return isFiltered ? messages.lists.noneLikeThis : messages.empty.calls(period, true);
}

function summaryCard(answer: Calls, messages: Messages): AdaptiveCard {
  const { summary, calls, command } = answer;
  const title = titleOf(answer, messages);
  const understood = understoodOf(answer, messages);
  return fitCard(messages.language, (length) => ({
    summary: messages.joins.sentences([title, understood, summaryLine(summary, messages)]),
    body: [
      ...titleLines(title, understood),
      ...overview(summary, messages),
      ...poorCallsSection(calls.filter(isPoorCall), Math.min(length, MOST_POOR_CALLS), messages),
      ...(command.intent === "callsWith" ? newestSection(calls, Math.min(length, MOST_NEWEST_CALLS), messages) : []),
      ...details(summary, length, messages),
    ],
    actions: callsChips(answer, 0, messages),
  }));
}

function listCard(answer: Calls, messages: Messages): AdaptiveCard {
  const { calls, command, summary } = answer;
  const { formats } = messages;
  const title = titleOf(answer, messages);
  const understood = understoodOf(answer, messages);
  const { items, first, last, pages, page } = pageOf(calls, command.page, LIST_PAGE);
  const range = messages.lists.range(formats.count(first), formats.count(last), formats.count(calls.length));
  return fitCard(messages.language, () => ({
    summary: messages.joins.sentences([title, understood, summaryLine(summary, messages)]),
    body: [
      ...titleLines(title, understood),
      text(range, { weight: "Bolder", spacing: "Medium" }),
      ...items.map((call) => ({ ...compactCallRow(call, messages), separator: true })),
    ],
    actions: callsChips({ ...answer, command: { ...command, page } }, pages, messages),
  }));
}

function poorCallsSection(poorCalls: Calls["calls"], length: number, messages: Messages): CardElement[] {
  if (poorCalls.length === 0) return [];
  const rows = poorCalls.slice(0, length).map((call) => callRow(call, messages));
  return [heading(messages.labels.poorCalls), ...rows, ...moreLine(poorCalls.length - rows.length, messages)];
}

function newestSection(calls: Calls["calls"], length: number, messages: Messages): CardElement[] {
  const rows = calls.slice(0, length).map((call) => compactCallRow(call, messages));
  return [heading(messages.lists.newest), ...rows, ...moreLine(calls.length - rows.length, messages)];
}
