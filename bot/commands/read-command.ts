import type { PeriodName } from "../../src/calls/period.ts";
import type { Grammar } from "./grammar.ts";
import { parsePeriod } from "./parse-period.ts";

/** What a person asks, ready to be answered. */
export type Command =
  | { intent: "calls" | "poorCalls"; periodName: PeriodName }
  | { intent: "call"; /** "last", an id, or the beginning of one */ asked: string }
  | { intent: "help" };

/** A command; or, when its range runs backwards, the command that may have been meant. */
export type CommandReading = { command: Command } | { command: null; instead: Command | null };

/** What a command without a period is about. */
const DEFAULT_PERIOD: { name: PeriodName } = { name: { kind: "thisWeek" } };

const NOTHING: CommandReading = { command: null, instead: null };

/** Reads a command in one language. `plain` comes from `plainText`; `today` is the person's local date. */
export function readCommand(plain: string, today: string, grammar: Grammar): CommandReading {
  const bare = plain.replace(grammar.trailing, "");
  const whole = matchCommand(bare, today, grammar);
  // Whole first: a word may be politeness in one command and part of another.
  return whole.command !== null ? whole : matchCommand(bare.replace(grammar.leading, ""), today, grammar);
}

function matchCommand(text: string, today: string, grammar: Grammar): CommandReading {
  let unread = NOTHING;
  for (const { intent, pattern } of grammar.commands) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const reading = commandOf(intent, match.groups ?? {}, today, grammar);
    if (reading.command !== null) return reading;
    if (reading.instead !== null) unread = reading;
  }
  return unread;
}

function commandOf(
  intent: Grammar["commands"][number]["intent"],
  { period, callId }: { period?: string; callId?: string },
  today: string,
  grammar: Grammar,
): CommandReading {
  switch (intent) {
    case "help":
      return { command: { intent } };
    case "lastCall":
      return { command: { intent: "call", asked: "last" } };
    case "call":
      return callId !== undefined && isCallId(callId, today, grammar)
        ? { command: { intent, asked: callId } }
        : NOTHING;
    case "calls":
    case "poorCalls": {
      const reading = period === undefined ? DEFAULT_PERIOD : parsePeriod(period, today, grammar.periods);
      if (reading.name !== null) return { command: { intent, periodName: reading.name } };
      return { command: null, instead: reading.instead && { intent, periodName: reading.instead } };
    }
  }
}

/** Ids have digits, and beginnings of GUIDs at least hexadecimal letters; "call anna" and "call 2026-11-16" name no id. */
function isCallId(text: string, today: string, grammar: Grammar): boolean {
  const looksLikeId = (/\d/.test(text) && text.length >= 4) || /^[0-9a-f-]{8,}$/.test(text);
  return looksLikeId && parsePeriod(text, today, grammar.periods).name === null;
}
