import type { Answer, PersonChoice } from "../../../src/calls/answer.ts";
import { ANY_CALL, callsThatMatch } from "../../../src/calls/call-filter.ts";
import type { CallsCommand } from "../../../src/calls/command.ts";
import type { Participation } from "../../../src/calls/participation.ts";
import { resolvePeriod, type Period } from "../../../src/calls/period.ts";
import { isPoorCall, summarize } from "../../../src/calls/summary.ts";
import type { Companion } from "../../../src/store/store.ts";
import { frameOf, type AnswerParts, type Question } from "../answer-parts.ts";
import { bestNamed } from "../best-named.ts";

/** Who was in none of the period's calls is looked for in those of so many days, to be told apart from a stranger. */
const KNOWN_WITHIN_DAYS = 400;
const DAY_MS = 86_400_000;

/**
 * One's own calls in a period, those that a filter leaves. The summary of "poor calls" is that of all calls that the
 * rest of the filter leaves, so that the poor ones can be seen in proportion. A name that several people in these calls
 * bear is asked back.
 */
export async function answerCalls(command: CallsCommand, question: Question, parts: AnswerParts): Promise<Answer> {
  const { viewer, personId, now, timeZone } = question;
  const { intent, periodName, filter } = command;
  const period = resolvePeriod(periodName, now, timeZone);
  const frame = frameOf(question, command);

  const named = filter.person === null ? null : await companionsNamed(filter.person, period, question, parts);
  const choices = named && named.companions.map((companion) => choiceOf(companion, command));
  if (named?.isAmbiguous) {
    return { ...frame, intent: "choosePerson", name: filter.person ?? "", choices: choices ?? [] };
  }
  const shared = named && new Set(named.companions.flatMap(({ callIds }) => callIds));
  // Nobody is named so: then there is nothing to read.
  const all =
    shared?.size === 0
      ? []
      : await parts.participations.find(viewer, { personId, start: period.start, end: period.end });
  const calls = callsThatMatch(all, filter, shared).filter(belongsTo(intent));
  const summed = intent === "poorCalls" ? callsThatMatch(all, withoutQuality(filter), shared) : calls;
  const summary = summarize(summed, period, now, timeZone);
  return { ...frame, intent, command, period, summary, calls, people: choices };
}

/** Poor calls are poor in quality or feedback; the calls of one's feedback are those that were asked about. */
function belongsTo(intent: CallsCommand["intent"]): (participation: Participation) => boolean {
  switch (intent) {
    case "poorCalls":
      return isPoorCall;
    case "feedback":
      return ({ ratings }) => ratings.length > 0;
    case "calls":
    case "callsWith":
      return () => true;
  }
}

function withoutQuality(filter: CallsCommand["filter"]): CallsCommand["filter"] {
  return { ...filter, quality: ANY_CALL.quality };
}

/** Of people who are known, but not from this period, no calls are shared in it, so there is nothing to choose among. */
async function companionsNamed(
  name: string,
  { start, end }: Period,
  { viewer, personId, now }: Question,
  { participations }: AnswerParts,
): Promise<{ companions: Companion[]; isAmbiguous: boolean }> {
  const found = bestNamed(await participations.companions(viewer, { personId, start, end }, name), name);
  if (found.length > 0) return { companions: found, isAmbiguous: found.length > 1 };
  const since = new Date(now.getTime() - KNOWN_WITHIN_DAYS * DAY_MS);
  if (start <= since && end >= now) return { companions: [], isAmbiguous: false };
  const known = bestNamed(await participations.companions(viewer, { personId, start: since, end: now }, name), name);
  return { companions: known.map((companion) => ({ ...companion, callIds: [] })), isAmbiguous: false };
}

function choiceOf({ id, displayName, callIds }: Companion, command: CallsCommand): PersonChoice {
  const again = { ...command, filter: { ...command.filter, person: id }, page: 1 };
  return { id, displayName, calls: callIds.length, command: again };
}
