import { Command, InvalidArgumentError, Option } from "commander";
import type { AskOptions } from "./cli/ask.ts";
import type { ErasePersonOptions } from "./cli/person.ts";
import type { SimulateOptions } from "./cli/simulate.ts";
import { instantValue, personIdValue, timeZoneValue } from "./cli/option-values.ts";
import { errorCode, ServiceError } from "./service-error.ts";

/** Exit codes of the command line. */
const EXIT = { done: 0, failed: 1, usage: 2 } as const;

const program = new Command("callwise")
  .description("Shows people how their Microsoft Teams calls went.")
  .version("0.1.0")
  .configureOutput({
    outputError: (text, write) => {
      const fault = text.replace(/^error: |\n+$/g, "").replaceAll("\n", " ");
      write(`callwise: wrong_usage: ${fault} (callwise --help tells how it is used)\n`);
    },
  })
  .exitOverride((error) => {
    process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.usage;
    throw error;
  });

program
  .command("serve")
  .description("run the service; without any Graph credential it shows a simulated tenant on this machine only")
  .action(async () => (await import("./main.ts")).serve());

program
  .command("simulate")
  .description("run only the simulated tenant: a stand-in for Microsoft Graph and its sign-in on this machine")
  .addOption(new Option("--port <number>", "port to listen on").default(0).argParser(wholeNumber))
  .addOption(new Option("--seed <number>", "which world").default(1).argParser(wholeNumber))
  .addOption(new Option("--people <number>", "how many people").default(60).argParser(wholeNumber))
  .addOption(
    new Option("--live-every <seconds>", "a call ends about this often; 0: never").default(10).argParser(wholeNumber),
  )
  .addOption(
    new Option("--delay-factor <factor>", "1: records appear after minutes, as in the field")
      .default(0.01)
      .argParser(fraction),
  )
  .addOption(new Option("--dir <folder>", "where its certificate and state lie").default(".callwise/simulator"))
  .action(async (options: SimulateOptions) => (await import("./cli/simulate.ts")).simulate(options));

program
  .command("ask")
  .description("ask as a person would in chat; without a text, one question a line is read from standard input")
  .argument("[text]", 'for example "my calls this week"')
  .addOption(
    new Option("--as <person id>", "whose calls: the person's Entra object id")
      .argParser(personIdValue)
      .makeOptionMandatory(),
  )
  .addOption(new Option("--now <instant>", "the moment of asking, ISO 8601; default now").argParser(instantValue))
  .addOption(
    new Option(
      "--time-zone <zone>",
      "IANA time zone of the person; default the one they chose, else DEFAULT_TIME_ZONE",
    ).argParser(timeZoneValue),
  )
  .option("--locale <tag>", "language of the answer; default the one they chose, else English")
  .addOption(new Option("--format <format>", "form of the answer").choices(["text", "card", "json"]).default("text"))
  .action(async (text: string | undefined, options: AskOptions) => (await import("./cli/ask.ts")).ask(text, options));

program
  .command("import")
  .description("take Graph callRecord JSON from files and folders")
  .argument("<path...>", 'files (a record, an array, {"value": […]} or one record a line) and folders of such files')
  .action(async (paths: string[]) => {
    process.exitCode = (await (await import("./cli/import.ts")).importFiles(paths)) ? EXIT.done : EXIT.failed;
  });

program
  .command("status")
  .description("whether all calls are here, what is missing, and what to do")
  .option("--json", "as one JSON object")
  .action(async (options: { json?: true }) => (await import("./cli/status.ts")).status(options.json === true));

program
  .command("reconcile")
  .description("list the last days at Graph, and fetch what is missing or newer there")
  .addOption(
    new Option("--days <number>", "how many days, at most the 30 that Graph keeps").default(30).argParser(days),
  )
  .option("--json", "the result as one JSON object")
  .action(async (options: { days: number; json?: true }) =>
    (await import("./cli/reconcile.ts")).reconcile(options.days, options.json === true),
  );

program
  .command("replay")
  .description("make jobs that were given up due again")
  .argument("[call id]", "only this call's job, whatever became of it")
  .option("--all", "every job that was given up")
  .option("--json", "as one JSON object")
  .action(async (callId: string | undefined, options: { all?: true; json?: true }) => {
    if ((callId === undefined) === (options.all === undefined)) {
      program.error("callwise replay takes either a call id or --all");
    }
    await (await import("./cli/status.ts")).replay(callId ?? null, options.json === true);
  });

program
  .command("doctor")
  .description("check everything that the service needs, and say what to do about what is wrong")
  .option("--json", "as one JSON object")
  .action(async (options: { json?: true }) => {
    process.exitCode = (await (await import("./cli/doctor.ts")).doctor(options.json === true))
      ? EXIT.done
      : EXIT.failed;
  });

const person = program.command("person").description("what is stored of one person, by their Entra object id");

person
  .command("export")
  .description("everything that is stored of them, as one JSON object; they see that it was done")
  .argument("<person id>", "whose data", personIdValue)
  .action(async (id: string) => (await import("./cli/person.ts")).exportPerson(id));

person
  .command("erase")
  .description("take their id, name and addresses out of everything, for good, also out of calls that arrive later")
  .argument("<person id>", "whose data", personIdValue)
  .option("--yes", "without asking")
  .option("--json", "the receipt as one JSON object")
  .action(async (id: string, options: ErasePersonOptions) => {
    if (options.yes === undefined && !process.stdin.isTTY) {
      program.error("callwise person erase asks on a terminal; without one it takes --yes");
    }
    await (await import("./cli/person.ts")).erasePerson(id, options);
  });

function days(text: string): number {
  const value = wholeNumber(text);
  if (value < 1 || value > 30) throw new InvalidArgumentError("It must lie between 1 and 30.");
  return value;
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

function fraction(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError("It must lie above 0 and be at most 1.");
  return value;
}

/** Runs one command; every failure becomes one line on standard error and an exit code. */
export async function run(words: readonly string[]): Promise<void> {
  try {
    await program.parseAsync(words, { from: "user" });
  } catch (error) {
    if (error instanceof Error && error.name === "CommanderError") return;
    process.exitCode = EXIT.failed;
    const message = error instanceof ServiceError ? error.message : "Something unexpected went wrong.";
    process.stderr.write(`callwise: ${errorCode(error)}: ${message.replaceAll("\n", "\n  ")}\n`);
    if (!(error instanceof ServiceError) && error instanceof Error) process.stderr.write(`${error.stack ?? ""}\n`);
  }
}
