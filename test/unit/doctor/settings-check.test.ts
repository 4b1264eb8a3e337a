import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";
import { readConfig } from "../../../src/config/config.ts";
import { SETTINGS } from "../../../src/config/settings.ts";
import type { CheckOutcome } from "../../../src/doctor/check.ts";
import { misspelledSettings } from "../../../src/doctor/misspelled-settings.ts";
import { secretsCheck } from "../../../src/doctor/secrets-check.ts";
import { checkSettings } from "../../../src/doctor/settings-check.ts";
import { ServiceError } from "../../../src/service-error.ts";
import { SettableClock } from "../../support/settable-clock.ts";

const GUID = "11111111-1111-4111-8111-111111111111";
const REAL = { TENANT_ID: GUID, CLIENT_ID: GUID, CLIENT_SECRET: "hush-hush", PUBLIC_URL: "https://calls.example" };

describe("doctor/settings-check", () => {
  it("names what start-up names, all of it at once", () => {
    const wrong = Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, "%nonsense%"]));
    const { outcome, checked } = checkSettings(wrong);
    assert.equal(checked, null);
    assert.equal(outcome.state, "failed");
    assert.throws(
      () => readConfig(wrong, { toServe: true }),
      (error) => error instanceof ServiceError && error.message === outcome.items.join("\n"),
    );
    assert.ok(outcome.items.length > 20);
    assert.doesNotMatch(JSON.stringify(outcome), /nonsense/);
  });

  it("says what is set where nothing is at fault", () => {
    assert.equal(checkSettings(REAL).outcome.found, "4 set, none at fault.");
    assert.match(checkSettings({}).outcome.found, /simulated mode/);
    assert.equal(checkSettings(REAL).checked?.config.publicUrl, "https://calls.example");
  });

  it("warns of names that are almost a setting's", () => {
    const { outcome } = checkSettings({ ...REAL, MONGODB_URL: "mongodb://db", BOT_PASWORD: "hush-hush" });
    assert.equal(outcome.state, "warning");
    assert.deepEqual(outcome.items, [
      "MONGODB_URL is no setting; MONGODB_URI is",
      "BOT_PASWORD is no setting; BOT_PASSWORD is",
    ]);
    assert.doesNotMatch(JSON.stringify(outcome), /hush|mongodb:/);
  });

  it("leaves other names alone, and those whose setting is there", () => {
    const known = Object.keys(SETTINGS);
    assert.deepEqual(
      misspelledSettings({ PATH: "/", HOME: "/", HOSTS: "x", NODE_ENV: "x", AZURE_CLIENT_ID: "x" }, known),
      [],
    );
    assert.deepEqual(misspelledSettings({ MONGODB_URL: "x", MONGODB_URI: "x" }, known), []);
  });
});

describe("doctor/secrets-check", () => {
  const NOW = new Date("2026-11-23T05:00:00Z");
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), "callwise-secrets-"))));
  after(() => rm(folder, { recursive: true }));

  const run = (environment: Record<string, string>): Promise<CheckOutcome> =>
    secretsCheck({
      ...readConfig(environment, { toServe: true }),
      readFile: (path) => readFile(path, "utf8"),
      clock: new SettableClock(NOW),
    })(new AbortController().signal);

  async function withCertificate(from: string, to: string): Promise<CheckOutcome> {
    const dates = { notBeforeDate: new Date(from), notAfterDate: new Date(to) };
    const { cert, private: key } = await generate([{ name: "commonName", value: "callwise" }], dates);
    const path = join(folder, "client.pem");
    await writeFile(path, `${cert}\n${key}`);
    return run({ TENANT_ID: GUID, CLIENT_ID: GUID, PUBLIC_URL: REAL.PUBLIC_URL, CLIENT_CERTIFICATE_PATH: path });
  }

  it("names what is there, and never says it", async () => {
    const outcome = await run({ ...REAL, BOT_ID: GUID, MONGODB_URI: "mongodb://u:hush-hush@db/calls" });
    assert.equal(outcome.found, "There: CLIENT_SECRET, MONGODB_URI. A managed identity signs in for the bot.");
    assert.equal(outcome.state, "ok");
    assert.doesNotMatch(JSON.stringify(outcome), /hush/);
    assert.equal((await run({})).found, "None is needed.");
  });

  it("finds a certificate that has expired, is not valid yet, or will expire soon", async () => {
    const expired = await withCertificate("2025-01-01T00:00:00Z", "2026-11-22T00:00:00Z");
    assert.deepEqual([expired.state, expired.found], ["failed", "The client certificate expired on 2026-11-22."]);
    assert.match(expired.remedy ?? "", /new certificate/);
    const early = await withCertificate("2026-12-01T00:00:00Z", "2027-12-01T00:00:00Z");
    assert.deepEqual([early.state, early.found], ["failed", "The client certificate is valid only from 2026-12-01."]);
    const soon = await withCertificate("2026-01-01T00:00:00Z", "2026-12-03T06:00:00Z");
    assert.deepEqual(
      [soon.state, soon.found],
      ["warning", "The client certificate expires in 10 days, on 2026-12-03."],
    );
    const good = await withCertificate("2026-01-01T00:00:00Z", "2027-06-01T00:00:00Z");
    assert.deepEqual([good.state, good.found], ["ok", "There: CLIENT_CERTIFICATE_PATH."]);
  });
});
