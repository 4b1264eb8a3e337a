import fc from "fast-check";
import { ANY_CALL, type CallFilter } from "../../src/calls/call-filter.ts";
import type { CallsCommand, Command } from "../../src/calls/command.ts";
import { addDays } from "../../src/calls/local-time.ts";
import type { PeriodName } from "../../src/calls/period.ts";

/** Periods that can be asked about on the day `today`: since a day to come is none. */
export function anyPeriodName(today: string): fc.Arbitrary<PeriodName> {
  const date = fc.integer({ min: 0, max: 9000 }).map((days) => addDays("2005-01-01", days));
  const past = fc.integer({ min: 0, max: 7000 }).map((days) => addDays(today, -days));
  const year = fc.integer({ min: 1990, max: 2040 });
  const month = fc.integer({ min: 1, max: 12 });
  return fc.oneof(
    fc
      .constantFrom("today", "yesterday", "thisWeek", "lastWeek", "thisMonth", "lastMonth")
      .map((kind): PeriodName => ({ kind })),
    fc
      .tuple(fc.constantFrom("lastDays", "lastWeeks"), fc.integer({ min: 1, max: 5000 }))
      .map(([kind, count]): PeriodName => ({ kind, count })),
    fc.tuple(year, month).map(([inYear, ofYear]): PeriodName => ({ kind: "month", year: inYear, month: ofYear })),
    date.map((day): PeriodName => ({ kind: "day", date: day })),
    past.map((from): PeriodName => ({ kind: "since", from })),
    fc.tuple(date, date).map(([a, b]): PeriodName => ({ kind: "range", from: a < b ? a : b, to: a < b ? b : a })),
  );
}

/** Names as directories have them and as people type them, among them words of commands. */
export const anyName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ..."Anna|anna|Anna Schmidt|O'Brien|Jean-Luc Picard|J. R. Smith|May|June|April May|Will Long|Larry Page|Anna and Ben".split(
      "|",
    ),
    ..."over 10 minutes|last week|Anna Over|王小明|王五月|周一鸣|安娜·施密特|的|Ölçer Şahin|Юлия|佐藤 花子|x|anna@contoso.com".split(
      "|",
    ),
  ),
  fc.uuid(),
);

const seconds = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 1, max: 600 }).map((minutes) => minutes * 60),
  fc.integer({ min: 1, max: 600 }).map((minutes) => minutes * 60 - 1),
);
const platforms = [
  ...(["phone", "windows", "macOS", "iOS", "android", "web", "ipPhone", "roomSystem", "surfaceHub"] as const),
  ...(["holoLens", "unknown", "other"] as const),
];

function maybe<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> {
  return fc.option(value, { freq: 1 });
}

/** Filters that some call can pass. */
export const anyFilter: fc.Arbitrary<CallFilter> = fc
  .record(
    {
      person: maybe(anyName),
      longerThanSeconds: maybe(seconds),
      shorterThanSeconds: maybe(seconds.map((number) => number + 1)),
      modality: maybe(fc.constantFrom("audioOnly", "withoutVideo", "video", "screenSharing")),
      callType: maybe(fc.constantFrom("peerToPeer", "groupCall")),
      quality: maybe(fc.constantFrom("good", "poor", "unclassified")),
      connection: maybe(fc.constantFrom("wifi", "wired", "mobile", "tunnel")),
      platform: maybe(fc.constantFrom(...platforms)),
      isMissed: maybe(fc.constant(true)),
      isRatedPoor: maybe(fc.constant(true)),
    },
    { noNullPrototype: true },
  )
  .filter(({ longerThanSeconds: longer, shorterThanSeconds: shorter }) => {
    return longer === null || shorter === null || longer + 1 < shorter;
  });

function anyCallsCommand(today: string): fc.Arbitrary<Command> {
  const pages = fc.oneof(fc.constant(null), fc.constant(1), fc.integer({ min: 2, max: 999 }));
  const intents = fc.constantFrom("calls", "poorCalls", "feedback");
  const filters = fc.oneof(fc.constant(ANY_CALL), anyFilter);
  return fc.tuple(intents, anyPeriodName(today), filters, pages).map(([asked, periodName, filter, page]) => {
    const intent: CallsCommand["intent"] = asked === "calls" && filter.person !== null ? "callsWith" : asked;
    return { intent, periodName, filter, view: page === null ? "summary" : "list", page: page ?? 1 };
  });
}

/**
 * Every command that can be asked on the day `today`, in the form in which grammars give it: `callsWith` is for a person,
 * and only a list has pages.
 */
export function anyCommand(today: string): fc.Arbitrary<Command> {
  const periodName = anyPeriodName(today);
  const withPeriod = fc.constantFrom("compareDevices", "compareNetworks", "export", "organization");
  const alone = fc.constantFrom("whoLooked", "help", "status", "alertsHere", "alertsOff", "alertRules");
  const languages = fc.constantFrom("en", "zh-CN", "fr", "de-DE", null);
  return fc.oneof(
    { weight: 5, arbitrary: anyCallsCommand(today) },
    fc.oneof(fc.uuid(), fc.constantFrom("last", "8fdf2a1c")).map((asked): Command => ({ intent: "call", asked })),
    fc.tuple(withPeriod, periodName).map(([intent, name]): Command => ({ intent, periodName: name })),
    fc.tuple(anyName, periodName).map(([name, period]): Command => ({ intent: "person", name, periodName: period })),
    fc.boolean().map((isConfirmed): Command => ({ intent: "forgetMe", isConfirmed })),
    languages.map((language): Command => ({ intent: "language", language })),
    fc.constantFrom("on", "off", null).map((change): Command => ({ intent: "digest", change })),
    alone.map((intent): Command => ({ intent })),
  );
}
