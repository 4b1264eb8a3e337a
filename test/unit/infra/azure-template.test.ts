import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { readConfig } from "../../../src/config/config.ts";
import { SETTINGS } from "../../../src/config/settings.ts";
import { readBicepFile, type BicepFile } from "../../support/bicep-file.ts";

const FILES = ["azure.bicep", "document-db.bicep", "monitoring.bicep"];
/** Settings of App Service itself. */
const PLATFORM = ["SCM_DO_BUILD_DURING_DEPLOYMENT", "CUSTOM_BUILD_COMMAND"];
const ID = "1f2e3d4c-5b6a-4988-8776-655443322110";
/** What the service gets when the template has run, secrets from the vault. */
const DEPLOYED = {
  TENANT_ID: ID,
  MANAGED_IDENTITY_CLIENT_ID: ID,
  PUBLIC_URL: "https://callwise.azurewebsites.net",
  BOT_ID: ID,
  TAB_CLIENT_ID: ID,
  TEAMS_APP_ID: ID,
  ADMIN_IDS: `${ID},${ID}`,
  MONGODB_URI: "mongodb+srv://callwise:secret@callwise-db.global.mongocluster.cosmos.azure.com/",
  DEFAULT_TIME_ZONE: "Europe/Berlin",
  RETENTION_DAYS: "365",
};
/** Read by the SDK of OpenTelemetry, not by our settings. */
const TRACES = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS"];
const WEBHOOK = { ALERT_WEBHOOK_URL: "https://hooks.contoso.example/", ALERT_WEBHOOK_SECRET: "0123456789abcdef" };

describe("Azure template", () => {
  const files = new Map<string, BicepFile>();
  before(async () => {
    for (const name of FILES) files.set(name, await readBicepFile(name));
  });
  const file = (name: string): BicepFile => {
    const found = files.get(name);
    assert.ok(found !== undefined, name);
    return found;
  };
  const appSettings = (): [name: string, value: string][] => {
    const block = /^resource appSettings .*?^\}$/ms.exec(file("azure.bicep").text)?.[0] ?? "";
    return [...block.matchAll(/(?:^ +|\{ )([A-Z][A-Z0-9_]*): (.+)$/gm)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]);
  };

  it("uses each of its parameters", () => {
    for (const name of FILES) {
      const { text, parameters } = file(name);
      assert.ok(parameters.length > 0, name);
      for (const parameter of parameters) {
        const uses = text.match(new RegExp(String.raw`\b${parameter.name}\b`, "g")) ?? [];
        assert.ok(uses.length > 1, `${name}: ${parameter.name}`);
      }
    }
  });

  it("gives its modules what they take", () => {
    const { modules } = file("azure.bicep");
    assert.deepEqual(modules.map((module) => module.file).sort(), FILES.slice(1));
    for (const module of modules) {
      assert.deepEqual(
        module.parameters.sort(),
        file(module.file)
          .parameters.map(({ name }) => name)
          .sort(),
        module.file,
      );
    }
  });

  it("names every resource once, with a version of its API", () => {
    for (const name of FILES) {
      const { resources } = file(name);
      assert.ok(resources.length > 3, name);
      assert.equal(new Set(resources.map(({ symbol }) => symbol)).size, resources.length, name);
      for (const { type } of resources) {
        assert.match(type, /^Microsoft\.\w+(?:\/\w+)+@20\d\d-[01]\d-[0-3]\d(?:-preview)?$/);
      }
    }
  });

  it("sets what the service knows and nothing else", () => {
    const names = appSettings().map(([name]) => name);
    assert.deepEqual(names.sort(), [...PLATFORM, ...TRACES, ...Object.keys({ ...DEPLOYED, ...WEBHOOK })].sort());
    assert.deepEqual(
      names.filter((name) => !(name in SETTINGS) && ![...PLATFORM, ...TRACES].includes(name)),
      [],
    );
  });

  it("sets all that the service needs to serve a tenant with a bot and a tab", () => {
    for (const settings of [DEPLOYED, { ...DEPLOYED, ...WEBHOOK }]) {
      const { config, secrets } = readConfig(settings, { toServe: true });
      assert.equal(config.graph?.credential.kind, "managedIdentity");
      assert.equal(config.bot?.appType, "UserAssignedMSI");
      assert.equal(config.tab?.teamsAppId, ID);
      assert.notEqual(secrets.mongodbUri, null);
    }
  });

  it("keeps secrets in the vault alone", () => {
    const references = new Map(appSettings().filter(([, value]) => value.includes("@Microsoft.KeyVault(")));
    assert.deepEqual(
      [...references.keys()].sort(),
      [...Object.keys(WEBHOOK), "MONGODB_URI", "OTEL_EXPORTER_OTLP_HEADERS"].sort(),
    );
    const kept = FILES.flatMap((name) => [...file(name).text.matchAll(/vaults\/secrets@.*?name: '([^']+)'/gs)]);
    const secretNames = kept.map(([, name]) => name);
    for (const reference of references.values()) {
      const [, name] = /SecretName=([a-z-]+)\)/.exec(reference) ?? [];
      assert.ok(secretNames.includes(name), reference);
    }
    for (const name of FILES) {
      const { text } = file(name);
      assert.doesNotMatch(text, /^output .*(?:secret|password)/im);
      for (const [, secret = ""] of text.matchAll(/^param (\w*(?:secret|password|webhookUrl|headers)\w*)/gim)) {
        assert.match(text, new RegExp(String.raw`@secure\(\)\n(?:@.*\n)*param ${secret}\b`), secret);
      }
    }
  });

  it("gets every parameter that has no default from azure.parameters.json", async () => {
    const content = await readFile(new URL("../../../infra/azure.parameters.json", import.meta.url), "utf8");
    const { parameters: given } = JSON.parse(content) as { parameters: Record<string, unknown> };
    const { parameters } = file("azure.bicep");
    const names = parameters.map(({ name }) => name);
    assert.deepEqual(
      Object.keys(given).filter((name) => !names.includes(name)),
      [],
    );
    assert.deepEqual(
      parameters.filter(({ name, hasDefault }) => !hasDefault && !(name in given)),
      [],
    );
  });
});
