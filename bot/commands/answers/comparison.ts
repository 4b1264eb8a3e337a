import { addressesToCount } from "../../../src/calls/address-use.ts";
import type { Answer } from "../../../src/calls/answer.ts";
import type { CommandOf } from "../../../src/calls/command.ts";
import { compareCalls, DEVICE_DIMENSIONS, NETWORK_DIMENSIONS } from "../../../src/calls/compare-calls.ts";
import { OFFICE_PEOPLE } from "../../../src/calls/comparison-value.ts";
import { resolvePeriod } from "../../../src/calls/period.ts";
import { frameOf, type AnswerParts, type Question } from "../answer-parts.ts";

/** One's own calls by the devices, or by the networks, that they were made with. */
export async function answerComparison(
  command: CommandOf<"compareDevices" | "compareNetworks">,
  question: Question,
  { participations }: AnswerParts,
): Promise<Answer> {
  const { viewer, personId, now, timeZone } = question;
  const { intent, periodName } = command;
  const period = resolvePeriod(periodName, now, timeZone);
  const calls = await participations.find(viewer, { personId, start: period.start, end: period.end });
  const frame = { ...frameOf(question, command), intent, period, calls: calls.length };
  if (intent === "compareDevices") return { ...frame, comparison: compareCalls(calls, DEVICE_DIMENSIONS, new Map()) };
  const { addresses, since } = addressesToCount(calls, period, now);
  const people = await participations.peopleByPublicAddress(addresses, since, OFFICE_PEOPLE);
  return { ...frame, comparison: compareCalls(calls, NETWORK_DIMENSIONS, people) };
}
