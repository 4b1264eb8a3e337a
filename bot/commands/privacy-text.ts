import type { Answer } from "../../src/calls/answer.ts";
import type { StoredOfPerson } from "../../src/calls/erasure.ts";
import type { Messages } from "../messages/catalog.ts";
import { describeLook, lookerName } from "../messages/describe-look.ts";
import { describePeriod } from "../messages/describe-period.ts";
import { alignCells, alignLabels, type LabeledLine } from "./text-lines.ts";

type Of<Name extends Answer["intent"]> = Extract<Answer, { intent: Name }>;

export function whoLookedLines({ looks, more, now }: Of<"whoLooked">, messages: Messages): string[] {
  const { privacy, titles, joins, formats, labels } = messages;
  const rows = looks.map(({ at, viewer, look, reason }) => [
    formats.dayTime(at),
    lookerName(viewer, messages) ?? joins.aside(labels.unknownName, viewer.id),
    joins.facts([
      describeLook(look, now, messages),
      ...(reason === null ? [] : [joins.labeled(privacy.reason, reason)]),
    ]),
  ]);
  return [
    joins.labeled(titles.whoLooked, formats.timeZone),
    privacy.logged,
    "",
    ...(rows.length === 0 ? [privacy.nobodyLooked] : alignCells(rows)),
    ...(more > 0 ? [messages.more(more)] : []),
  ];
}

export function forgetMeLines(answer: Of<"forgetMe">, messages: Messages): string[] {
  const { titles, joins, formats, commands } = messages;
  const { forgetMe } = messages.privacy;
  if (answer.stage === "asked") {
    const isEmpty = Object.values(answer.stored).every((count) => count === 0);
    return [
      joins.labeled(titles.forgetMe, forgetMe.question),
      "",
      ...(isEmpty ? [forgetMe.nothingStored] : [...storedLines(answer.stored, messages), "", forgetMe.consequences]),
      joins.labeled(forgetMe.confirm, joins.quoted(commands.phrase({ intent: "forgetMe", isConfirmed: true }))),
    ];
  }
  const { receiptId, at, erased } = answer.erasure;
  return [
    joins.labeled(titles.forgetMe, forgetMe.done),
    "",
    ...alignLabels([
      [forgetMe.receipt, receiptId],
      [forgetMe.erasedAt, joins.facts([formats.dayTime(at), formats.timeZone])],
    ]),
    forgetMe.receiptNote,
    "",
    forgetMe.erased,
    ...storedLines(erased, messages),
  ];
}

function storedLines(stored: StoredOfPerson, { privacy, formats }: Messages): string[] {
  const { participations, sessions, phoneCalls, conversations, looks } = privacy.forgetMe.stored;
  return alignLabels(
    [
      [participations, stored.participations],
      [sessions, stored.sessions],
      [phoneCalls, stored.phoneCalls],
      [conversations, stored.conversations],
      [looks, stored.looks],
    ].map(([label, count]): LabeledLine => [String(label), formats.count(Number(count))]),
  ).map((line) => `  ${line}`);
}

/** What the file holds; the file itself is printed by who asked for it. */
export function exportLines({ period, now, calls, file }: Of<"export">, messages: Messages): string[] {
  const { titles, joins, formats, privacy } = messages;
  return [
    joins.labeled(titles.export, describePeriod(period, now, messages)),
    "",
    ...alignLabels([
      [privacy.export.file, file.name],
      [privacy.export.calls, formats.count(calls)],
    ]),
    privacy.export.content,
  ];
}
