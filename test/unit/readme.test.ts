import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { messagesFor } from "../../bot/messages/messages.ts";
import type { CallRuleKind } from "../../src/calls/alert-rule.ts";
import { CALL_RULE_DEFAULTS } from "../../src/calls/rule-defaults.ts";
import { SETTINGS } from "../../src/config/settings.ts";

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string): Promise<string> => readFile(fromRoot(path), "utf8");

describe("documentation", () => {
  it("tells every setting as the configuration does", async () => {
    const readme = await read("README.md");
    const rows = [...readme.matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\|$/gm)].map(([, name, meaning]) => [name, meaning]);
    assert.deepEqual(
      rows,
      Object.entries(SETTINGS).map(([name, schema]) => [name, schema.description]),
    );
  });

  it("names every alert rule, and says whether it is on at first", async () => {
    const readme = await read("README.md");
    const section = readme.slice(readme.indexOf("## Alerts in channels"));
    const rows = [...section.matchAll(/^\| (.+?) +\| .+? +\| (on|off)\b.*\|$/gm)].map(([, name, state]) => [
      name,
      state,
    ]);
    const { rules } = messagesFor("en", "UTC").admin.alerts;
    const isOn = (kind: string): boolean =>
      !Object.hasOwn(CALL_RULE_DEFAULTS, kind) || CALL_RULE_DEFAULTS[kind as CallRuleKind].isOn;
    assert.deepEqual(
      new Map(rows as [string, string][]),
      new Map(Object.entries(rules).map(([kind, { name }]) => [name, isOn(kind) ? "on" : "off"])),
    );
  });

  it("gives a reason for every dependency", async () => {
    const readme = await read("README.md");
    const manifest = JSON.parse(await read("package.json")) as Record<string, Record<string, string>>;
    const names = Object.keys({ ...manifest["dependencies"], ...manifest["devDependencies"] });
    const table = readme.slice(readme.indexOf("## Dependencies"), readme.indexOf("## Limits"));
    const isTold = (name: string): boolean => table.includes(`\`${name}\``) || name.startsWith("@types/");
    assert.deepEqual(
      names.filter((name) => !isTold(name)),
      [],
    );
  });

  it("names only places that exist", async () => {
    const text = await read("docs/architecture.md");
    const places = [...text.matchAll(/`((?:src|bot)\/[\w./-]+?\.ts)`/g)].map(([, place]) => place ?? "");
    assert.ok(places.length > 10);
    assert.deepEqual(
      places.filter((place) => !existsSync(fromRoot(place))),
      [],
    );
  });
});
