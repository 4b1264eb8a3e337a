import type { Command } from "../../src/calls/command.ts";
import type { CommandMessages } from "../messages/catalog.ts";
import { DEFAULT_LANGUAGE } from "../messages/languages.ts";
import { compileGrammar, type CompiledGrammar } from "./grammar-compiled.ts";
import { GRAMMARS } from "./grammars.ts";
import { nearestCommands } from "./nearest-commands.ts";
import { plainText } from "./plain-text.ts";
import { readCommand, readMixed } from "./read-command.ts";
import { isSafeToMend, readMended } from "./read-mended.ts";

/**
 * A question as it was understood, with the commands of the language it was asked in; else the commands that may have
 * been meant, nearest first.
 */
export type ParsedQuestion = { command: Command; phrases: CommandMessages } | { command: null; nearest: string[] };

/** Tried in order; the first that understands a question wins. */
const COMPILED: readonly CompiledGrammar[] = Object.values(GRAMMARS).map(compileGrammar);

/** Longer messages are not read: no command comes near this, and a shortened one would mean something else. */
const LONGEST_MESSAGE = 1000;
const LONGEST_QUESTION = 200;

/**
 * Reads a chat message or the text of `callwise ask`. `today` is the person's local date. Without a period the questions
 * about calls mean this week, comparisons and exports the last 30 days. A text with slips of the finger counts as
 * understood when it can be read in one way only and does no harm. A message without a word asks for help. Never throws.
 */
export function parseQuestion(text: string, today: string): ParsedQuestion {
  const plain = plainText(text.slice(0, LONGEST_MESSAGE));
  if (text.length > LONGEST_MESSAGE || plain.length > LONGEST_QUESTION) {
    return { command: null, nearest: nearestCommands("", today, COMPILED) };
  }
  if (plain === "") return { command: { intent: "help" }, phrases: GRAMMARS[DEFAULT_LANGUAGE.tag].phrases };
  const grammars = grammarsFor(plain);
  const mixed = readMixed(plain, today, grammars);
  if (mixed !== null)
    return { command: mixed, phrases: (grammars.at(-1)?.grammar ?? GRAMMARS[DEFAULT_LANGUAGE.tag]).phrases };
  for (const compiled of grammars) {
    const command = readOrMend(plain, today, compiled);
    if (command !== null) return { command, phrases: compiled.grammar.phrases };
  }
  return { command: null, nearest: nearestCommands(plain, today, grammars) };
}

function readOrMend(plain: string, today: string, compiled: CompiledGrammar): Command | null {
  const reading = readCommand(plain, today, compiled);
  if (reading !== null && !reading.isDoubtful) return reading.command;
  const [mended, ...others] = readMended(plain, today, compiled);
  const isCertain = mended !== undefined && others.length === 0 && isSafeToMend(mended);
  return isCertain ? mended : (reading?.command ?? null);
}

/** A grammar that writes words apart has no use for Chinese letters, except in names; the others need some. */
function grammarsFor(plain: string): readonly CompiledGrammar[] {
  const isUnspaced = /\p{Script=Han}/u.test(plain);
  const isSpaced = /[a-z]{2}/i.test(plain);
  return COMPILED.filter(({ grammar }) => (grammar.isSpaced ? isSpaced || !isUnspaced : isUnspaced));
}
