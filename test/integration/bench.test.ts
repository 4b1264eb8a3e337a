import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { PART_NAMES } from "../bench/part-names.ts";

const MAIN = fileURLToPath(new URL("../bench/main.ts", import.meta.url));

type Report = { ratio: number; ratioOf: string; figures: Record<string, { value: number; unit: string }> };

async function bench(...words: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...words], { env: { PATH, HOME }, stdio: "pipe" });
  const result = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (result.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (result.stderr += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, ...result };
}

/** Whether every part can be measured, not how fast anything is: sizes are tiny here. */
describe("npm run bench", function () {
  this.timeout(600_000);

  it("measures every part, and says each in one object", async () => {
    const { code, stdout, stderr } = await bench("--brief", "--json");
    assert.equal(code, 0, stderr.slice(-2_000));
    const reports = JSON.parse(stdout) as Record<string, Report>;
    assert.deepEqual(Object.keys(reports), [...PART_NAMES]);
    for (const [name, { ratio, ratioOf, figures }] of Object.entries(reports)) {
      assert.ok(Number.isFinite(ratio) && ratio >= 0 && ratioOf !== "", name);
      assert.ok(Object.keys(figures).length >= 3, name);
      for (const [figure, { value, unit }] of Object.entries(figures)) {
        assert.ok(Number.isFinite(value) && unit !== "", `${name}: ${figure}`);
      }
      assert.match(stderr, new RegExp(`^${name} `, "m"), "progress is told");
    }
  });

  it("says which parts there are when one is unknown", async () => {
    const { code, stderr } = await bench("speed");
    assert.notEqual(code, 0);
    assert.match(stderr, /There is no part "speed"\. Parts: webhook, ingest/);
  });
});
