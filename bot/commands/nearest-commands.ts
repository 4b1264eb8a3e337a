import { ANY_CALL } from "../../src/calls/call-filter.ts";
import type { CallsCommand, Command } from "../../src/calls/command.ts";
import type { PeriodName } from "../../src/calls/period.ts";
import { editDistance } from "./edit-distance.ts";
import type { CompiledGrammar } from "./grammar-compiled.ts";
import { readCommand } from "./read-command.ts";
import { readMended } from "./read-mended.ts";

const MOST = 3;
/** Words passed over in what is suggested; more, and it would have nothing to do with what was asked. */
const MOST_SKIPPED = 3;

const LAST_30_DAYS: PeriodName = { kind: "lastDays", count: 30 };

const USUAL_COMMANDS: readonly Command[] = [
  about("calls", { kind: "thisWeek" }),
  about("calls", { kind: "lastWeek" }),
  about("calls", { kind: "today" }),
  about("poorCalls", { kind: "thisWeek" }),
  about("poorCalls", { kind: "lastWeek" }),
  about("poorCalls", { kind: "today" }),
  about("feedback", { kind: "lastMonth" }),
  { intent: "call", asked: "last" },
  { intent: "compareDevices", periodName: LAST_30_DAYS },
  { intent: "compareNetworks", periodName: LAST_30_DAYS },
  { intent: "export", periodName: { kind: "lastMonth" } },
  { intent: "digest", change: null },
  { intent: "whoLooked" },
  { intent: "language", language: null },
  { intent: "help" },
];

/**
 * Commands near a text that was not understood, nearest first: the text with slips of the finger mended; the text with a
 * backward range turned round and what is not known passed over; then the usual commands by edit distance. At most three,
 * all in the language that comes nearest.
 */
export function nearestCommands(plain: string, today: string, grammars: readonly CompiledGrammar[]): string[] {
  const meant = grammars.flatMap((compiled) => {
    const mended = readMended(plain, today, compiled);
    const passedOver = readCommand(plain, today, compiled, { mended: [], mostSkipped: MOST_SKIPPED });
    const commands = passedOver === null ? mended : [...mended, passedOver.command];
    return commands.map((command) => compiled.grammar.phrases.phrase(command));
  });
  const usual = grammars
    .flatMap(({ grammar }) => USUAL_COMMANDS.map((command) => grammar.phrases.phrase(command)))
    .map((phrase) => ({ phrase, distance: relativeDistance(plain.toLowerCase(), phrase) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ phrase }) => phrase);
  return [...new Set([...meant, ...usual])].slice(0, MOST);
}

/** By length, or the shortest command would be the nearest to everything. */
function relativeDistance(plain: string, phrase: string): number {
  return editDistance(plain, phrase) / Math.max(plain.length, phrase.length);
}

function about(intent: CallsCommand["intent"], periodName: PeriodName): Command {
  return { intent, periodName, filter: ANY_CALL, view: "summary", page: 1 };
}
