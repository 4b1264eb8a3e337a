import assert from "node:assert/strict";
import { buildTab, gzipBytes, readBuildManifest, type BuildManifest } from "../../support/built-tab.ts";

/** What may be loaded before the overview stands there; its charts come after that. */
const BUDGET_BYTES = 160_000;
const THEMES = ["host/light-theme.ts", "host/dark-theme.ts", "host/contrast-theme.ts"];
const LANGUAGES = ["messages/english-tab.ts", "messages/chinese-tab.ts"];

describe("what the tab loads at first", function () {
  this.timeout(60_000);
  let manifest: BuildManifest;
  before(() => {
    buildTab();
    manifest = readBuildManifest();
  });

  it("is at most 160 KB of JavaScript, in Teams, in the longest language and theme, and its parts are known", () => {
    const parts = [["index.html"], ["host/teams-host.ts"], THEMES, LANGUAGES];
    const seen = new Set<string>();
    const rows = parts.map((choices): [string, number] => {
      const [part = "", bytes = 0] =
        choices
          .map((chunk): [string, number] => [chunk, sizeOf(chunk, new Set(seen))])
          .sort(([, left], [, right]) => right - left)[0] ?? [];
      for (const chunk of closure(part)) seen.add(chunk);
      return [part, bytes];
    });
    const total = rows.reduce((sum, [, bytes]) => sum + bytes, 0);
    for (const [part, bytes] of [...rows, ["together", total] as const]) {
      process.stdout.write(`      ${(bytes / 1000).toFixed(1).padStart(6)} KB  ${part}\n`);
    }
    assert.ok(total <= BUDGET_BYTES, `${total} bytes`);
  });

  function closure(chunk: string, seen = new Set<string>()): Set<string> {
    if (seen.has(chunk)) return seen;
    seen.add(chunk);
    const found = manifest[chunk];
    assert.ok(found, `${chunk} is not in the build`);
    for (const imported of found.imports ?? []) closure(imported, seen);
    return seen;
  }

  /** Bytes of a chunk and what it imports at once, without what is there already. */
  function sizeOf(chunk: string, there: ReadonlySet<string>): number {
    return [...closure(chunk)]
      .filter((part) => !there.has(part))
      .reduce((sum, part) => sum + gzipBytes(manifest[part]?.file ?? ""), 0);
  }
});
