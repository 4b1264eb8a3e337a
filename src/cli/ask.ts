import { createInterface } from "node:readline";
import { canonicalId } from "../calls/canonical-id.ts";
import { isTimeZone } from "../calls/local-time.ts";
import { ServiceError } from "../service-error.ts";
import { createAsking } from "../service.ts";
import { withStore } from "./command-context.ts";

export type AskOptions = {
  as: string;
  now?: Date;
  timeZone?: string;
  locale: string;
  format: "text" | "card" | "json";
};

/**
 * `callwise ask`: one question, or without a text one a line from standard input, each answered by one line.
 * Throws ServiceError "unknown_time_zone".
 */
export async function ask(text: string | undefined, options: AskOptions): Promise<void> {
  if (options.timeZone !== undefined && !isTimeZone(options.timeZone)) {
    throw new ServiceError("unknown_time_zone", "--time-zone must be an IANA time zone such as Europe/Berlin.", {
      remedy: "fix-input",
    });
  }
  const personId = canonicalId(options.as);
  await withStore(async ({ config, store, clock }) => {
    const asking = createAsking(store.participations);
    const answer = (question: string): Promise<string> =>
      asking(
        {
          text: question,
          viewer: { personId, isAdmin: config.adminIds.includes(personId) },
          personId,
          now: options.now ?? clock.now(),
          timeZone: options.timeZone ?? config.defaultTimeZone,
        },
        options.locale,
        options.format,
      );
    if (text !== undefined) {
      process.stdout.write(`${await answer(text)}\n`);
      return;
    }
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
      if (line.trim() !== "") process.stdout.write(`${oneLine(await answer(line))}\n`);
    }
  });
}

function oneLine(text: string): string {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" · ");
}
