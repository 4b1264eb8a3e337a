import type { Page } from "playwright-core";
import { english } from "../../bot/messages/english.ts";
import type { TrueCall, TrueParticipation } from "../../src/simulator/true-call.ts";
import { TAB_TIME_ZONE } from "./tab-world.ts";

/** What the tab says to an English browser. */
export const TAB_ENGLISH = english("en-GB", TAB_TIME_ZONE);

/** A person's part of a call that they were in. */
export function ownPart({ participations }: TrueCall, personId: string): TrueParticipation {
  const own = participations.find((participation) => participation.personId === personId);
  if (own === undefined) throw new Error("the person is not in this call");
  return own;
}

/** The totals line that these calls must have. */
export function trueTotals(calls: readonly TrueCall[], personId: string): string {
  const own = calls.map((call) => ownPart(call, personId));
  const seconds = own.reduce((sum, { durationSeconds }) => sum + Math.round(durationSeconds * 1000), 0) / 1000;
  const poor = own.filter(({ quality }) => quality === "poor").length;
  const { callCount, formats, poorPart, joins } = TAB_ENGLISH;
  return joins.facts([callCount(calls.length), formats.duration(seconds), poorPart(poor)]);
}

/** Resolves when the totals line says this. */
export async function totalsSay(page: Page, line: string): Promise<void> {
  await page.getByRole("status").getByText(line, { exact: true }).waitFor();
}

/** Ids of the calls whose rows are in the document, in the list's order. */
export function shownCallIds(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    `[...document.querySelectorAll("[role=grid] [role=row] a")]
      .sort((a, b) => a.closest("[role=row]").ariaRowIndex - b.closest("[role=row]").ariaRowIndex)
      .map((link) => decodeURIComponent(link.pathname.split("/").at(-1)))`,
  );
}

/** Where the focus is: the list's row, counted from 1 without its head; null elsewhere. */
export function focusedRow(page: Page): Promise<number | null> {
  return page.evaluate<number | null>(
    `(() => { const row = document.activeElement?.closest("[role=row]"); return row ? Number(row.ariaRowIndex) - 1 : null; })()`,
  );
}
