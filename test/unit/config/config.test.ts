import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { generate } from "selfsigned";
import { readConfig } from "../../../src/config/config.ts";
import { readEnvironment } from "../../../src/config/env.ts";
import { SETTINGS } from "../../../src/config/settings.ts";
import { ServiceError } from "../../../src/service-error.ts";

const TENANT = "11111111-1111-4111-8111-111111111111";
const CLIENT = "22222222-2222-4222-8222-222222222222";
const COMPLETE = { TENANT_ID: TENANT, CLIENT_ID: CLIENT, CLIENT_SECRET: "s3cret", PUBLIC_URL: "https://calls.example" };

function faultsOf(environment: Record<string, string>, toServe = true): string[] {
  try {
    readConfig(environment, { toServe });
  } catch (error) {
    assert.ok(error instanceof ServiceError);
    assert.equal(error.code, "invalid_configuration");
    return error.message.split("\n");
  }
  return [];
}

describe("config", () => {
  it("is simulated mode on loopback when nothing is set", () => {
    const { config } = readConfig({}, { toServe: true });
    assert.equal(config.graph, null);
    assert.equal(config.host, "127.0.0.1");
    assert.equal(config.dataDir, ".callwise");
    assert.equal(config.retentionDays, 365);
    assert.equal(config.port, 3978);
  });

  it("reads a complete set", () => {
    const { config, secrets } = readConfig({ ...COMPLETE, ADMIN_IDS: `${CLIENT}, ${TENANT}` }, { toServe: true });
    assert.deepEqual(config.graph?.credential, { kind: "clientSecret" });
    assert.deepEqual(config.adminIds, [CLIENT, TENANT]);
    assert.equal(config.host, "0.0.0.0");
    assert.equal(secrets.clientSecret, "s3cret");
  });

  it("names everything that is missing from a partial set at once", () => {
    const faults = faultsOf({ CLIENT_SECRET: "x", PORT: "many", DEFAULT_TIME_ZONE: "Mars/Base", RETENTION_DAYS: "0" });
    const named = faults.map((fault) => fault.split(" ")[0]);
    assert.deepEqual(
      new Set(named),
      new Set(["TENANT_ID", "CLIENT_ID", "PUBLIC_URL", "PORT", "DEFAULT_TIME_ZONE", "RETENTION_DAYS"]),
    );
  });

  it("names every setting that is set to nonsense, and says no value of one", () => {
    const anything = ["CLIENT_SECRET", "CLIENT_CERTIFICATE_PATH", "BOT_PASSWORD", "DATA_DIR"];
    const short = (name: string): string => (name === "ALERT_WEBHOOK_SECRET" ? "%nonsense%" : "%nonsense, of course%");
    const names = Object.keys(SETTINGS).filter((name) => !anything.includes(name));
    const faults = faultsOf(Object.fromEntries(names.map((name) => [name, short(name)])));
    assert.deepEqual(
      names.filter((name) => !faults.some((fault) => fault.startsWith(`${name} `))),
      [],
    );
    assert.doesNotMatch(faults.join(), /nonsense/);
    for (const fault of faults) assert.match(fault, / (must|is|are) /);
  });

  it("looks into the files that settings name", async () => {
    const folder = await mkdtemp(join(tmpdir(), "callwise-config-"));
    const write = async (name: string, content: string): Promise<string> => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    };
    const [own, other] = await Promise.all(["a", "b"].map((value) => generate([{ name: "commonName", value }])));
    assert.ok(own && other);
    const real = { TENANT_ID: TENANT, CLIENT_ID: CLIENT, PUBLIC_URL: "https://calls.example" };
    const faultOf = (path: string): string => faultsOf({ ...real, CLIENT_CERTIFICATE_PATH: path }).join();
    assert.equal(faultOf(await write("good.pem", `${own.cert}\n${own.private}`)), "");
    assert.match(faultOf(join(folder, "none.pem")), /^CLIENT_CERTIFICATE_PATH cannot be read as a file \(ENOENT\)$/);
    assert.match(faultOf(await write("text.pem", "no PEM")), /^CLIENT_CERTIFICATE_PATH has no certificate/);
    assert.match(faultOf(await write("alone.pem", own.cert)), /^CLIENT_CERTIFICATE_PATH has no private key/);
    assert.match(faultOf(await write("mixed.pem", `${own.cert}\n${other.private}`)), /key of another certificate$/);
    assert.deepEqual(faultsOf({ DATA_DIR: join(folder, "good.pem") }), ["DATA_DIR is not a folder"]);
    assert.deepEqual(faultsOf({ DATA_DIR: join(folder, "good.pem", "below") }), [
      "DATA_DIR cannot be used as a folder (ENOTDIR)",
    ]);
    assert.deepEqual(faultsOf({ DATA_DIR: join(folder, "new") }), []);
    await rm(folder, { recursive: true });
  });

  it("takes no secret's id for its value", () => {
    const faults = faultsOf({ ...COMPLETE, CLIENT_SECRET: CLIENT, BOT_ID: CLIENT, BOT_PASSWORD: TENANT });
    assert.deepEqual(faults, [
      "CLIENT_SECRET must be the value of the secret, not its id",
      "BOT_PASSWORD must be the value of the secret, not its id",
    ]);
  });

  it("wants one credential, not two", () => {
    assert.match(faultsOf({ ...COMPLETE, CLIENT_CERTIFICATE_PATH: "/c.pem" }).join(), /both set/);
  });

  it("does not need a public address to answer from the command line", () => {
    assert.deepEqual(faultsOf({ TENANT_ID: TENANT, CLIENT_ID: CLIENT, CLIENT_SECRET: "x" }, false), []);
  });

  it("refuses simulated mode on an address that others can reach", () => {
    assert.match(faultsOf({ HOST: "0.0.0.0" }).join(), /^HOST must be a loopback address/);
  });

  it("refuses roots that are not https", () => {
    assert.match(faultsOf({ ...COMPLETE, GRAPH_ROOT: "http://graph.example" }).join(), /^GRAPH_ROOT must be an https/);
    assert.match(faultsOf({ GRAPH_ROOT: "https://graph.example" }).join(), /^GRAPH_ROOT is set without/);
  });

  it("takes a named pipe as the port", () => {
    const pipe = "\\\\.\\pipe\\0f1b";
    assert.equal(readConfig({ PORT: pipe }, { toServe: true }).config.port, pipe);
  });

  it("uses a managed identity for the bot when there is no password", () => {
    const { config } = readConfig({ ...COMPLETE, BOT_ID: CLIENT }, { toServe: true });
    assert.deepEqual(config.bot, { appId: CLIENT, tenantId: TENANT, appType: "UserAssignedMSI" });
  });

  it("never shows a secret or a value at fault", () => {
    const { secrets } = readConfig({ ...COMPLETE, MONGODB_URI: "mongodb://u:pw@h/d" }, { toServe: true });
    const shown = `${inspect(secrets, { depth: 5 })} ${JSON.stringify({ secrets })} ${String(secrets)}`;
    assert.doesNotMatch(shown, /s3cret|pw/);
    assert.doesNotMatch(faultsOf({ MONGODB_URI: "http://u:pw@h" }).join(), /pw/);
  });

  it("takes empty settings as not set", () => {
    assert.deepEqual(readEnvironment({ TENANT_ID: "", PORT: " 80 " }), { PORT: "80" });
  });

  it("takes a webhook over https with its secret, over http on this machine in simulated mode only", () => {
    const secret = "sixteen letters and more";
    const faultsOf = (environment: Record<string, string>): string => {
      try {
        readConfig(environment, { toServe: false });
        return "";
      } catch (error) {
        return error instanceof Error ? error.message : "";
      }
    };
    const webhook = (url: string): Record<string, string> => ({ ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: secret });
    assert.equal(faultsOf(webhook("https://tool.example.org/in")), "");
    assert.equal(faultsOf(webhook("http://127.0.0.1:8080/in")), "");
    assert.match(faultsOf(webhook("http://tool.example.org/in")), /ALERT_WEBHOOK_URL must be an https address/);
    assert.match(faultsOf({ ALERT_WEBHOOK_URL: "https://tool.example.org" }), /ALERT_WEBHOOK_SECRET is missing/);
    assert.match(faultsOf({ ALERT_WEBHOOK_SECRET: secret }), /ALERT_WEBHOOK_URL is missing/);
    assert.match(faultsOf({ ...webhook("https://a.example"), ALERT_WEBHOOK_SECRET: "short" }), /16 characters/);
    const real = { TENANT_ID: randomUUID(), CLIENT_ID: randomUUID(), CLIENT_SECRET: "x" };
    assert.match(faultsOf({ ...real, ...webhook("http://127.0.0.1/in") }), /another one is for simulated mode/);
    const { secrets } = readConfig(webhook("https://tool.example.org/in"), { toServe: false });
    assert.equal(JSON.stringify({ secrets }).includes(secret), false);
    assert.deepEqual(secrets.alertWebhook, { url: "https://tool.example.org/in", secret });
  });
});
