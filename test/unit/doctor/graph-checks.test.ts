import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import type { GetAppToken } from "../../../src/doctor/app-token.ts";
import type { CheckOutcome } from "../../../src/doctor/check.ts";
import {
  callLogsPermissionCheck,
  callRecordsPermissionCheck,
  graphSignInCheck,
} from "../../../src/doctor/graph-checks.ts";
import { subscriptionCheck } from "../../../src/doctor/subscription-check.ts";
import { GraphError } from "../../../src/graph/graph-error.ts";
import type { StoredSubscription } from "../../../src/store/store.ts";
import { appToken, refusingToken } from "../../support/app-token-builder.ts";
import { FAKE_ROOT, fakeGraph, type FakeAnswer } from "../../support/fake-graph.ts";
import { SettableClock } from "../../support/settable-clock.ts";

const signal = new AbortController().signal;
const SETTINGS = { tenant: "TENANT_ID", client: "CLIENT_ID", secret: "CLIENT_SECRET", root: "LOGIN_ROOT" } as const;
const FORBIDDEN = { status: 403, body: { error: { code: "Forbidden", message: "no" } } };
const NOT_FOUND = { status: 404, body: { error: { code: "NotFound", message: "none" } } };

function assertOutcome(outcome: CheckOutcome, state: string, found: RegExp, remedy: RegExp | null): void {
  assert.equal(outcome.state, state, outcome.found);
  assert.match([outcome.found, ...outcome.items].join(" "), found);
  if (remedy === null) assert.equal(outcome.remedy, null);
  else assert.match(outcome.remedy ?? "", remedy);
}

describe("doctor/graph-checks", () => {
  describe("sign-in", () => {
    const cases: [string | null, RegExp][] = [
      ["AADSTS7000215", /its Value, not its ID/],
      ["AADSTS7000222", /secret has expired/],
      ["AADSTS700016", /^Set CLIENT_ID/],
      ["AADSTS90002", /^Set TENANT_ID/],
      ["AADSTS700027", /^Upload the certificate of CLIENT_SECRET/],
      ["AADSTS700024", /clock/],
      ["AADSTS7000112", /disabled/],
      ["AADSTS53003", /Conditional Access/],
      ["AADSTS123456", /error\?code=123456/],
      [null, /reaches LOGIN_ROOT/],
    ];
    for (const [code, remedy] of cases) {
      it(`tells what to do about ${code ?? "no answer"}`, async () => {
        const run = graphSignInCheck({ getToken: refusingToken(code), graphRoot: FAKE_ROOT, settings: SETTINGS });
        assertOutcome(await run(signal), "failed", new RegExp(code ?? "graph_sign_in_failed"), remedy);
      });
    }

    it("says no word of the token", async () => {
      const run = graphSignInCheck({ getToken: appToken({ aud: "graph" }), graphRoot: FAKE_ROOT, settings: SETTINGS });
      const outcome = await run(signal);
      assertOutcome(outcome, "ok", /gives the application a token/, null);
      assert.doesNotMatch(JSON.stringify(outcome), /eyJ/);
    });
  });

  describe("permission to read call records", () => {
    const READ = "CallRecords.Read.All";
    const run = (getToken: GetAppToken, answer: FakeAnswer): Promise<CheckOutcome> =>
      callRecordsPermissionCheck({
        getToken,
        graphRoot: FAKE_ROOT,
        client: fakeGraph(() => answer, { maxAttempts: 1 }).client,
        grantedTo: "application",
      })(signal);

    it("is proved by a call that there is not", async () => {
      assertOutcome(await run(appToken({ roles: [READ] }), NOT_FOUND), "ok", /is granted/, null);
    });
    it("is missing when the token lacks the role, whatever Graph would say", async () => {
      const outcome = await run(appToken({ roles: ["User.Read.All"] }), NOT_FOUND);
      assertOutcome(outcome, "failed", /CallRecords\.Read\.All is not granted/, /Grant admin consent/);
      assertOutcome(await run(appToken({}), NOT_FOUND), "failed", /not granted/, /CallRecords\.Read\.All/);
    });
    it("is granted to a managed identity by a script, since the portal has no page for it", async () => {
      const { client } = fakeGraph(() => FORBIDDEN, { maxAttempts: 1 });
      const parts = { getToken: appToken({ roles: [READ] }), graphRoot: FAKE_ROOT, client } as const;
      const outcome = await callRecordsPermissionCheck({ ...parts, grantedTo: "managedIdentity" })(signal);
      assertOutcome(outcome, "failed", /graph_forbidden/, /^Run infra\/grant-graph-permissions\.sh/);
      await access(new URL("../../../infra/grant-graph-permissions.sh", import.meta.url));
    });
    it("is missing when Graph refuses, whatever the token says", async () => {
      const outcome = await run(appToken({ roles: [READ] }), FORBIDDEN);
      assertOutcome(outcome, "failed", /graph_forbidden/, /Grant admin consent/);
    });
    it("is judged by Graph alone when the token cannot be read", async () => {
      const opaque: GetAppToken = () => Promise.resolve("opaque");
      assertOutcome(await run(opaque, NOT_FOUND), "ok", /is granted/, null);
      assertOutcome(await run(opaque, FORBIDDEN), "failed", /graph_forbidden/, /consent/);
    });
    it("tells of permissions that are not needed", async () => {
      const outcome = await run(appToken({ roles: [READ, "Mail.Read", "CallRecord-PstnCalls.Read.All"] }), NOT_FOUND);
      assertOutcome(outcome, "ok", /better taken away: Mail\.Read\.$/, null);
    });
    it("is not known while Graph throttles or fails", async () => {
      const token = appToken({ roles: [READ] });
      assertOutcome(await run(token, { status: 429 }), "warning", /throttles/, /later/);
      assertOutcome(await run(token, { status: 503 }), "failed", /status 503/, /service health/);
    });
    it("is not known when Graph does not answer", async () => {
      const send = (): Promise<never> => Promise.reject(new GraphError("graph_unreachable", "gone"));
      const parts = {
        getToken: appToken({ roles: [READ] }),
        graphRoot: FAKE_ROOT,
        client: { send },
        grantedTo: "managedIdentity",
      } as const;
      assertOutcome(await callRecordsPermissionCheck(parts)(signal), "failed", /graph_unreachable/, /GRAPH_ROOT/);
    });
  });

  describe("permission to read telephone logs", () => {
    const run = (answer: FakeAnswer, readsCallLogs = true): Promise<CheckOutcome> => {
      const { client, clock } = fakeGraph(() => answer, { maxAttempts: 1 });
      return callLogsPermissionCheck({ client, clock, grantedTo: "application", readsCallLogs })(signal);
    };
    it("is optional, and says what is lost without it", async () => {
      assertOutcome(await run({ body: { value: [] } }), "ok", /gives the telephone logs/, null);
      assertOutcome(
        await run(FORBIDDEN),
        "warning",
        /lack number, charge/,
        /CallRecord-PstnCalls\.Read\.All.*CALL_LOGS=off/,
      );
      assertOutcome(await run({ status: 500 }), "failed", /status 500/, /service health/);
      assertOutcome(await run(FORBIDDEN, false), "skipped", /CALL_LOGS=off/, null);
    });
    it("asks for one day's", async () => {
      const { client, clock, requests } = fakeGraph(() => ({ body: { value: [] } }));
      await callLogsPermissionCheck({ client, clock, grantedTo: "application", readsCallLogs: true })(signal);
      const day = clock.now().toISOString().slice(0, 10);
      assert.ok(requests[0]?.path.endsWith(`getPstnCalls(fromDateTime=${day},toDateTime=${day})`));
    });
  });
});

