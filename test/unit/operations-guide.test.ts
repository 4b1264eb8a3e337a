import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string): Promise<string> => readFile(fromRoot(path), "utf8");

/** Files and folders of the checkout that a text names in backticks. */
function placesIn(text: string): string[] {
  const named = [
    ...text.matchAll(/`((?:\.github|src|bot|tab|test|docs|infra|appPackage|bin)\/[\w./-]*|[\w.-]+\.(?:js|json|yml))`/g),
  ];
  return [...new Set(named.map(([, place]) => place ?? ""))];
}

describe("operations guide", () => {
  it("tells in its runbook of every finding and every reason of a call given up", async () => {
    const runbook = (await read("docs/operations.md")).split("## Runbook")[1] ?? "";
    const reasons = [...(await read("src/calls/health-reasons.ts")).matchAll(/^ {2}([a-z_]+): \{$/gm)];
    const short = [...(await read("src/calls/health-reasons.ts")).matchAll(/^ {2}([a-z_]+): \{ reason/gm)];
    const findings = [...(await read("src/calls/health.ts")).matchAll(/code: "([a-z_]+)"/g)];
    const codes = [...reasons, ...short, ...findings].map(([, code]) => code ?? "");
    assert.ok(codes.length > 20, `${codes.length} codes`);
    assert.deepEqual(
      codes.filter((code) => !runbook.includes(`\`${code}\``)),
      [],
    );
  });

  it("tells the codes with which the service refuses to start", async () => {
    const guide = await read("docs/operations.md");
    let asked = 0;
    for (const file of ["src/store/store-error.ts", "src/open-database.ts", "src/service-listen.ts", "src/main.ts"]) {
      const codes = [...(await read(file)).matchAll(/["\s]((?:store|cannot|data|embedded|stop)_[a-z_]+)[":]/g)];
      for (const [, code] of codes) {
        // Before and after the start alike: what the store throws when it is open, and what has no better name.
        if (["store_busy", "store_failing", "store_open_failed"].includes(code ?? "")) continue;
        assert.ok(guide.includes(`\`${code}\``), `${code} of ${file}`);
        asked += 1;
      }
    }
    assert.ok(asked >= 9, `${asked} codes`);
  });
});

for (const document of ["docs/operations.md", "CONTRIBUTING.md"]) {
  describe(document, () => {
    it("names only places that exist", async () => {
      const places = placesIn(await read(document));
      assert.ok(places.length >= 2);
      assert.deepEqual(
        places.filter((place) => !existsSync(fromRoot(place))),
        [],
      );
    });

    it("names only scripts and commands that there are", async () => {
      const text = await read(document);
      const manifest = JSON.parse(await read("package.json")) as { scripts: Record<string, string> };
      const scripts = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? "");
      assert.deepEqual(
        scripts.filter((name) => manifest.scripts[name] === undefined),
        [],
      );
      const commands = [...text.matchAll(/`(?:npx )?callwise ([a-z]+)/g)].map(([, name]) => name ?? "");
      const cli = await read("src/cli.ts");
      assert.deepEqual(
        commands.filter((name) => !cli.includes(`"${name}"`)),
        [],
      );
    });

    it("leads to documents that exist", async () => {
      const text = await read(document);
      const folder = document.includes("/") ? "docs/" : "";
      const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => `${folder}${path}`);
      assert.deepEqual(
        links.filter((path) => !existsSync(fromRoot(path))),
        [],
      );
    });
  });
}
