import assert from "node:assert/strict";
import { unzipSync } from "fflate";
import { packageFiles, zipPackage, type PackageFiles } from "../../../appPackage/source/build-package.ts";
import { checkPackage } from "../../../appPackage/source/check-package.ts";
import { readPackageSettings } from "../../../appPackage/source/package-settings.ts";

const BOT_ID = "8d1f2c34-5b6a-4c7d-8e9f-0a1b2c3d4e5f";
const TAB_CLIENT_ID = "1f2e3d4c-5b6a-4988-8776-655443322110";
const ENVIRONMENT = { BOT_ID, PUBLIC_URL: "https://calls.contoso.example", DEVELOPER_NAME: 'The "Voice" team' };

const filesOf = (environment: Record<string, string>): Promise<PackageFiles> =>
  packageFiles(readPackageSettings(environment));
const textOf = (files: PackageFiles, name: string): string => new TextDecoder().decode(files.get(name));
const manifestOf = (files: PackageFiles): Record<string, unknown> =>
  JSON.parse(textOf(files, "manifest.json")) as Record<string, unknown>;

/** The package with another content of a file, or without it. */
function withFile(files: PackageFiles, name: string, content?: string | Uint8Array): PackageFiles {
  const changed = new Map(files);
  if (content === undefined) changed.delete(name);
  else changed.set(name, typeof content === "string" ? Buffer.from(content) : content);
  return changed;
}

describe("app package", () => {
  let files: PackageFiles;
  before(async () => {
    files = await filesOf({ ...ENVIRONMENT, TAB_CLIENT_ID });
  });

  it("is accepted by Microsoft's schemas, with a tab and without", async () => {
    assert.deepEqual(await checkPackage(files), []);
    assert.deepEqual(await checkPackage(await filesOf(ENVIRONMENT)), []);
  });

  it("has every setting in its place and no placeholder", () => {
    for (const name of files.keys()) assert.ok(!textOf(files, name).includes("${{"), name);
    const manifest = manifestOf(files);
    assert.equal(manifest["id"], BOT_ID);
    assert.deepEqual(manifest["validDomains"], ["calls.contoso.example"]);
    assert.deepEqual(manifest["developer"], {
      name: 'The "Voice" team',
      websiteUrl: "https://calls.contoso.example",
      privacyUrl: "https://calls.contoso.example",
      termsOfUseUrl: "https://calls.contoso.example",
    });
    assert.deepEqual(manifest["webApplicationInfo"], {
      id: TAB_CLIENT_ID,
      resource: `api://calls.contoso.example/${TAB_CLIENT_ID}`,
    });
  });

  it("has the tab at the service's address, before the chat", () => {
    const url = "https://calls.contoso.example/tab/";
    assert.deepEqual(manifestOf(files)["staticTabs"], [
      { entityId: "myCalls", name: "My calls", contentUrl: url, websiteUrl: url, scopes: ["personal"] },
      { entityId: "conversations", scopes: ["personal"] },
    ]);
    assert.match(textOf(files, "zh-cn.json"), /"staticTabs\[0\]\.name": "我的通话"/);
  });

  it("has no tab where no sign-in of one is set up", async () => {
    const without = await filesOf(ENVIRONMENT);
    assert.ok(!("webApplicationInfo" in manifestOf(without)));
    assert.ok(!("staticTabs" in manifestOf(without)));
    assert.ok(!textOf(without, "zh-cn.json").includes("staticTabs"));
  });

  it("is a zip of just these files, the same every time", () => {
    const zip = zipPackage(files);
    const unzipped = unzipSync(zip);
    assert.deepEqual(Object.keys(unzipped).sort(), ["color.png", "manifest.json", "outline.png", "zh-cn.json"]);
    for (const [name, content] of files) assert.ok(Buffer.from(content).equals(unzipped[name] ?? Buffer.of()), name);
    assert.ok(Buffer.from(zip).equals(zipPackage(files)));
  });

  const changed = (name: string, change: object): PackageFiles =>
    withFile(files, name, JSON.stringify({ ...(JSON.parse(textOf(files, name)) as object), ...change }));
  const assertTold = async (broken: PackageFiles, expected: RegExp[]): Promise<void> => {
    const faults = await checkPackage(broken);
    for (const fault of expected) assert.match(faults.join("\n"), fault);
    assert.equal(faults.length, expected.length, faults.join("\n"));
  };

  it("is refused for each fault of its manifest", () =>
    assertTold(
      changed("manifest.json", {
        id: "callwise",
        tabs: [],
        accentColor: undefined,
        description: { short: "x".repeat(81), full: "x" },
        version: "${{VERSION}}",
      }),
      [
        /^manifest\.json \/id must match/m,
        /additional properties.*"tabs"/,
        /required property 'accentColor'/,
        /^manifest\.json \/description\/short .*80/m,
        /^manifest\.json version is not set$/m,
      ],
    ));

  it("is refused for each fault of a translation", () =>
    assertTold(
      changed("zh-cn.json", {
        "name.short": undefined,
        "bots[0].commandLists[0].commands[0].title": "长".repeat(129),
        "bots[0].commandLists[0].commands[11].title": "有",
        "bots[0].title": "无",
      }),
      [
        /required property 'name\.short'/,
        /commands\[0\]\.title .*128/,
        /commands\[11\]\.title is not in the manifest/,
        /additional properties.*"bots\[0\]\.title"/,
        /bots\[0\]\.title is not in the manifest/,
      ],
    ));

  it("is refused with other icons and without a file that it names", () =>
    assertTold(withFile(withFile(withFile(files, "color.png"), "outline.png", files.get("color.png")), "zh-cn.json"), [
      /^color\.png must be a PNG of 192×192 pixels without alpha$/m,
      /^outline\.png must be a PNG of 32×32 pixels with alpha$/m,
      /^zh-cn\.json is missing$/m,
    ]));
});
