import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { readConfig } from "../../../src/config/config.ts";
import { readEnvironment } from "../../../src/config/env.ts";
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
