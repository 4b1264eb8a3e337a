import type { CallsAnswer, PersonAnswer } from "../../src/calls/answer.ts";
import type { Participation } from "../../src/calls/participation.ts";
import { isPoorCall } from "../../src/calls/summary.ts";
import { pageOf } from "../cards/page.ts";
import type { Messages } from "../messages/catalog.ts";
import { describeCalls, namesOf } from "../messages/describe-filter.ts";
import { describePeriod } from "../messages/describe-period.ts";
import { poorCallLines } from "./call-text.ts";
import { feedbackLines, summaryLines } from "./summary-text.ts";
import { alignCells } from "./text-lines.ts";

/** Calls shown at once; further pages are asked for. */
const PAGE_SIZE = 20;

type Asked<Part> = Part & { now: Date };

/** One's own calls: what was understood, then figures or calls, or why there are none. */
export function callsLines(answer: Asked<CallsAnswer>, messages: Messages): string[] {
  const title = messages.joins.labeled(titleOf(answer, messages), describeCalls(answer, messages));
  return [title, "", ...contentLines(answer, messages)];
}

/** Somebody's calls, for an admin: said to be logged. */
export function personLines(answer: Asked<PersonAnswer>, messages: Messages): string[] {
  const { admin, labels, joins } = messages;
  const { person, period, now, summary } = answer;
  const name = person.displayName ?? labels.unknownName;
  const title = joins.labeled(admin.person.title(name), describePeriod(period, now, messages));
  const figures = summary.calls === 0 ? [admin.person.noCalls] : summaryLines(summary, messages);
  return [title, admin.person.logged(name), "", ...figures];
}

function titleOf({ intent, command, people }: CallsAnswer, messages: Messages): string {
  const name = namesOf(command.filter, people, messages);
  return intent === "callsWith" && name !== null ? messages.lists.callsWith(name) : messages.titles[intent];
}

function contentLines(answer: Asked<CallsAnswer>, messages: Messages): string[] {
  const { intent, command, calls, people, period, now, summary } = answer;
  const { lists, empty } = messages;
  if (command.filter.person !== null && people?.length === 0) return [lists.nobodyNamed(command.filter.person)];
  if (intent === "poorCalls" && summary.calls > 0) return poorLines(answer, messages);
  if (calls.length === 0) {
    if (period.start > now) return [empty.calls(period, false)];
    if (Object.values(command.filter).some((condition) => condition !== null)) return [lists.noneLikeThis];
    if (intent === "poorCalls") return [empty.poorCalls({ calls: 0, unclassified: 0 })];
    return [intent === "feedback" ? empty.feedback : empty.calls(period, true)];
  }
  if (command.view === "list") return listLines(answer, messages);
  return intent === "feedback" ? givenLines(answer, messages) : summaryLines(summary, messages);
}

function poorLines({ calls, summary, command }: CallsAnswer, messages: Messages): string[] {
  const counts = { calls: summary.calls, unclassified: summary.quality.unclassified };
  if (calls.length === 0) return [messages.empty.poorCalls(counts)];
  const page = pageOf(calls, command.page, PAGE_SIZE);
  return [
    messages.poorCallCount(calls.length, summary.calls),
    ...page.items.flatMap((call) => ["", ...poorCallLines(call, messages)]),
    ...(page.pages > 1 ? ["", rangeLine(page, calls.length, messages)] : []),
  ];
}

function givenLines({ calls, summary }: CallsAnswer, messages: Messages): string[] {
  const ratedPoorly = calls.filter(({ ratings }) => isPoorCall({ quality: "good", ratings }));
  const shown = pageOf(ratedPoorly, 1, PAGE_SIZE).items;
  return [
    ...feedbackLines(summary.feedback, messages),
    ...(shown.length > 0 ? ["", messages.feedback.ratedPoorly] : []),
    ...shown.flatMap((call) => ["", ...poorCallLines(call, messages)]),
    ...(ratedPoorly.length > shown.length ? ["", messages.more(ratedPoorly.length - shown.length)] : []),
  ];
}

function listLines({ calls, command }: CallsAnswer, messages: Messages): string[] {
  const page = pageOf(calls, command.page, PAGE_SIZE);
  return [
    page.pages > 1 ? rangeLine(page, calls.length, messages) : messages.callCount(calls.length),
    "",
    ...alignCells(page.items.map((call) => callCells(call, messages))),
  ];
}

function rangeLine({ first, last }: { first: number; last: number }, total: number, messages: Messages): string {
  const { formats, lists } = messages;
  return lists.range(formats.count(first), formats.count(last), formats.count(total));
}

function callCells(call: Participation, { formats, words, labels }: Messages): string[] {
  const { person } = call.others;
  return [
    formats.dayTime(call.start),
    formats.duration(call.durationSeconds),
    words.callType[call.callType],
    person === null ? "" : (person.displayName ?? labels.unknownName),
    call.client === null ? labels.noClient : words.platform[call.client.platform],
    call.isLikelyMissed ? labels.likelyMissed : words.quality[call.quality],
    call.callId,
  ];
}
