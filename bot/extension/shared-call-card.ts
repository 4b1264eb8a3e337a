import type { Participation } from "../../src/calls/participation.ts";
import type { AdaptiveCard, CardElement } from "../cards/adaptive-card.ts";
import { nameOf, presence } from "../cards/call-row.ts";
import { facts, text } from "../cards/elements.ts";
import { fitCard } from "../cards/fit-card.ts";
import type { Messages } from "../messages/catalog.ts";

const MOST_REASONS = 5;

/**
 * One call as a person shares it: when, how long, with whom by display name, how it was and why. For everybody's eyes,
 * so without addresses, networks, devices, ids, buttons, the verdict, which speaks to the person about what is theirs,
 * and other people's names than the one of a two-party call.
 */
export function sharedCallCard(call: Participation, messages: Messages): AdaptiveCard {
  const { labels, words, formats, joins, conversation, quality } = messages;
  const when = joins.facts([formats.dayTime(call.start), formats.timeZone]);
  const title = conversation.extension.sharedBy(nameOf(call.displayName, messages));
  const figures = facts([
    [labels.duration, presence(call, messages)],
    [labels.type, words.callType[call.callType]],
    [labels.participants, whoElse(call, messages)],
    [labels.quality, words.quality[call.quality]],
    [
      labels.reasons,
      call.reasons.length === 0 ? null : joins.list(call.reasons.slice(0, MOST_REASONS).map(quality.reason)),
    ],
  ]);
  const body: CardElement[] = [
    text(title, { size: "Large", weight: "Bolder", style: "heading" }),
    text(when, { isSubtle: true, spacing: "None" }),
    ...(figures === null ? [] : [figures]),
  ];
  return fitCard(messages.language, () => ({ summary: joins.sentences([title, when]), body }));
}

/** "With Anna Schmidt", "With 4 others". Only people who signed in have a name to show; a telephone has a number. */
export function whoElse({ others }: Participation, messages: Messages): string | null {
  const { withPerson, withOthers } = messages.conversation.extension;
  const isNamed = others.person?.kind === "user" || others.person?.kind === "guest";
  if (isNamed && others.person?.displayName?.trim()) return withPerson(nameOf(others.person.displayName, messages));
  return others.count > 0 ? withOthers(others.count) : null;
}
