import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const PROGRAM = path.resolve("bin/callwise.js");
const ADMIN = "00000000-0000-4000-8000-0000000000a1";

describe("callwise ask", function () {
  this.timeout(60_000);
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "callwise-ask-"));
  });
  after(() => rm(folder, { recursive: true }));

  function ask(words: string[], input = ""): string {
    const asked = ["ask", ...words, "--as", ADMIN, "--now", "2026-11-18T10:00:00Z"];
    const env = { ...process.env, DATA_DIR: folder, LOG_LEVEL: "silent", ADMIN_IDS: ADMIN };
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...asked], {
      input,
      env,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    return stdout;
  }

  const DAYS = "Mon 16 – Sun 22 Nov";

  it("answers one question a line, each on one line, in the language that was chosen on the way", () => {
    const questions = ["my calls", "export this week", "status", "language chinese", "my calls", "", "alerts here"];
    const lines = ask([], questions.join("\n")).split("\n");
    assert.equal(lines.length, questions.length - 1 + 1);
    assert.ok(lines[0]?.startsWith(`My calls: This week, ${DAYS}, UTC · `), lines[0]);
    assert.ok(lines[1]?.startsWith(`Export: This week, ${DAYS}, UTC · `), lines[1]);
    assert.match(lines[2] ?? "", /^Status: Wed 18 Nov/);
    assert.match(lines[4] ?? "", /^我的通话：本周/);
  });

  it("keeps that language, unless another is asked for", () => {
    assert.match(ask(["my calls"]), /^我的通话：本周/);
    assert.match(
      ask(["my calls", "--locale", "en", "--time-zone", "Asia/Tokyo"]),
      /^My calls: This week, .*Asia\/Tokyo\n/,
    );
  });

  it("prints an export as the file that it is", () => {
    assert.match(ask(["export this week"]), /^\uFEFFcallId,start,[^\n]*,building\r\n$/);
    const { export: file } = JSON.parse(ask(["export this week", "--format", "json"])) as { export: { name: string } };
    assert.equal(file.name, "callwise-2026-11-16-to-2026-11-22.csv");
  });
});
