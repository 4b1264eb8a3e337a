import type { Answer } from "../../src/calls/answer.ts";
import type { Messages } from "../messages/catalog.ts";
import { describePeriod } from "../messages/describe-period.ts";
import { languageName } from "../messages/languages.ts";
import { summaryLines } from "./summary-text.ts";

export function languageLines(answer: Extract<Answer, { intent: "language" }>, messages: Messages): string[] {
  const { settings, titles, joins, commands } = messages;
  const { language, unknown, available } = answer;
  const others = available.filter((tag) => tag !== language);
  return [
    ...(unknown === null ? [] : [settings.language.unknown(unknown)]),
    joins.labeled(titles.language, settings.language.now(languageName(language))),
    ...(others.length === 0 ? [] : [settings.language.choose]),
    ...others.map((tag) => `  ${commands.phrase({ intent: "language", language: tag })}`),
  ];
}

/** Whether it is on, and how it looks: last week's figures against the week before. */
export function digestLines(answer: Extract<Answer, { intent: "digest" }>, messages: Messages): string[] {
  const { settings, titles, joins, commands, formats, empty } = messages;
  const { digest } = settings;
  const { period, summary, before } = answer.preview;
  const more = summary.calls - before.calls;
  const difference = more === 0 ? null : `${more > 0 ? "+" : "−"}${messages.callCount(Math.abs(more))}`;
  return [
    joins.labeled(titles.digest, answer.isOn ? digest.on : digest.off),
    digest.explanation,
    joins.labeled(
      answer.isOn ? digest.turnOff : digest.turnOn,
      joins.quoted(commands.phrase({ intent: "digest", change: answer.isOn ? "off" : "on" })),
    ),
    "",
    joins.labeled(digest.preview, describePeriod(period, answer.now, messages)),
    joins.facts([
      messages.callCount(summary.calls),
      formats.duration(summary.durationSeconds),
      digest.change(difference),
    ]),
    "",
    ...(summary.calls === 0 ? [empty.calls(period, true)] : summaryLines(summary, messages)),
  ];
}
