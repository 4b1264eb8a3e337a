import assert from "node:assert/strict";
import { alertWebhookCheck } from "../../../src/doctor/alert-webhook-check.ts";
import { BOT_FRAMEWORK, botEndpointCheck, botSignInCheck } from "../../../src/doctor/bot-checks.ts";
import type { CheckOutcome, RunCheck } from "../../../src/doctor/check.ts";
import type { HttpAnswer, TlsFinding } from "../../../src/doctor/http-exchange.ts";
import { tabAudienceCheck, tabKeysCheck } from "../../../src/doctor/tab-checks.ts";
import { teamsAppCheck } from "../../../src/doctor/teams-app-check.ts";
import { appToken, refusingToken } from "../../support/app-token-builder.ts";
import { fakeExchange, systemError, type ExchangeRequest } from "../../support/fake-exchange.ts";

const TAB = { clientId: "22222222-2222-4222-8222-222222222222", host: "calls.example" };
const RESOURCE = `api://${TAB.host}/${TAB.clientId}`;
const TENANT = "11111111-1111-4111-8111-111111111111";
const LOGIN = "https://login.example";
const GRAPH_SETTINGS = {
  tenant: "TENANT_ID",
  client: "CLIENT_ID",
  secret: "CLIENT_SECRET",
  root: "LOGIN_ROOT",
} as const;
const BOT_SETTINGS = { tenant: "BOT_TENANT_ID", client: "BOT_ID", secret: "BOT_PASSWORD", root: null };

async function assertOutcome(
  run: RunCheck,
  state: string,
  found: RegExp,
  remedy: RegExp | null,
): Promise<CheckOutcome> {
  const outcome = await run(new AbortController().signal);
  assert.equal(outcome.state, state, outcome.found);
  assert.match(outcome.found, found);
  if (remedy === null) assert.equal(outcome.remedy, null);
  else assert.match(outcome.remedy ?? "", remedy);
  return outcome;
}

describe("doctor/bot-checks", () => {
  it("asks for a token for the Bot Framework", async () => {
    const asked: string[] = [];
    const getToken = (resource: string): Promise<string> => {
      asked.push(resource);
      return Promise.resolve("token");
    };
    await assertOutcome(botSignInCheck({ getToken, settings: BOT_SETTINGS }), "ok", /gives the bot a token/, null);
    assert.deepEqual(asked, [BOT_FRAMEWORK]);
  });

  it("names the bot's own settings when it is refused", async () => {
    const run = (code: string): RunCheck => botSignInCheck({ getToken: refusingToken(code), settings: BOT_SETTINGS });
    await assertOutcome(run("AADSTS7000215"), "failed", /AADSTS7000215/, /BOT_PASSWORD/);
    await assertOutcome(run("AADSTS700016"), "failed", /AADSTS700016/, /^Set BOT_ID .*BOT_TENANT_ID/);
    // The bot does not sign in at LOGIN_ROOT.
    await assertOutcome(run("AADSTS90002"), "failed", /AADSTS90002/, /^Set BOT_TENANT_ID [^_]*global cloud/);
  });

  it("is skipped where there is no bot", () =>
    assertOutcome(botSignInCheck({ getToken: null, settings: BOT_SETTINGS }), "skipped", /BOT_ID is not set/, null));

  const answers: [number, string, RegExp][] = [
    [400, "ok", /messaging endpoint/],
    [401, "ok", /messaging endpoint/],
    [503, "warning", /about to stop/],
    [404, "failed", /no bot is there/],
    [200, "failed", /no bot is there/],
    [502, "failed", /status 502/],
  ];
  for (const [status, state, found] of answers) {
    it(`takes a status of ${status} at its endpoint for ${state}`, async () => {
      const http = fakeExchange(() => ({ status }));
      const run = botEndpointCheck({ publicUrl: "https://calls.example", http });
      await assertOutcome(run, state, found, state === "ok" ? null : /callwise doctor|Restart/);
      assert.deepEqual(
        http.requests.map(({ method, url, body }) => [method, url, body]),
        [["POST", "https://calls.example/api/messages", "{}"]],
      );
    });
  }

  it("finds that nobody is at its endpoint", () => {
    const http = fakeExchange(() => {
      throw systemError("ECONNRESET");
    });
    return assertOutcome(
      botEndpointCheck({ publicUrl: "https://calls.example", http }),
      "failed",
      /ECONNRESET/,
      /proxy/,
    );
  });
});

