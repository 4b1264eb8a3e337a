import type { Answer, PersonChoice } from "../../../src/calls/answer.ts";
import { ANY_CALL } from "../../../src/calls/call-filter.ts";
import { canonicalId } from "../../../src/calls/canonical-id.ts";
import type { CommandOf } from "../../../src/calls/command.ts";
import { resolvePeriod } from "../../../src/calls/period.ts";
import { summarize } from "../../../src/calls/summary.ts";
import { frameOf, type AnswerParts, type Question } from "../answer-parts.ts";
import { bestNamed } from "../best-named.ts";
import { answerCalls } from "./calls.ts";

const MOST_CHOICES = 10;

/**
 * Somebody's calls, for an admin; the store logs the look. A name that several people bear is asked back, before
 * anything of theirs is read. Admins who ask for themselves ask for their own calls, which is no look.
 */
export async function answerPerson(
  command: CommandOf<"person">,
  question: Question,
  parts: AnswerParts,
): Promise<Answer> {
  const { people, participations } = parts;
  const { viewer, now, timeZone } = question;
  const frame = frameOf(question, command);
  const found = await peopleMeant(command.name, people);
  const choices = found.map(({ id, displayName }): PersonChoice => {
    return { id, displayName, calls: null, command: { ...command, name: id } };
  });
  const [person] = choices;
  if (person === undefined || choices.length > 1) {
    return { ...frame, intent: "choosePerson", name: command.name, choices };
  }
  if (person.id === viewer.personId) {
    const own = {
      intent: "calls",
      periodName: command.periodName,
      filter: ANY_CALL,
      view: "summary",
      page: 1,
    } as const;
    return answerCalls(own, question, parts);
  }
  const period = resolvePeriod(command.periodName, now, timeZone);
  const calls = await participations.find(viewer, { personId: person.id, start: period.start, end: period.end });
  const summary = summarize(calls, period, now, timeZone);
  return { ...frame, intent: "person", person: { ...person, calls: calls.length }, period, summary, calls };
}

async function peopleMeant(
  typed: string,
  people: AnswerParts["people"],
): Promise<{ id: string; displayName: string | null }[]> {
  const id = canonicalId(typed);
  const displayName = (await people.names([id])).get(id);
  if (displayName !== undefined) return [{ id, displayName }];
  return bestNamed(await people.named(typed, MOST_CHOICES), typed);
}
