import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { exportSPKI, importJWK, type JWTPayload } from "jose";
import { z } from "zod";
import { systemClock } from "../../../src/clock.ts";
import { ADMIN_ROLE, createSignIn } from "../../../src/http/sign-in.ts";
import { createSigningKeys } from "../../../src/http/signing-keys.ts";
import { route } from "../../../src/http/route.ts";
import { serveRoutes, type ApiServer, type Asking } from "../../support/api-server.ts";
import { startTokenAuthority, TOKEN_ISSUER } from "../../support/token-authority.ts";

const TENANT = "11111111-1111-4111-8111-111111111111";
const OTHER_TENANT = "22222222-2222-4222-8222-222222222222";
const CLIENT = "33333333-3333-4333-8333-333333333333";
const BOT = "44444444-4444-4444-8444-444444444444";
const PERSON = "55555555-5555-4555-8555-55555555555a";
const ADMIN = "66666666-6666-4666-8666-666666666666";
const HOUR_SECONDS = 3600;

const WHO = route({
  method: "GET",
  path: "/api/who",
  summary: "Who asks",
  who: "person",
  response: z.object({ personId: z.string(), isAdmin: z.boolean(), displayName: z.string().nullable() }),
  handle: ({ viewer }) => viewer,
});

describe("sign-in", () => {
  let authority: Awaited<ReturnType<typeof startTokenAuthority>>;
  let server: ApiServer & { lines: string[] };
  before(async () => {
    authority = await startTokenAuthority();
    server = await serve(authority.origin);
  });
  after(async () => {
    await server.stop();
    await authority.stop();
  });

  const serve = (loginRoot: string): ReturnType<typeof serveRoutes> =>
    serveRoutes([WHO], {
      signIn: createSignIn({
        tenantId: TENANT,
        loginRoot,
        clientId: CLIENT,
        tabHost: "callwise.example.org",
        keys: createSigningKeys({ loginRoot, tenantId: TENANT, caCertificate: null }),
        adminIds: [ADMIN],
        clock: systemClock,
      }),
    });

  /** As Entra's v2.0 endpoint has them. */
  const claims = (over: Record<string, unknown> = {}): JWTPayload => ({
    aud: CLIENT,
    iss: `${authority.origin}/${TENANT}/v2.0`,
    azp: "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
    name: "Megan Bowen",
    oid: PERSON.toUpperCase(),
    scp: "profile access_as_user",
    sub: "pairwise",
    tid: TENANT,
    ver: "2.0",
    ...over,
  });
  const nowSeconds = (): number => Math.floor(systemClock.now().getTime() / 1000);
  const withToken = (token: string): Asking => ({ headers: { authorization: `Bearer ${token}` } });
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

  async function refusal(asking: Asking): Promise<{ status: number; code: unknown; text: string }> {
    const { status, json, text } = await server.ask("/api/who", asking);
    return { status, code: (json() as { code: unknown }).code, text };
  }

  it("knows the person by a token that was issued for this app", async () => {
    const { status, json } = await server.ask("/api/who", withToken(await authority.sign(claims())));
    assert.deepEqual([status, json()], [200, { personId: PERSON, isAdmin: false, displayName: "Megan Bowen" }]);
  });

  for (const aud of [`api://${CLIENT}`, `api://callwise.example.org/${CLIENT}`]) {
    it(`takes the app by its id URI too: ${aud}`, async () => {
      const { status } = await server.ask("/api/who", withToken(await authority.sign(claims({ aud }))));
      assert.equal(status, 200);
    });
  }

  it("knows an admin by their id, or by their role", async () => {
    for (const over of [{ oid: ADMIN }, { roles: [ADMIN_ROLE] }]) {
      const { json } = await server.ask("/api/who", withToken(await authority.sign(claims(over))));
      assert.equal((json() as { isAdmin: boolean }).isAdmin, true);
    }
    const { json } = await server.ask("/api/who", withToken(await authority.sign(claims({ roles: "Callwise.Admin" }))));
    assert.equal((json() as { isAdmin: boolean }).isAdmin, false);
  });

  it("bears clocks that are less than a minute apart", async () => {
    const late = await authority.sign(claims(), { expires: -30 });
    const early = await authority.sign(claims({ nbf: nowSeconds() + 30 }));
    for (const token of [late, early]) assert.equal((await server.ask("/api/who", withToken(token))).status, 200);
  });

  it("says that a sign-in has expired, so that it is made anew", async () => {
    const token = await authority.sign(claims(), { expires: -90 });
    const { status, code } = await refusal(withToken(token));
    assert.deepEqual([status, code], [401, "token_expired"]);
  });

  const refused: [string, () => JWTPayload, { keyId?: string; isForged?: boolean }?][] = [
    ["signed by somebody else", claims, { isForged: true }],
    ["signed with an unknown key", claims, { keyId: "key-2" }],
    ["of another tenant", () => claims({ tid: OTHER_TENANT, iss: `${authority.origin}/${OTHER_TENANT}/v2.0` })],
    ["of another tenant, issued by this one", () => claims({ tid: OTHER_TENANT })],
    ["of the v1.0 endpoint", () => claims({ iss: `https://sts.windows.net/${TENANT}/` })],
    ["not valid yet", () => claims({ nbf: nowSeconds() + HOUR_SECONDS })],
    ["that never expires", () => claims({ exp: undefined })],
    ["for another app", () => claims({ aud: "https://graph.microsoft.com" })],
    ["for the same app on another host", () => claims({ aud: `api://evil.example.org/${CLIENT}` })],
    ["for nobody", () => claims({ aud: undefined })],
    ["without an oid", () => claims({ oid: undefined })],
    ["with an oid that is none", () => claims({ oid: "../people" })],
    ["without a tid", () => claims({ tid: undefined })],
    ["without a scope", () => claims({ scp: undefined })],
    ["with another scope", () => claims({ scp: "access_as_user2 User.Read" })],
    ["of an app, with a role instead of a scope", () => claims({ scp: undefined, roles: [ADMIN_ROLE], idtyp: "app" })],
    ["of an app, even with a scope", () => claims({ idtyp: "app" })],
    ["of the bot", () => ({ iss: TOKEN_ISSUER, aud: BOT, serviceurl: "https://smba.example" })],
  ];
  for (const [what, payload, over] of refused) {
    it(`refuses a token ${what}`, async () => {
      const { status, code, text } = await refusal(withToken(await authority.sign(payload(), over)));
      assert.deepEqual([status, code], [401, "sign_in_required"]);
      assert.ok(!/Megan|5555|access_as/.test(text));
    });
  }

  it("refuses a token that says it is not signed", async () => {
    const payload = part({ ...claims(), exp: nowSeconds() + HOUR_SECONDS });
    for (const alg of ["none", "None", "NONE"]) {
      for (const signature of ["", "x"]) {
        const { status, code } = await refusal(withToken(`${part({ alg, typ: "JWT" })}.${payload}.${signature}`));
        assert.deepEqual([status, code], [401, "sign_in_required"]);
      }
    }
  });

  it("refuses a token that is signed with the public key as if it were a shared secret", async () => {
    const published = (await (await fetch(`${authority.origin}/keys`)).json()) as { keys: [{ alg: string }] };
    const key = await importJWK(published.keys[0], "RS256");
    assert.ok(!(key instanceof Uint8Array));
    const text = `${part({ alg: "HS256", kid: "key-1" })}.${part({ ...claims(), exp: nowSeconds() + HOUR_SECONDS })}`;
    for (const secret of [await exportSPKI(key), JSON.stringify(published.keys[0])]) {
      const signature = createHmac("sha256", secret).update(text).digest("base64url");
      const { status, code } = await refusal(withToken(`${text}.${signature}`));
      assert.deepEqual([status, code], [401, "sign_in_required"]);
    }
  });

  it("refuses a token whose claims were changed", async () => {
    const [header, , signature] = (await authority.sign(claims())).split(".");
    const changed = part({ ...claims({ oid: ADMIN }), exp: nowSeconds() + HOUR_SECONDS });
    assert.equal((await refusal(withToken(`${header}.${changed}.${signature}`))).status, 401);
  });

  const garbage = [
    "",
    "Bearer",
    "Bearer ",
    "Bearer x",
    "Bearer a.b.c",
    "Basic dXNlcjpwYXNz",
    "Bearer ..",
    "\u00ff.\u00ff.\u00ff",
  ];
  for (const authorization of garbage) {
    it(`refuses "${authorization}"`, async () => {
      const { status, code } = await refusal({ headers: { authorization } });
      assert.deepEqual([status, code], [401, "sign_in_required"]);
    });
  }

  it("refuses whoever sends nothing, or two tokens of which one is good", async () => {
    assert.equal((await refusal({})).status, 401);
    const good = `Bearer ${await authority.sign(claims())}`;
    for (const authorization of [
      [good, "Bearer x"],
      ["Bearer x", good],
      [good, good],
    ]) {
      assert.equal((await refusal({ headers: { authorization } })).status, 401);
    }
  });

  // More of it, and Node 24 may close the connection before its answer is read.
  it("does not read a header of 20 KB", async () => {
    const { status } = await server.ask("/api/who", withToken(`a.${"b".repeat(20_000)}.c`));
    assert.equal(status, 431);
  });

  it("takes no token from a query string", async () => {
    const { status } = await server.ask(`/api/who?access_token=${await authority.sign(claims())}`);
    assert.equal(status, 401);
  });

  it("logs nothing of all that", () => assert.deepEqual(server.lines, []));

  it("is not available while the keys cannot be had, and says no more", async () => {
    const closed = await startTokenAuthority();
    await closed.stop();
    const lonely = await serve(closed.origin);
    const { status, json, text } = await lonely.ask("/api/who", withToken(await authority.sign(claims())));
    await lonely.stop();
    assert.deepEqual([status, (json() as { code: string }).code], [503, "sign_in_unavailable"]);
    assert.ok(!text.includes("127.0.0.1"));
  });
});