describe("doctor/tab-checks", () => {
  const published = ({ url }: ExchangeRequest): Partial<HttpAnswer> => {
    const metadata = { issuer: `${LOGIN}/${TENANT}/v2.0`, jwks_uri: `${LOGIN}/${TENANT}/discovery/v2.0/keys` };
    const keys = { keys: [{ kid: "1", kty: "RSA" }] };
    return { body: JSON.stringify(url.endsWith("/keys") ? keys : metadata) };
  };
  const keysCheck = (answer: typeof published, tab: typeof TAB | null = TAB): RunCheck =>
    tabKeysCheck({ tab, http: fakeExchange(answer), loginRoot: LOGIN, tenantId: TENANT });

  it("reads metadata and keys", async () => {
    await assertOutcome(keysCheck(published), "ok", /keys \(1\) can be read/, null);
    await assertOutcome(keysCheck(published, null), "skipped", /TAB_CLIENT_ID is not set/, null);
  });

  it("finds metadata and keys that cannot be read", async () => {
    const at = (part: "metadata" | "keys", answer: Partial<HttpAnswer>) => (request: ExchangeRequest) =>
      request.url.endsWith("/keys") === (part === "keys") ? { ...published(request), ...answer } : published(request);
    const remedy = /LOGIN_ROOT/;
    await assertOutcome(keysCheck(at("metadata", { status: 400 })), "failed", /metadata .*status 400/, remedy);
    await assertOutcome(keysCheck(at("keys", { body: "<html>" })), "failed", /keys .*not what OpenID/, remedy);
    await assertOutcome(keysCheck(at("keys", { body: '{"keys":[]}' })), "failed", /there are none/, remedy);
    const tls: TlsFinding = { fault: "CERT_HAS_EXPIRED", validTo: null, protocol: null };
    await assertOutcome(keysCheck(at("metadata", { tls })), "failed", /not trusted: CERT_HAS_EXPIRED/, remedy);
    const refusing = keysCheck(() => {
      throw systemError("ENOTFOUND");
    });
    await assertOutcome(refusing, "failed", /ENOTFOUND/, remedy);
  });

  it("finds another issuer", async () => {
    const issuer = JSON.stringify({ issuer: "https://sts.example", jwks_uri: `${LOGIN}/keys` });
    const run = keysCheck(() => ({ body: issuer }));
    await assertOutcome(run, "failed", /another issuer/, /^Set LOGIN_ROOT/);
  });

  const audienceCheck = (over: Partial<Parameters<typeof tabAudienceCheck>[0]>): RunCheck => {
    const getToken = appToken({ aud: TAB.clientId, ver: "2.0" });
    return tabAudienceCheck({ tab: TAB, manifestResource: RESOURCE, getToken, settings: GRAPH_SETTINGS, ...over });
  };

  it("takes tokens of version 2 for the application", async () => {
    await assertOutcome(audienceCheck({}), "ok", /for TAB_CLIENT_ID, in version 2/, null);
    await assertOutcome(audienceCheck({ manifestResource: null }), "ok", /version 2/, null);
    await assertOutcome(audienceCheck({ tab: null }), "skipped", /TAB_CLIENT_ID/, null);
  });

  const wrong: [string, Parameters<typeof audienceCheck>[0], string, RegExp, RegExp][] = [
    [
      "an app package for another host",
      { manifestResource: `api://old.example/${TAB.clientId}` },
      "failed",
      /takes no token for/,
      /npm run package/,
    ],
    [
      "tokens of version 1",
      { getToken: appToken({ aud: RESOURCE, ver: "1.0" }) },
      "failed",
      /version 1/,
      /requestedAccessTokenVersion to 2/,
    ],
    [
      "another application's tokens",
      { getToken: appToken({ aud: TENANT, ver: "2.0" }) },
      "failed",
      /another one than TAB_CLIENT_ID/,
      /^Set TAB_CLIENT_ID/,
    ],
    ["an unknown id URI", { getToken: refusingToken("AADSTS500011") }, "failed", /AADSTS500011/, /Expose an API/],
    ["tokens for a chosen few", { getToken: refusingToken("AADSTS501051") }, "warning", /assigned/, /^Open the tab/],
    ["a token nobody can read", { getToken: () => Promise.resolve("x") }, "warning", /cannot be read/, /^Open the tab/],
    ["no sign-in at all", { getToken: refusingToken("AADSTS7000222") }, "failed", /7000222/, /CLIENT_SECRET/],
  ];
  for (const [what, over, state, found, remedy] of wrong) {
    it(`finds ${what}`, async () => void (await assertOutcome(audienceCheck(over), state, found, remedy)));
  }
});

describe("doctor/teams-app-check", () => {
  it("tells whose id links to the tab have", async () => {
    const app = { hasTab: true, teamsAppId: TENANT, isAssumed: false };
    await assertOutcome(teamsAppCheck(app), "ok", /name TEAMS_APP_ID/, null);
    await assertOutcome(teamsAppCheck({ ...app, isAssumed: true }), "ok", /take BOT_ID/, null);
    await assertOutcome(teamsAppCheck({ ...app, teamsAppId: null }), "warning", /no link/, /^Set TEAMS_APP_ID/);
    await assertOutcome(teamsAppCheck({ ...app, hasTab: false }), "skipped", /no tab/, null);
  });
});

describe("doctor/alert-webhook-check", () => {
  const run = (
    connect: () => Promise<TlsFinding | null>,
    url: string | null = "https://tool.example/?key=hush",
  ): RunCheck => alertWebhookCheck({ alertWebhook: url === null ? null : { url }, http: { connect } });
  const good: TlsFinding = { fault: null, validTo: null, protocol: "TLSv1.3" };

  it("connects, and shows no address", async () => {
    await assertOutcome(
      run(() => Promise.resolve(good)),
      "ok",
      /nothing was posted/,
      null,
    );
    await assertOutcome(
      run(() => Promise.resolve(null)),
      "ok",
      /nothing was posted/,
      null,
    );
    const expired = run(() => Promise.resolve({ ...good, fault: "CERT_HAS_EXPIRED" }));
    await assertOutcome(expired, "failed", /not trusted/, /certificate of that tool/);
    const gone = await assertOutcome(
      run(() => Promise.reject(systemError("ETIMEDOUT"))),
      "failed",
      /ETIMEDOUT/,
      /firewall/,
    );
    assert.doesNotMatch(JSON.stringify(gone), /tool\.example|hush|10\.1/);
    await assertOutcome(
      run(() => Promise.resolve(good), null),
      "skipped",
      /not set/,
      null,
    );
  });
});
