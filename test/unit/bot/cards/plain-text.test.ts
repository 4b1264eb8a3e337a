import assert from "node:assert/strict";
import { clip } from "../../../../bot/messages/clip.ts";
import { escapeMarkdown, isolated } from "../../../../bot/cards/plain-text.ts";

describe("clip", () => {
  it("cuts by characters, never inside one", () => assert.equal(clip("👋👋👋👋", 3), "👋👋…"));
  it("leaves what fits", () => assert.equal(clip("Ann", 3), "Ann"));
  it("makes one line without control characters and marks that turn text around", () => {
    assert.equal(clip(" a\u0000b\n\tc\u202ed ", 20), "a b c d");
  });
});

describe("escapeMarkdown", () => {
  const escaped: [string, string][] = [
    ["*b*", "\\*b\\*"],
    ["[x](http://y)", "\\[x\\](http://y)"],
    ["_b_ and Jabra_Evolve", "\\_b\\_ and Jabra_Evolve"],
    ["# title", "\\# title"],
    ["16. November", "16\\. November"],
    ["- item", "\\- item"],
    ["{{DATE(2026-01-01)}}", "\\{{DATE(2026-01-01)}}"],
    ["R&amp;D, R&D", "R\\&amp;D, R&D"],
    ["call <id>", "call \\<id>"],
    ["a\\b", "a\\\\b"],
    ["2–13 Nov, 12%", "2–13 Nov, 12%"],
  ];
  for (const [plain, markdown] of escaped) {
    it(`${plain}`, () => assert.equal(escapeMarkdown(plain), markdown));
  }
});

describe("isolated", () => {
  it("sets apart right-to-left names only", () => {
    assert.equal(isolated("Anna"), "Anna");
    assert.equal(isolated("דנה"), "\u2068דנה\u2069");
  });
});
