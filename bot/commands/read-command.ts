import { ANY_CALL, type CallFilter } from "../../src/calls/call-filter.ts";
import type { Command } from "../../src/calls/command.ts";
import type { PeriodName } from "../../src/calls/period.ts";
import type { CompiledGrammar } from "./grammar-compiled.ts";
import type { Parts } from "./grammar.ts";
import { DOUBTFUL } from "./parse-name.ts";
import { AS_IT_STANDS, mergeParts, readParts, type PartsOptions } from "./parse-parts.ts";

/** A command, and whether a name in it holds what may be a slip of a known word. */
export type CommandReading = { command: Command; isDoubtful: boolean };

/** What a question about calls without a period is about. */
const THIS_WEEK: PeriodName = { kind: "thisWeek" };
/** What comparisons, files and the newest calls without a period are about: a week has too few calls for either. */
const LAST_30_DAYS: PeriodName = { kind: "lastDays", count: 30 };

/** Reads a command in one language; null when it is none. `plain` comes from `plainText`, `today` is the person's date. */
export function readCommand(
  plain: string,
  today: string,
  compiled: CompiledGrammar,
  options: PartsOptions = AS_IT_STANDS,
): CommandReading | null {
  if (isConfirmation(plain, compiled)) return { command: { intent: "forgetMe", isConfirmed: true }, isDoubtful: false };
  const text = compiled.grammar.isSpaced ? plain : withoutGaps(plain);
  const reading = bestCommand(text, today, compiled, options);
  if (reading !== null || !text.includes('"')) return reading;
  // Quotes that are not around a name mean nothing.
  return bestCommand(text.replace(/"/g, " ").replace(/ +/g, " ").trim(), today, compiled, options);
}

/**
 * Reads a command of two languages, such as "export 上周": each run of one script in the language that is written so, all
 * of them together one command. Null when a run says nothing in its language; names of other scripts stay names.
 */
export function readMixed(plain: string, today: string, grammars: readonly CompiledGrammar[]): Command | null {
  const runs = runsOfScript(plain);
  if (runs.length < 2) return null;
  let mixed: Parts | null = {};
  let last: CompiledGrammar | undefined;
  for (const { text, isSpaced } of runs) {
    const compiled = grammars.find(({ grammar }) => grammar.isSpaced === isSpaced);
    const before: Parts = mixed;
    if (compiled === undefined) return null;
    const readings = readParts(isSpaced ? text : withoutGaps(text), today, compiled);
    mixed = readings.map(({ parts }) => mergeParts(before, parts)).find((parts) => parts !== null) ?? null;
    if (mixed === null) return null;
    last = compiled;
  }
  return last === undefined ? null : commandOf(mixed, today, last, false);
}

/** Runs of words in Chinese letters and of words in others; a number belongs to the word before it. */
function runsOfScript(plain: string): { text: string; isSpaced: boolean }[] {
  const runs: { text: string; isSpaced: boolean }[] = [];
  const words = plain.replace(/(?<=\p{Script=Han})(?=[A-Za-z])|(?<=[A-Za-z])(?=\p{Script=Han})/gu, " ").split(" ");
  for (const word of words) {
    const run = runs.at(-1);
    const isSpaced = /\p{Script=Han}/u.test(word) ? false : /\p{L}/u.test(word) ? true : (run?.isSpaced ?? true);
    if (run?.isSpaced === isSpaced) run.text += ` ${word}`;
    else runs.push({ text: word, isSpaced });
  }
  return runs;
}

/** Without the spaces that many put around numbers: "最近 30 天". */
function withoutGaps(plain: string): string {
  return plain.replace(/(?<=\p{Script=Han}) (?=\d)|(?<=\d) (?=\p{Script=Han})/gu, "");
}

/** Only the exact words: nothing polite around them, nothing mended. */
function isConfirmation(plain: string, { grammar }: CompiledGrammar): boolean {
  return grammar.confirmations.includes(plain.toLowerCase());
}

function bestCommand(
  text: string,
  today: string,
  compiled: CompiledGrammar,
  options: PartsOptions,
): CommandReading | null {
  for (const { parts, cost } of readParts(text, today, compiled, options)) {
    const command = commandOf(parts, today, compiled, options.mostSkipped > 0);
    if (command !== null) return { command, isDoubtful: cost >= DOUBTFUL };
  }
  return null;
}

/** Null when the parts are not those of one command: all must be accounted for. */
function commandOf(parts: Parts, today: string, compiled: CompiledGrammar, isSuggestion: boolean): Command | null {
  const { intent, ...rest } = parts;
  const { period: periodName } = rest;
  switch (intent) {
    case undefined:
    case "feedback":
      return callsCommand(intent ?? "calls", rest, isSuggestion);
    case "call":
      return has(rest, "callId") ? lastOrIdentified(rest.callId, today, compiled) : null;
    case "compareDevices":
    case "compareNetworks":
    case "export":
      return has(rest, "period", "calls") ? { intent, periodName: periodName ?? LAST_30_DAYS } : null;
    case "organization":
      return has(rest, "period", "calls") ? { intent, periodName: periodName ?? THIS_WEEK } : null;
    case "person":
      return rest.name !== undefined && has(rest, "name", "period", "calls")
        ? { intent, name: rest.name, periodName: periodName ?? THIS_WEEK }
        : null;
    case "forgetMe":
      return has(rest) ? { intent, isConfirmed: false } : null;
    case "language":
      return has(rest, "language") ? { intent, language: rest.language ?? null } : null;
    case "digest":
      return has(rest, "change") ? { intent, change: rest.change ?? null } : null;
    default:
      return has(rest) ? { intent } : null;
  }
}

function has(parts: Parts, ...allowed: (keyof Parts)[]): boolean {
  return Object.keys(parts).every((key) => allowed.some((known) => known === key));
}

/** A filter alone ("video") only suggests one; a period alone, or a person alone, is a question about calls. */
function callsCommand(asked: "calls" | "feedback", parts: Parts, isSuggestion: boolean): Command | null {
  const { calls, poor, isNewest, view, page, period, callId, name, language, change, ...filter } = parts;
  if ((callId ?? name ?? language ?? change) !== undefined) return null;
  const isFiltered = Object.keys(filter).length > 0 || poor === true;
  const isAboutCalls = calls ?? filter.person ?? (isFiltered ? isSuggestion : period !== undefined);
  if (asked === "calls" && !isAboutCalls) return null;
  const conditions: CallFilter = { ...ANY_CALL, ...filter };
  if (conditions.longerThanSeconds !== null && conditions.shorterThanSeconds !== null) {
    if (conditions.longerThanSeconds + 1 >= conditions.shorterThanSeconds) return null;
  }
  if (asked === "feedback" && poor) return callsWith("poorCalls");
  if (asked === "feedback") return callsWith("feedback");
  return callsWith(poor ? "poorCalls" : conditions.person === null ? "calls" : "callsWith");

  function callsWith(intent: "calls" | "poorCalls" | "feedback" | "callsWith"): Command {
    const isList = view === "list" || page !== undefined || isNewest === true;
    return {
      intent,
      periodName: period ?? (isNewest === true ? LAST_30_DAYS : THIS_WEEK),
      filter: conditions,
      view: isList ? "list" : "summary",
      page: page ?? 1,
    };
  }
}

/** Ids have digits, and beginnings of GUIDs at least hexadecimal letters; "call anna" and "call 2026-11-16" name no id. */
function lastOrIdentified(callId: string | undefined, today: string, compiled: CompiledGrammar): Command | null {
  if (callId === undefined) return { intent: "call", asked: "last" };
  const looksLikeId = (/\d/.test(callId) && callId.length >= 4) || /^[0-9a-f-]{8,}$/.test(callId);
  const isPeriod = readParts(callId, today, compiled).some(({ parts }) => parts.period !== undefined);
  return looksLikeId && !isPeriod ? { intent: "call", asked: callId } : null;
}
