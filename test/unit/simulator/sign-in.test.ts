import { ClientSecretCredential } from "@azure/identity";
import assert from "node:assert/strict";
import { generateKeyPairSync, sign } from "node:crypto";
import { generate } from "selfsigned";
import { TenantClient } from "./tenant-client.ts";
import type { WireError } from "./wire-types.ts";

const RECORDS = "/communications/callRecords";

function assertionOf(clientId: string, key: string): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", typ: "JWT" })}.${part({ iss: clientId, sub: clientId, aud: "token", jti: "1" })}`;
  return `${text}.${sign("sha256", Buffer.from(text), key).toString("base64url")}`;
}

describe("simulator/sign-in", () => {
  let client: TenantClient;
  before(async () => (client = await TenantClient.start({ tokenLifetimeSeconds: 600 })));
  after(() => client.stop());

  it("gives @azure/identity a token that Graph takes", async () => {
    const { tenant } = client;
    const credential = new ClientSecretCredential(tenant.tenantId, tenant.clientId, tenant.clientSecret, {
      authorityHost: tenant.loginRoot,
      disableInstanceDiscovery: true,
      tlsOptions: { ca: tenant.caCertificate },
    });
    const token = await credential.getToken(`${tenant.graphRoot}/.default`);
    const answer = await client.get(RECORDS, { Authorization: `Bearer ${token.token}` });
    assert.equal(answer.status, 200);
  });

  it("takes the scope of the global cloud too", async () => {
    const answer = await client.signIn({ scope: "https://graph.microsoft.com/.default" });
    assert.equal(answer.status, 200);
    assert.equal(answer.body.expires_in, 600);
  });

  it("refuses in AADSTS words", async () => {
    const cases: [Record<string, string>, number, string, number][] = [
      [{ client_secret: "wrong" }, 401, "invalid_client", 7000215],
      [{ client_id: "11111111-2222-4333-8444-555555555555" }, 400, "unauthorized_client", 700016],
      [{ scope: "https://vault.example/.default" }, 400, "invalid_resource", 500011],
      [{ scope: "User.Read" }, 400, "invalid_scope", 70011],
      [{ grant_type: "password" }, 400, "unsupported_grant_type", 70003],
    ];
    for (const [form, status, error, code] of cases) {
      const { status: given, body } = await client.signIn(form);
      assert.equal(given, status, error);
      assert.equal(body.error, error);
      assert.deepEqual(body.error_codes, [code]);
      assert.match(body.error_description ?? "", new RegExp(`^AADSTS${code}: .*Trace ID: .*Timestamp: `));
    }
    const elsewhere = await client.send<{ error_codes: number[] }>("POST", "/other.example/oauth2/v2.0/token", "", {});
    assert.deepEqual([elsewhere.status, elsewhere.body.error_codes], [400, [90002]]);
  });

  it("describes itself as MSAL needs it", async () => {
    const { tenant } = client;
    const path = `/${tenant.tenantId}/v2.0/.well-known/openid-configuration`;
    const { body } = await client.send<Record<string, string>>("GET", path, "", {});
    assert.equal(body["token_endpoint"], `${tenant.loginRoot}/${tenant.tenantId}/oauth2/v2.0/token`);
    const discovery = await client.send<{ metadata: unknown[] }>("GET", "/common/discovery/instance", "", {});
    assert.equal(discovery.body.metadata.length, 1);
  });

  it("answers 401 to missing, unknown and expired tokens", async () => {
    await client.signIn();
    const good = client.token;
    const tampered = `${good.slice(0, -4)}AAAA`;
    for (const authorization of ["", "Bearer nonsense", `Bearer ${tampered}`, `Basic ${good}`]) {
      const answer = await client.get<WireError>(RECORDS, { Authorization: authorization });
      assert.equal(answer.status, 401, authorization.slice(0, 20));
      assert.equal(answer.body.error.code, "InvalidAuthenticationToken");
      assert.ok(answer.headers["www-authenticate"]);
    }
    assert.equal((await client.get(RECORDS)).status, 200);
    await client.clock.advance(601_000);
    assert.equal((await client.get(RECORDS)).status, 401);
    await client.signIn();
    assert.equal((await client.get(RECORDS)).status, 200);
  });

  it("expires every token at once when told to, and issues good ones after", async () => {
    await client.signIn();
    client.tenant.faults.expireTokens();
    assert.equal((await client.get(RECORDS)).status, 401);
    await client.signIn();
    assert.equal((await client.get(RECORDS)).status, 200);
  });
});

describe("simulator/sign-in with a certificate", () => {
  it("takes assertions signed with the registered certificate's key and no others", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const other = generateKeyPairSync("rsa", {
      modulusLength: 2048,
      publicKeyEncoding: { type: "spki", format: "pem" },
      privateKeyEncoding: { type: "pkcs8", format: "pem" },
    });
    const made = await generate([{ name: "commonName", value: "app" }], {
      keyPair: { privateKey, publicKey },
      algorithm: "sha256",
    });
    const client = await TenantClient.start({ clientCertificate: made.cert });
    const { tenantId, clientId, graphRoot } = client.tenant;
    const post = (assertion: string): Promise<{ status: number }> =>
      client.send(
        "POST",
        `/${tenantId}/oauth2/v2.0/token`,
        new URLSearchParams({
          grant_type: "client_credentials",
          client_id: clientId,
          scope: `${graphRoot}/.default`,
          client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
          client_assertion: assertion,
        }).toString(),
        {},
      );
    assert.equal((await post(assertionOf(clientId, privateKey))).status, 200);
    assert.equal((await post(assertionOf(clientId, other.privateKey))).status, 401);
    assert.equal((await post(assertionOf("somebody-else", privateKey))).status, 401);
    assert.equal((await post("not.an.assertion")).status, 401);
    await client.stop();
  });
});
