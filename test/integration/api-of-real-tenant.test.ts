import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateKeyPair, SignJWT } from "jose";
import { readConfig } from "../../src/config/config.ts";
import { createLog } from "../../src/log.ts";
import { startService, type Service } from "../../src/service.ts";
import { askAddress } from "../support/api-server.ts";
import { clientWith } from "../support/signed-in.ts";

const TENANT = "11111111-1111-4111-8111-111111111111";
const CLIENT = "33333333-3333-4333-8333-333333333333";
const TAB = "44444444-4444-4444-8444-444444444444";
/** Nothing listens there. */
const NOWHERE = "https://127.0.0.1:1";

describe("the API for a real tenant whose sign-in service is out of reach", function () {
  this.timeout(60_000);
  let folder: string;
  let service: Service;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "callwise-service-"));
    const { config, secrets } = readConfig(
      {
        TENANT_ID: TENANT,
        CLIENT_ID: CLIENT,
        CLIENT_SECRET: "secret",
        TAB_CLIENT_ID: TAB,
        PUBLIC_URL: "https://callwise.example.org",
        GRAPH_ROOT: NOWHERE,
        LOGIN_ROOT: NOWHERE,
        DATA_DIR: folder,
        HOST: "127.0.0.1",
        PORT: "0",
      },
      { toServe: true },
    );
    service = await startService(config, secrets, { log: createLog("silent") });
  });
  after(async () => {
    await service.stop();
    await rm(folder, { recursive: true });
  });

  it("names the tab's application, and has no sign-in but Teams'", async () => {
    const { json } = await askAddress(service.address, "/api/start");
    assert.deepEqual((json() as { signIn: object }).signIn, { kind: "teams", clientId: TAB });
    const { status } = await askAddress(service.address, "/api/simulated/sign-in", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ personId: TENANT }),
    });
    assert.equal(status, 404);
  });

  it("lets nobody in, not even this machine, and says whose fault it is", async () => {
    assert.equal((await askAddress(service.address, "/api/admin/status")).status, 401);
    const { privateKey } = await generateKeyPair("RS256");
    const claims = { aud: TAB, iss: `${NOWHERE}/${TENANT}/v2.0`, oid: CLIENT, tid: TENANT, scp: "access_as_user" };
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: "RS256", kid: "any" })
      .setExpirationTime("1h")
      .sign(privateKey);
    const { status, json } = await clientWith(service.address, token).ask("/api/me");
    assert.deepEqual([status, (json() as { code: string }).code], [503, "sign_in_unavailable"]);
  });

  it("is framed by Teams alone, and by https alone", async () => {
    const { headers } = await askAddress(service.address, "/tab/");
    assert.ok(!/frame-ancestors[^;]*'self'/.test(String(headers["content-security-policy"])));
    assert.equal(headers["strict-transport-security"], "max-age=31536000");
  });
});
