import type { CommandMessages } from "../messages/catalog.ts";
import { englishGrammar } from "./grammar-english.ts";
import type { Grammar } from "./grammar.ts";
import { nearestCommands } from "./nearest-commands.ts";
import { plainText } from "./plain-text.ts";
import { readCommand, type Command } from "./read-command.ts";

/**
 * A question as it was understood, with the commands of the language it was asked in; else the commands that may have
 * been meant, nearest first.
 */
export type ParsedQuestion = { command: Command; phrases: CommandMessages } | { command: null; nearest: string[] };

/** Tried in order; the first that understands a question wins. */
const GRAMMARS: readonly Grammar[] = [englishGrammar];

/** Longer messages are not read: no command comes near this, and a shortened one would mean something else. */
const LONGEST_MESSAGE = 1000;
const LONGEST_QUESTION = 200;

/**
 * Reads a chat message or the text of `callwise ask`. `today` is the person's local date. Without a period the commands
 * that take one mean this week. A message without a word asks for help. Never throws.
 */
export function parseQuestion(text: string, today: string): ParsedQuestion {
  const plain = plainText(text.slice(0, LONGEST_MESSAGE));
  if (text.length > LONGEST_MESSAGE || plain.length > LONGEST_QUESTION) {
    return { command: null, nearest: nearestCommands("", today, GRAMMARS) };
  }
  if (plain === "") return { command: { intent: "help" }, phrases: englishGrammar.phrases };
  for (const grammar of GRAMMARS) {
    const { command } = readCommand(plain, today, grammar);
    if (command !== null) return { command, phrases: grammar.phrases };
  }
  return { command: null, nearest: nearestCommands(plain, today, GRAMMARS) };
}
