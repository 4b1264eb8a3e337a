import assert from "node:assert/strict";
import { parseQuestion } from "../../bot/commands/parse-question.ts";
import type { Phrasing } from "./asked-command.ts";

/** The day on which most phrasings are said. */
export const WEDNESDAY = "2026-11-18";

/** A test of each phrasing; `today` is the day on which it is said. */
export function itReads(today: string, phrasings: readonly Phrasing[]): void {
  for (const [text, command, otherDay] of phrasings) {
    it(`reads "${text}"${otherDay === undefined ? "" : ` on ${otherDay}`}`, () => {
      assert.deepEqual(parseQuestion(text, otherDay ?? today).command, command);
    });
  }
}
