import type { Answer } from "../../../src/calls/answer.ts";
import type { CommandOf } from "../../../src/calls/command.ts";
import { frameOf, type AnswerParts, type Question } from "../answer-parts.ts";

const MOST_LOOKS = 20;

/** Who else looked at the viewer's own calls. */
export async function answerWhoLooked(
  command: CommandOf<"whoLooked">,
  question: Question,
  { accessLog, people }: AnswerParts,
): Promise<Answer> {
  const { looks, more } = await accessLog.of(question.viewer, MOST_LOOKS);
  const names = await people.names([...new Set(looks.map(({ viewerId }) => viewerId))]);
  const seen = looks.map(({ at, viewerId, look, reason }) => ({
    at,
    viewer: { id: viewerId, displayName: names.get(viewerId) ?? null },
    look,
    reason,
  }));
  return { ...frameOf(question, command), intent: "whoLooked", looks: seen, more };
}

/** First what is stored of the viewer; erased only when that was confirmed. */
export async function answerForgetMe(
  command: CommandOf<"forgetMe">,
  question: Question,
  { erasures }: AnswerParts,
): Promise<Answer> {
  const frame = frameOf(question, command);
  const { personId } = question.viewer;
  if (!command.isConfirmed) {
    return { ...frame, intent: "forgetMe", stage: "asked", stored: await erasures.stored(personId) };
  }
  return { ...frame, intent: "forgetMe", stage: "done", erasure: await erasures.erase(personId) };
}
