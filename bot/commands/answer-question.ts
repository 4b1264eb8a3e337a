import type { Answer, CallDetail } from "../../src/calls/answer.ts";
import { createLocalTime } from "../../src/calls/local-time.ts";
import { resolvePeriod, type PeriodName } from "../../src/calls/period.ts";
import { isPoorCall, summarize } from "../../src/calls/summary.ts";
import type { Viewer } from "../../src/calls/viewer.ts";
import type { Store } from "../../src/store/store.ts";
import type { CommandMessages } from "../messages/catalog.ts";
import { parseQuestion } from "./parse-question.ts";

/** What somebody asked, when and where. */
export type Question = {
  text: string;
  viewer: Viewer;
  /** Whose calls; the viewer's own but for admins. */
  personId: string;
  now: Date;
  /** IANA name. */
  timeZone: string;
};

export type QuestionReads = Pick<Store["participations"], "find" | "last" | "call">;

/** Shorter beginnings of an id are not looked for: chance would find something. */
const SHORTEST_PREFIX = 8;
/** The last instant that a Date can hold. */
const END_OF_TIME = new Date(8.64e15);

/**
 * The one answer to a question, for the bot and `callwise ask` alike. What is not understood is answered by help.
 * The summary of "poor calls" is that of all calls in the period, so that the poor ones can be seen in proportion.
 * Throws ServiceError "not_allowed" when the viewer may not see the person's calls, and what the store throws.
 */
export async function answerQuestion(question: Question, reads: QuestionReads): Promise<Answer> {
  const { text, now, timeZone } = question;
  const parsed = parseQuestion(text, createLocalTime(timeZone).dateOf(now));
  if (parsed.command === null) return helpAnswer(question, text, parsed.nearest);
  const { command, phrases } = parsed;
  switch (command.intent) {
    case "calls":
    case "poorCalls":
      return answerCalls(command.intent, command.periodName, question, reads);
    case "call":
      return command.asked === "last"
        ? answerLastCall(question, reads)
        : answerCall(command.asked, phrases, question, reads);
    case "help":
      return helpAnswer(question, null, []);
  }
}

async function answerCalls(
  intent: "calls" | "poorCalls",
  name: PeriodName,
  { viewer, personId, now, timeZone }: Question,
  reads: QuestionReads,
): Promise<Answer> {
  const period = resolvePeriod(name, now, timeZone);
  const found = await reads.find(viewer, { personId, start: period.start, end: period.end });
  const summary = summarize(found, period, now, timeZone);
  const calls = intent === "poorCalls" ? found.filter(isPoorCall) : found;
  return { intent, period, summary, calls, now, timeZone };
}

async function answerLastCall({ viewer, personId, now, timeZone }: Question, reads: QuestionReads): Promise<Answer> {
  const last = await reads.last(viewer, personId, now);
  const found = last === null ? null : await reads.call(viewer, personId, last.callId);
  return { intent: "call", found, asked: "last", now, timeZone };
}

/** A call that the person was not in is answered like one that nobody knows. */
async function answerCall(
  asked: string,
  phrases: CommandMessages,
  question: Question,
  reads: QuestionReads,
): Promise<Answer> {
  const { viewer, personId, now, timeZone, text } = question;
  const exact = await reads.call(viewer, personId, asked);
  if (exact !== null || asked.length < SHORTEST_PREFIX) {
    return { intent: "call", found: exact, asked, now, timeZone };
  }
  const callIds = await callIdsFrom(asked, question, reads);
  if (callIds.length > 1)
    return helpAnswer(
      question,
      text,
      callIds.slice(0, 3).map((callId) => phrases.call(callId)),
    );
  const [callId] = callIds;
  const found: CallDetail | null = callId === undefined ? null : await reads.call(viewer, personId, callId);
  return { intent: "call", found, asked, now, timeZone };
}

/** Ids of the person's calls that begin so, newest first, whatever their case: one range of the person's own index. */
async function callIdsFrom(prefix: string, { viewer, personId }: Question, reads: QuestionReads): Promise<string[]> {
  const all = await reads.find(viewer, { personId, start: new Date(0), end: END_OF_TIME });
  return all.map(({ callId }) => callId).filter((callId) => callId.toLowerCase().startsWith(prefix.toLowerCase()));
}

function helpAnswer({ now, timeZone }: Question, notUnderstood: string | null, nearest: string[]): Answer {
  return { intent: "help", notUnderstood, nearest, now, timeZone };
}
