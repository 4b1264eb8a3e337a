import { createInterface } from "node:readline";
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
 */
export async function ask(text: string | undefined, options: AskOptions): Promise<void> {
  await withStore(async ({ config, store, clock }) => {
    const asking = createAsking(store.participations);
    const answer = (question: string): Promise<string> =>
      asking(
        {
          text: question,
          viewer: { personId: options.as, isAdmin: config.adminIds.includes(options.as) },
          personId: options.as,
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
