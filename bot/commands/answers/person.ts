import type { Answer, PersonChoice } from "../../../src/calls/answer.ts";
import { canonicalId } from "../../../src/calls/canonical-id.ts";
import type { CommandOf } from "../../../src/calls/command.ts";
import { resolvePeriod } from "../../../src/calls/period.ts";
import { summarize } from "../../../src/calls/summary.ts";
import { frameOf, type AnswerParts, type Question } from "../answer-parts.ts";
import { bestNamed } from "../best-named.ts";

const MOST_CHOICES = 10;

/**
 * Somebody's calls, for an admin; the store logs the look. A name that several people bear is asked back, before
 * anything of theirs is read.
 */
export async function answerPerson(
  command: CommandOf<"person">,
  question: Question,
  { people, participations }: AnswerParts,
): Promise<Answer> {
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
