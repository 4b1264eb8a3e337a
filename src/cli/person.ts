import { createInterface } from "node:readline/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { StoredOfPerson } from "../calls/erasure.ts";
import { personExport } from "../http/person-export.ts";
import { ServiceError } from "../service-error.ts";
import { withStore } from "./command-context.ts";
import { erasureText, storedText } from "./person-text.ts";

/**
 * `callwise person export`: everything that is stored of a person, as one JSON object on standard output, as they get it
 * in the tab. The person sees among the looks that it was done.
 */
export async function exportPerson(personId: string): Promise<void> {
  await withStore(async ({ store, clock }) => {
    await store.accessLog.recordExport(personId);
    const viewer = { personId, isAdmin: false, displayName: null };
    await pipeline(Readable.from(personExport(viewer, clock.now(), store)), process.stdout, { end: false });
  });
}

export type ErasePersonOptions = {
  /** Without asking. */
  yes?: true;
  json?: true;
};

/**
 * `callwise person erase`: what `forget me` does, for somebody who cannot ask for it themselves. Prints the receipt.
 * Throws ServiceError "not_confirmed" when the question on the terminal is not answered with yes.
 */
export async function erasePerson(personId: string, { yes, json }: ErasePersonOptions): Promise<void> {
  await withStore(async ({ store }) => {
    if (yes !== true) await confirm(await store.erasures.stored(personId));
    const { receiptId, at, erased } = await store.erasures.erase(personId, "operator");
    const receipt = { receiptId, at: at.toISOString(), erased };
    process.stdout.write(json === true ? `${JSON.stringify(receipt)}\n` : erasureText(receipt));
  });
}

/** On standard error, so that standard output holds the receipt alone. */
async function confirm(stored: StoredOfPerson): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    process.stderr.write(storedText(stored));
    const answer = await terminal.question("Erase this person for good? Type yes: ");
    if (answer.trim().toLowerCase() === "yes") return;
  } finally {
    terminal.close();
  }
  throw new ServiceError("not_confirmed", "Nothing was erased.");
}
