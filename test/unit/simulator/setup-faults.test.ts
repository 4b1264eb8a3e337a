import assert from "node:assert/strict";
import { SIMULATED_BOT_ID, SIMULATED_BOT_SECRET } from "../../../src/simulator/registered-apps.ts";
import { TenantClient, type SignInBody } from "./tenant-client.ts";
import type { WireError } from "./wire-types.ts";

const BOT = { client_id: SIMULATED_BOT_ID, client_secret: SIMULATED_BOT_SECRET };
const BOT_SCOPE = "https://api.botframework.com/.default";

describe("simulator: what may be wrong in the setup of a tenant", () => {
  let client: TenantClient;
  beforeEach(async () => (client = await TenantClient.start()));
  afterEach(() => client.stop());

  function claims({ access_token: token = "" }: SignInBody): Record<string, unknown> {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as Record<string, unknown>;
  }

  async function refused(form: Record<string, string>): Promise<number | undefined> {
    return (await client.signIn(form)).body.error_codes?.[0];
  }

  it("gives an app without the permission a token without roles, and refuses what needs it", async () => {
    assert.deepEqual(claims((await client.signIn()).body)["roles"], ["CallRecords.Read.All"]);
    client.tenant.faults.callRecordPermissionMissing = 1;
    assert.equal(claims((await client.signIn()).body)["roles"], undefined);
    for (const path of ["/communications/callRecords", "/subscriptions"]) {
      const { status, body } = await client.get<WireError>(path);
      assert.deepEqual([status, body.error.code], [403, "Forbidden"], path);
    }
  });

  it("shows a clock that is ahead in the Date of every answer", async () => {
    const dateOf = async (path: string): Promise<number> =>
      Date.parse((await client.send("GET", path, "", {})).headers.date ?? "") - client.clock.now().getTime();
    client.tenant.faults.clockAheadSeconds = 90;
    for (const path of ["/v1.0/", `/${client.tenant.tenantId}/v2.0/.well-known/openid-configuration`]) {
      assert.equal(await dateOf(path), 90_000, path);
    }
    client.tenant.faults.clockAheadSeconds = 0;
    assert.equal(await dateOf("/v1.0/"), 0);
  });

  it("refuses an expired secret and a bot's wrong one, each for its own app", async () => {
    assert.equal((await client.signIn({ ...BOT, scope: BOT_SCOPE })).status, 200);
    client.tenant.faults.botSecretRefused = 1;
    assert.equal(await refused({ ...BOT, scope: BOT_SCOPE }), 7000215);
    assert.equal(await refused({}), undefined);
    client.tenant.faults.clientSecretExpired = 1;
    assert.equal(await refused({}), 7000222);
  });

  it("issues tokens for the tab's application, of the version that it asks for, while its id URI is known", async () => {
    const { tabClientId, faults, tenantId, loginRoot } = client.tenant;
    const scope = `api://calls.example/${tabClientId}/.default`;
    const right = claims((await client.signIn({ scope })).body);
    assert.deepEqual([right["aud"], right["ver"], right["iss"]], [tabClientId, "2.0", `${loginRoot}/${tenantId}/v2.0`]);
    faults.tabTokensOfVersion1 = 1;
    const old = claims((await client.signIn({ scope })).body);
    assert.deepEqual([old["aud"], old["ver"]], [`api://calls.example/${tabClientId}`, "1.0"]);
    faults.tabAudienceUnknown = 1;
    assert.equal(await refused({ scope }), 500011);
  });
});