describe("doctor/subscription-check", () => {
  const NOW = new Date("2026-11-23T05:00:00Z");
  const PUBLIC_URL = "https://calls.example";
  const STORED: StoredSubscription = {
    subscriptionId: "c0a80101-1111-4222-8333-944455556666",
    clientState: "hush-hush",
    resource: "/communications/callRecords",
    changeType: "updated",
    notificationUrl: `${PUBLIC_URL}/api/graph/notifications`,
    expiresAt: new Date("2026-11-25T05:00:00Z"),
    createdAt: new Date("2026-11-22T05:00:00Z"),
    lastReauthorizedAt: null,
    reauthorizationAskedAt: null,
    retiredAt: null,
  };
  const SHOWN = {
    id: STORED.subscriptionId,
    resource: "communications/callRecords",
    changeType: "updated",
    notificationUrl: STORED.notificationUrl,
    lifecycleNotificationUrl: `${PUBLIC_URL}/api/graph/lifecycle`,
    expirationDateTime: "2026-11-25T05:00:00.000Z",
    encryptionCertificateId: null,
  };
  const run = (answer: FakeAnswer, stored: StoredSubscription[] = [STORED]): Promise<CheckOutcome> =>
    subscriptionCheck({
      client: fakeGraph(() => answer, { maxAttempts: 1 }).client,
      stored: () => Promise.resolve(stored),
      publicUrl: PUBLIC_URL,
      clock: new SettableClock(NOW),
    })(signal);

  it("finds nothing wrong with what is as it should be", async () => {
    const outcome = await run({ body: SHOWN });
    assertOutcome(outcome, "ok", /until 2026-11-25T05:00:00\.000Z/, null);
    assert.doesNotMatch(JSON.stringify(outcome), /hush/);
  });

  it("finds that none was made, or only one that is retired", async () => {
    assertOutcome(await run({ body: SHOWN }, []), "failed", /no subscription yet/, /callwise status/);
    const retired = { ...STORED, retiredAt: NOW };
    assertOutcome(await run({ body: SHOWN }, [retired]), "failed", /no subscription yet/, /callwise serve/);
  });

  it("tells one that Graph has dropped from one that expired", async () => {
    assertOutcome(await run(NOT_FOUND), "failed", /not have the subscription any more/, /^Restart/);
    const expired = { ...STORED, expiresAt: new Date("2026-11-23T04:00:00Z") };
    assertOutcome(await run(NOT_FOUND, [expired]), "failed", /expired on 2026-11-23T04/, /^Restart/);
  });

  const wrong: [string, object, RegExp][] = [
    ["another resource", { resource: "/users" }, /another resource/],
    ["no updates", { changeType: "created" }, /leaves out updates/],
    ["another notification address", { notificationUrl: "https://old.example/x" }, /^.*notificationUrl is not/],
    ["another lifecycle address", { lifecycleNotificationUrl: null }, /lifecycleNotificationUrl is not/],
    ["a certificate for what is never encrypted", { encryptionCertificateId: "old" }, /encryption certificate/],
    ["a time that is over", { expirationDateTime: "2026-11-23T04:59:00Z" }, /has expired/],
  ];
  for (const [what, over, found] of wrong) {
    it(`finds ${what}`, async () => {
      const outcome = await run({ body: { ...SHOWN, ...over } });
      assertOutcome(outcome, "failed", found, /makes a new subscription/);
      assert.equal(outcome.items.length, 1);
    });
  }

  it("finds one that nobody renews", async () => {
    const outcome = await run({ body: { ...SHOWN, expirationDateTime: "2026-11-24T01:00:00Z" } });
    assertOutcome(outcome, "warning", /should have been renewed/, /callwise status/);
  });

  it("finds that Graph does not say", async () => {
    assertOutcome(await run({ status: 502 }), "failed", /status 502/, /service health/);
  });
});
