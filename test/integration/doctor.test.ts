import assert from "node:assert/strict";
import { MongoClient } from "mongodb";
import { findEmbeddedServer } from "../../src/embedded/embedded-server.ts";
import type { CheckCode } from "../../src/doctor/check.ts";
import type { Faults } from "../../src/simulator/faults.ts";
import { createIndexes } from "../../src/store/indexes.ts";
import { closedPort, startDoctoredService, type DoctoredService } from "../support/doctored-service.ts";

describe("doctor beside a service on the simulated tenant", function () {
  this.timeout(120_000);
  let doctored: DoctoredService;
  before(async () => (doctored = await startDoctoredService()));
  after(() => doctored.stop());

  /** Exactly this check is in trouble, and it says what and what to do. */
  async function assertTrouble(
    expected: { code: CheckCode; state: "failed" | "warning"; found: RegExp; remedy: RegExp },
    settings: Record<string, string> = {},
  ): Promise<void> {
    const { checks, ok } = await doctored.examine(settings);
    const troubled = checks.filter(({ remedy }) => remedy !== null);
    assert.deepEqual(
      troubled.map(({ code, state }) => ({ code, state })),
      [{ code: expected.code, state: expected.state }],
    );
    const [{ found, items, remedy } = { found: "", items: [], remedy: "" }] = troubled;
    assert.match([found, ...items].join("\n"), expected.found);
    assert.match(remedy ?? "", expected.remedy);
    assert.equal(ok, expected.state !== "failed");
  }

  it("finds nothing where nothing is wrong", async () => {
    const { checks, ...report } = await doctored.examine();
    assert.deepEqual(
      checks.filter(({ state }) => state !== "ok").map(({ code, state }) => [code, state]),
      [
        ["teams_app", "skipped"],
        ["alert_webhook", "skipped"],
      ],
    );
    assert.deepEqual([report.ok, report.mode], [true, "simulated"]);
    assert.equal(report.counts.ok, checks.length - 2);
  });

  const atTenant: [string, Partial<Faults>, Parameters<typeof assertTrouble>[0]][] = [
    [
      "the permission to read call records",
      { callRecordPermissionMissing: 1 },
      {
        code: "call_records_permission",
        state: "failed",
        found: /CallRecords\.Read\.All is not granted/,
        remedy: /Grant admin consent/,
      },
    ],
    [
      "the permission to read telephone logs",
      { callLogPermissionMissing: 1 },
      { code: "call_logs_permission", state: "warning", found: /lack number, charge/, remedy: /CALL_LOGS=off/ },
    ],
    [
      "a clock that is far behind",
      { clockAheadSeconds: 400 },
      { code: "clock", state: "failed", found: /(399|400|401) seconds behind/, remedy: /NTP/ },
    ],
    [
      "a clock that is somewhat behind",
      { clockAheadSeconds: 90 },
      { code: "clock", state: "warning", found: /tab refuses sign-ins/, remedy: /NTP/ },
    ],
    [
      "an expired secret",
      { clientSecretExpired: 1 },
      { code: "graph_sign_in", state: "failed", found: /AADSTS7000222/, remedy: /CLIENT_SECRET to its Value/ },
    ],
    [
      "a bot's secret that is refused",
      { botSecretRefused: 1 },
      { code: "bot_sign_in", state: "failed", found: /AADSTS7000215/, remedy: /^BOT_PASSWORD is wrong/ },
    ],
    [
      "an id URI that no application has",
      { tabAudienceUnknown: 1 },
      { code: "tab_audience", state: "failed", found: /AADSTS500011/, remedy: /Application ID URI/ },
    ],
    [
      "the tab's tokens in version 1",
      { tabTokensOfVersion1: 1 },
      { code: "tab_audience", state: "failed", found: /version 1/, remedy: /requestedAccessTokenVersion to 2/ },
    ],
  ];
  for (const [what, faults, expected] of atTenant) {
    it(`finds ${what}`, async () => {
      const right = Object.fromEntries(Object.keys(faults).map((name) => [name, 0]));
      Object.assign(doctored.running.tenant.faults, faults);
      try {
        await assertTrouble(expected);
      } finally {
        Object.assign(doctored.running.tenant.faults, right);
      }
    });
  }

  it("finds a webhook that does not answer as Graph wants", async () => {
    doctored.front.setOpen(false);
    try {
      const found = /notifications answers with status 503/;
      await assertTrouble({ code: "webhook", state: "failed", found, remedy: /leads to this service/ });
    } finally {
      doctored.front.setOpen(true);
    }
  });

  it("finds a subscription that leads elsewhere", async () => {
    const found = /notificationUrl is not PUBLIC_URL[^]*lifecycleNotificationUrl is not PUBLIC_URL/;
    await assertTrouble(
      { code: "subscription", state: "failed", found, remedy: /makes a new subscription/ },
      { PUBLIC_URL: doctored.running.service.address },
    );
  });

  it("finds an index that is missing, and makes none", async () => {
    const client = await MongoClient.connect((await findEmbeddedServer(doctored.dataDir)) ?? "");
    const database = client.db("callwise");
    try {
      await database.collection("callRecords").dropIndex("expiry");
      const missing = { code: "database_indexes", state: "failed", remedy: /Restart the service/ } as const;
      await assertTrouble({ ...missing, found: /1 of \d+[^]*callRecords\.expiry is missing/ });
      await assertTrouble({ ...missing, found: /callRecords\.expiry is missing/ });
      await database.collection("callRecords").createIndex({ callId: 1 }, { name: "expiry" });
      const remedy = /^Drop the indexes that differ/;
      await assertTrouble({ ...missing, found: /callRecords\.expiry has another key/, remedy });
    } finally {
      await database.collection("callRecords").dropIndex("expiry");
      await createIndexes(database);
      await client.close();
    }
  });

  it("finds writes that the connection string weakens", async () => {
    const uri = (await findEmbeddedServer(doctored.dataDir)) ?? "";
    const code = "database_durability";
    await assertTrouble(
      { code, state: "failed", found: /w is not majority/, remedy: /Remove w, journal/ },
      { MONGODB_URI: `${uri}&w=1` },
    );
    await assertTrouble(
      { code, state: "warning", found: /server of its own/, remedy: /replica set/ },
      { MONGODB_URI: uri },
    );
  });

  it("finds a database that does not answer", async () => {
    const uri = `mongodb://127.0.0.1:${await closedPort()}/calls?serverSelectionTimeoutMS=200`;
    await assertTrouble(
      { code: "database", state: "failed", found: /store_unreachable/, remedy: /^Start MongoDB/ },
      { MONGODB_URI: uri },
    );
  });

  it("finds another tool that cannot be told", async () => {
    const url = `http://127.0.0.1:${await closedPort()}/hook?key=very-secret`;
    const settings = { ALERT_WEBHOOK_URL: url, ALERT_WEBHOOK_SECRET: "sixteen letters and more" };
    await assertTrouble(
      { code: "alert_webhook", state: "failed", found: /ECONNREFUSED/, remedy: /start that tool/ },
      settings,
    );
    const report = JSON.stringify(await doctored.examine(settings));
    assert.doesNotMatch(report, /very-secret|sixteen letters/);
  });

  it("finds a tab that cards cannot lead to", async () => {
    await assertTrouble(
      { code: "teams_app", state: "warning", found: /cards have no link/, remedy: /^Set TEAMS_APP_ID/ },
      { TAB_CLIENT_ID: doctored.running.tenant.tabClientId },
    );
  });

  it("finds the audience of another tab", async () => {
    const settings = {
      TAB_CLIENT_ID: doctored.running.tenant.clientId,
      TEAMS_APP_ID: doctored.running.tenant.clientId,
    };
    await assertTrouble(
      { code: "tab_audience", state: "failed", found: /No application/, remedy: /<TAB_CLIENT_ID>/ },
      settings,
    );
  });

  it("finds every fault of the settings at once, and a name that is almost one's", async () => {
    const wrong = { PORT: "many", RETENTION_DAYS: "0", DEFAULT_TIME_ZONE: "Mars/Base", BOT_PASSWORT: "hush-hush" };
    const found =
      /^3 faults[^]*PORT [^]*DEFAULT_TIME_ZONE [^]*RETENTION_DAYS [^]*BOT_PASSWORT is no setting; BOT_PASSWORD is/;
    await assertTrouble({ code: "settings", state: "failed", found, remedy: /refuses to start/ }, wrong);
    const { checks } = await doctored.examine(wrong);
    assert.ok(checks.slice(1).every(({ state }) => state === "skipped"));
    assert.doesNotMatch(JSON.stringify(checks), /hush|Mars/);
  });

  it("finds a subscription that Graph has dropped", async () => {
    doctored.running.tenant.faults.vanishSubscription();
    const found = /Graph does not have the subscription any more/;
    await assertTrouble({ code: "subscription", state: "failed", found, remedy: /^Restart the service/ });
  });
});
