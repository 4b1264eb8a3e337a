import assert from "node:assert/strict";
import { buildTab, readBuildManifest } from "../../support/built-tab.ts";
import { firstLoad } from "../../support/first-load.ts";

/** What may be loaded before the overview stands there; its charts come after that. */
const BUDGET_BYTES = 160_000;

describe("what the tab loads at first", function () {
  this.timeout(60_000);
  before(() => buildTab());

  it("is at most 160 KB of JavaScript, in Teams, in the longest language and theme, and its parts are known", () => {
    const parts = firstLoad(readBuildManifest());
    const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
    for (const { part, bytes } of [...parts, { part: "together", bytes: total }]) {
      process.stdout.write(`      ${(bytes / 1000).toFixed(1).padStart(6)} KB  ${part}\n`);
    }
    assert.ok(total <= BUDGET_BYTES, `${total} bytes`);
  });
});
