import assert from "node:assert/strict";
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from "jose";
import { createSigningKeys } from "../../../src/http/signing-keys.ts";
import { simulatedAdminIds } from "../../../src/simulator/person-model.ts";
import { NOW, TenantClient } from "./tenant-client.ts";

describe("simulator/user-tokens", () => {
  let client: TenantClient;
  before(async () => (client = await TenantClient.start({ tokenLifetimeSeconds: 600, seed: 3 })));
  after(() => client.stop());

  it("are what Entra's v2.0 endpoint issues to Teams for a person", async () => {
    const { tenant } = client;
    const { token, expiresAt } = await tenant.signInPerson(tenant.suggestedPerson);
    const published = await client.send<JSONWebKeySet>("GET", `/${tenant.tenantId}/discovery/v2.0/keys`, "", {});
    const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(published.body), {
      currentDate: new Date(NOW),
    });
    assert.deepEqual([protectedHeader.alg, protectedHeader.typ], ["RS256", "JWT"]);
    const { sub, uti, ...claims } = payload;
    assert.ok(typeof sub === "string" && typeof uti === "string");
    const seconds = new Date(NOW).getTime() / 1000;
    assert.deepEqual(claims, {
      aud: tenant.tabClientId,
      iss: `${tenant.loginRoot}/${tenant.tenantId}/v2.0`,
      iat: seconds,
      nbf: seconds,
      exp: seconds + 600,
      azp: "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
      azpacr: "0",
      name: tenant.suggestedPerson.displayName,
      oid: tenant.suggestedPerson.id,
      preferred_username: tenant.suggestedPerson.userPrincipalName,
      scp: "access_as_user",
      tid: tenant.tenantId,
      ver: "2.0",
    });
    assert.equal(expiresAt.getTime(), (seconds + 600) * 1000);
  });

  it("are signed with keys that name no algorithm, as Entra's do not, and no private part", async () => {
    const { body } = await client.send<JSONWebKeySet>("GET", `/${client.tenant.tenantId}/discovery/v2.0/keys`, "", {});
    assert.deepEqual(
      body.keys.map((key) => Object.keys(key).sort()),
      [["e", "issuer", "kid", "kty", "n", "use"]],
    );
  });

  it("have keys for the tenant alone", async () => {
    const path = "/22222222-2222-4222-8222-222222222222/discovery/v2.0/keys";
    assert.equal((await client.send("GET", path, "", {})).status, 400);
  });

  it("have keys that can be fetched only by who trusts the tenant's certificate", async () => {
    const { loginRoot, tenantId, caCertificate, suggestedPerson } = client.tenant;
    const { token } = await client.tenant.signInPerson(suggestedPerson);
    const verify = (ca: string | null) =>
      jwtVerify(token, createSigningKeys({ loginRoot, tenantId, caCertificate: ca }), { currentDate: new Date(NOW) });
    await verify(caCertificate);
    await assert.rejects(verify(null), { code: "sign_in_unavailable" });
  });

  it("sign in the same admins that are known without the tenant", () => {
    assert.deepEqual(
      client.tenant.admins.map(({ id }) => id),
      simulatedAdminIds(3),
    );
    assert.ok(!simulatedAdminIds(3).includes(client.tenant.suggestedPerson.id));
  });
});
