import type { Answer } from "../../../src/calls/answer.ts";
import { SHORTEST_CALL_ID_PREFIX } from "../../../src/calls/call-conditions.ts";
import type { CommandOf } from "../../../src/calls/command.ts";
import type { CommandMessages } from "../../messages/catalog.ts";
import { frameOf, type AnswerParts, type Question } from "../answer-parts.ts";
import { helpAnswer } from "./help.ts";

const MOST_OFFERED = 3;

/**
 * The last call, or one by its id. A call that the person was not in is answered like one that nobody knows. A
 * beginning of an id is looked for among the viewer's own calls only: elsewhere it would be a look at all of them.
 */
export async function answerCall(
  command: CommandOf<"call">,
  phrases: CommandMessages,
  question: Question,
  { participations }: AnswerParts,
): Promise<Answer> {
  const { viewer, personId, now, text } = question;
  const { asked } = command;
  const frame = frameOf(question, command);
  if (asked === "last") {
    const last = await participations.last(viewer, personId, now);
    const found = last && (await participations.call(viewer, personId, last.callId));
    return { ...frame, intent: "call", found, asked };
  }
  const exact = await participations.call(viewer, personId, asked);
  if (exact !== null || asked.length < SHORTEST_CALL_ID_PREFIX || personId !== viewer.personId) {
    return { ...frame, intent: "call", found: exact, asked };
  }
  const callIds = await participations.ownCallIds(viewer, asked, MOST_OFFERED);
  if (callIds.length > 1) {
    const nearest = callIds.map((callId) => phrases.phrase({ intent: "call", asked: callId }));
    return helpAnswer(question, null, { notUnderstood: text, nearest });
  }
  const [callId] = callIds;
  const found = callId === undefined ? null : await participations.call(viewer, personId, callId);
  return { ...frame, intent: "call", found, asked };
}
