import type { Answer } from "../../../src/calls/answer.ts";
import type { CommandOf } from "../../../src/calls/command.ts";
import { compareCalls, DEVICE_DIMENSIONS, NETWORK_DIMENSIONS } from "../../../src/calls/compare-calls.ts";
import { resolvePeriod } from "../../../src/calls/period.ts";
import { frameOf, type AnswerParts, type Question } from "../answer-parts.ts";

/** How far back it is looked who else used a public address: a single week may show an office half empty. */
const ADDRESS_USE_DAYS = 30;
const DAY_MS = 86_400_000;

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

  const addresses = new Set(calls.map(({ network }) => network?.reflexiveIpAddress ?? null));
  const since = new Date(Math.min(period.start.getTime(), now.getTime() - ADDRESS_USE_DAYS * DAY_MS));
  const known = [...addresses].filter((address) => address !== null);
  const people = known.length === 0 ? new Map() : await participations.peopleByPublicAddress(known, since);
  return { ...frame, comparison: compareCalls(calls, NETWORK_DIMENSIONS, people) };
}
