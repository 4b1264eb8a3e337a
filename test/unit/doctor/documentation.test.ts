import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { CHECKS } from "../../../src/doctor/check.ts";
import { REALISTIC_FAULTS } from "../../../src/simulator/faults.ts";

describe("documentation of callwise doctor", () => {
  let section: string;
  before(async () => {
    const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");
    const from = readme.indexOf("### `callwise doctor`");
    section = readme.slice(from, readme.indexOf("\n### ", from));
  });

  it("has every check, in its order", () => {
    const rows = [...section.matchAll(/^\| `([a-z_]+)` +\|/gm)].map(([, code]) => code);
    assert.deepEqual(
      rows,
      CHECKS.map(({ code }) => code),
    );
  });

  it("names only faults that there are", () => {
    const told = section.slice(section.indexOf("```sh"));
    const names = [...told.matchAll(/`([a-z]+[A-Z]\w+)`/g)].map(([, name]) => name ?? "");
    assert.ok(names.length > 5);
    assert.deepEqual(
      names.filter((name) => !(name in REALISTIC_FAULTS)),
      [],
    );
  });
});
