import { createInterface } from "node:readline";
import { readIngestStatus } from "../ingestion/ingest-status.ts";
import { adminIdsOf } from "../service-admins.ts";
import { answerPartsOf, createAsking, type AskingFormat } from "../service-answers.ts";
import { refreshedRollups } from "../store/rollups.ts";
import { withStore } from "./command-context.ts";

export type AskOptions = {
  as: string;
  now?: Date;
  timeZone?: string;
  locale?: string;
  format: "text" | "card" | "json";
};

const DEFAULT_LOCALE = "en";

/**
 * `callwise ask`: one question, or without a text one a line from standard input, each answered by one line. What was
 * not given is as the person chose it in chat.
 */
export async function ask(text: string | undefined, options: AskOptions): Promise<void> {
  await withStore(async ({ config, store, clock, tenantId }) => {
    const timeZone = config.defaultTimeZone;
    const adminIds = adminIdsOf(config);
    const readStatus = () =>
      readIngestStatus(store, { tenantId, now: options.now ?? clock.now(), timeZone, people: 0 });
    const parts = answerPartsOf({ store, config, readStatus, alerts: null });
    const asking = createAsking({ ...parts, rollups: refreshedRollups(store.rollups) });
    const answer = async (question: string, format: AskingFormat): Promise<void> => {
      // Read anew for each question: the one before may have changed it.
      const chosen = await store.preferences.of(options.as);
      const answered = await asking(
        {
          text: question,
          viewer: { personId: options.as, isAdmin: adminIds.includes(options.as) },
          personId: options.as,
          now: options.now ?? clock.now(),
          timeZone: options.timeZone ?? chosen.timeZone ?? timeZone,
          locale: options.locale ?? chosen.language ?? DEFAULT_LOCALE,
          conversation: null,
        },
        format,
      );
      process.stdout.write(answered);
    };
    if (text !== undefined) return answer(text, options.format);
    for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
      if (line.trim() !== "") await answer(line, options.format === "text" ? "line" : options.format);
    }
  });
}
