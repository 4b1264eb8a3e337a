import assert from "node:assert/strict";
import { begin, END, readDocument } from "../../bench/performance-document.ts";
import { PART_NAMES } from "../../bench/part-names.ts";

describe("docs/performance.md", () => {
  it("has the figures of every part that was measured, and says of each target whether it was met", async () => {
    const document = await readDocument();
    for (const name of PART_NAMES) {
      const from = document.indexOf(begin(name));
      assert.ok(from >= 0, name);
      const part = document.slice(from, document.indexOf(END, from));
      assert.match(part, new RegExp(`\\*\\*${name}\\*\\*: [\\d.,]+ `));
      const rows = part.split("\n").filter((line) => line.startsWith("| `"));
      assert.ok(rows.length >= 3, name);
      for (const row of rows) {
        const [, , , target = "", isMet = ""] = row.split("|").map((cell) => cell.trim());
        assert.match(isMet, target === "" ? /^$/ : /^(yes|\*\*no\*\*)$/, row);
      }
    }
  });
});
