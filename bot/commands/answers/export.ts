import type { Answer } from "../../../src/calls/answer.ts";
import type { CommandOf } from "../../../src/calls/command.ts";
import { resolvePeriod } from "../../../src/calls/period.ts";
import { frameOf, type AnswerParts, type Question } from "../answer-parts.ts";
import { callsCsv, callsCsvName, CSV_CONTENT_TYPE } from "../../../src/answers/calls-csv.ts";

/** One's calls of a period as a file, named by its first and last day. */
export async function answerExport(
  command: CommandOf<"export">,
  question: Question,
  { participations }: AnswerParts,
): Promise<Answer> {
  const { viewer, personId, now, timeZone } = question;
  const period = resolvePeriod(command.periodName, now, timeZone);
  const calls = await participations.find(viewer, { personId, start: period.start, end: period.end });
  const name = callsCsvName(period, timeZone);
  const file = { name, contentType: CSV_CONTENT_TYPE, content: callsCsv(calls, timeZone) };
  return { ...frameOf(question, command), intent: "export", period, calls: calls.length, file };
}
