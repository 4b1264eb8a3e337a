import type { CallsAnswer } from "../../src/calls/answer.ts";
import type { CallFilter } from "../../src/calls/call-filter.ts";
import type { Messages } from "./catalog.ts";
import { describePeriod } from "./describe-period.ts";

/** One condition of a filter in words. */
export type DescribedCondition = { condition: keyof CallFilter; words: string };

/** More names than these are not listed where one name matched several people. */
const MOST_NAMES = 3;

/** The conditions that hold, in the order in which they are said; the person by the names they were taken for. */
export function describeFilter(
  { filter, people }: { filter: CallFilter; people: CallsAnswer["people"] },
  messages: Pick<Messages, "filters" | "joins">,
): DescribedCondition[] {
  const { words } = messages.filters;
  const described: DescribedCondition[] = [];
  const say = <Condition extends keyof CallFilter>(
    condition: Condition,
    value: CallFilter[Condition],
    inWords: (value: NonNullable<CallFilter[Condition]>) => string,
  ): void => {
    if (value !== null) described.push({ condition, words: inWords(value) });
  };
  say("person", namesOf(filter, people, messages), words.person);
  say("longerThanSeconds", filter.longerThanSeconds, words.longerThanSeconds);
  say("shorterThanSeconds", filter.shorterThanSeconds, words.shorterThanSeconds);
  say("callType", filter.callType, words.callType);
  say("modality", filter.modality, words.modality);
  say("quality", filter.quality, words.quality);
  say("connection", filter.connection, words.connection);
  say("platform", filter.platform, words.platform);
  say("isMissed", filter.isMissed, words.isMissed);
  say("isRatedPoor", filter.isRatedPoor, words.isRatedPoor);
  return described;
}

/** Whom the filter's person was taken for, by name; as it was typed where no name is known. Null: no such filter. */
export function namesOf(
  { person }: Pick<CallFilter, "person">,
  people: CallsAnswer["people"],
  { joins }: Pick<Messages, "joins">,
): string | null {
  if (person === null) return null;
  const names = (people ?? []).flatMap(({ displayName }) => (displayName?.trim() ? [displayName.trim()] : []));
  return names.length === 0 ? person : joins.list([...new Set(names)].slice(0, MOST_NAMES));
}

/** The whole question as it was understood: "This week, Mon 16 – Sun 22 Nov, Europe/Berlin: with Anna, video". */
export function describeCalls(
  { period, command, people, now }: Pick<CallsAnswer, "period" | "command" | "people"> & { now: Date },
  messages: Messages,
): string {
  const understood = describePeriod(period, now, messages);
  const conditions = describeFilter({ filter: command.filter, people }, messages).map(({ words }) => words);
  return conditions.length === 0 ? understood : messages.joins.labeled(understood, messages.joins.list(conditions));
}
