import type { Participation } from "../../src/calls/participation.ts";
import type { AdaptiveCard, CardElement } from "../cards/adaptive-card.ts";
import { facts, text } from "../cards/elements.ts";
import { fitCard } from "../cards/fit-card.ts";
import type { Messages } from "../messages/catalog.ts";

/**
 * One call as a person shares it: when, how long, with whom by display name, how it was and why. For everybody's eyes,
 * so without addresses, networks, devices, ids, other people's names than the one of a two-party call, and buttons.
 */
export function sharedCallCard(call: Participation, messages: Messages): AdaptiveCard {
  const { labels, words, formats, joins, conversation, quality } = messages;
  const when = `${formats.dayTime(call.start)}`;
  const title = conversation.extension.sharedBy(call.displayName ?? labels.unknownName);
  const verdict = call.verdict === null ? null : quality.verdict(call.verdict);
  const figures = facts([
    [labels.duration, formats.duration(call.durationSeconds)],
    [labels.type, words.callType[call.callType]],
    [labels.participants, whoElse(call, messages)],
    [labels.quality, words.quality[call.quality]],
    [labels.reasons, call.reasons.length === 0 ? null : joins.list(call.reasons.map(quality.reason))],
    [labels.verdict, verdict?.headline ?? null],
  ]);
  const body: CardElement[] = [
    text(title, { size: "Large", weight: "Bolder", style: "heading" }),
    text(when, { isSubtle: true, spacing: "None" }),
    ...(figures === null ? [] : [figures]),
  ];
  return fitCard(messages.language, () => ({ summary: joins.sentences([title, when]), body }));
}

/** "With Anna Schmidt", "With 4 others". Only people who signed in have a name to show; a telephone has a number. */
export function whoElse({ others }: Participation, { conversation }: Messages): string | null {
  const { withPerson, withOthers } = conversation.extension;
  const isNamed = others.person?.kind === "user" || others.person?.kind === "guest";
  if (isNamed && others.person?.displayName) return withPerson(others.person.displayName);
  return others.count > 0 ? withOthers(others.count) : null;
}
