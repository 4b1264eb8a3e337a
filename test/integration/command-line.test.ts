import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";

const PROGRAM = path.resolve("bin/callwise.js");

describe("the command line", () => {
  const wrong: [string[], RegExp][] = [
    [["frobnicate"], /unknown command 'frobnicate'/],
    [["ask", "my calls"], /--as <person id>/],
    [["ask", "my calls", "--as", "x", "--time-zone", "Mars/Phobos"], /IANA time zone/],
    [["replay"], /either a call id or --all/],
    [["doctor", "--everything"], /unknown option '--everything'/],
  ];
  for (const [words, told] of wrong) {
    it(`answers \`callwise ${words.join(" ")}\` with one line on standard error and exit code 2`, () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...words], { encoding: "utf8" });
      assert.equal(status, 2);
      assert.equal(stdout, "");
      assert.match(stderr, /^callwise: wrong_usage: [^\n]+\n$/);
      assert.match(stderr, told);
    });
  }
});
