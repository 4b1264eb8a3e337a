import assert from "node:assert/strict";
import { buildActivity, buildClick } from "../../support/activity-builder.ts";
import { BotServer, BOT_TENANT } from "../../support/bot-server.ts";
import { buildHostileBody } from "../../support/hostile-bodies.ts";
import { startTokenAuthority } from "../../support/token-authority.ts";
import { Random } from "../../../src/simulator/random.ts";

const APP_ID = "00000000-0000-4000-8000-0000000000b0";
const SECRET = "the-bots-secret";
const SERVICE_URL = "http://127.0.0.1:1/";
const CLAIMS = { aud: APP_ID, serviceurl: SERVICE_URL };

describe("bot's tokens", () => {
  const written: string[] = [];
  const write = process.stderr.write.bind(process.stderr);
  let tokens: Awaited<ReturnType<typeof startTokenAuthority>>;
  let server: BotServer;
  before(async () => {
    process.stderr.write = (text) => written.push(String(text)) > 0;
    tokens = await startTokenAuthority();
    server = await new BotServer({
      credentials: { appId: APP_ID, tenantId: BOT_TENANT, appType: "SingleTenant", appPassword: SECRET },
      tokenAuthority: tokens.authority,
    }).start();
  });
  after(async () => {
    process.stderr.write = write;
    await server.stop();
    await tokens.stop();
  });

  // A click is answered in its response, so nothing has to be sent with a token of the bot's own.
  const click = (token: string, over: Record<string, unknown> = {}): ReturnType<BotServer["post"]> =>
    server.post(buildClick({ verb: "ask", data: { text: "my calls" } }, over), { authorization: `Bearer ${token}` });

  it("are taken when they are right", async () => {
    const response = await click(await tokens.sign(CLAIMS));
    assert.equal(response.status, 200, response.body);
    assert.match(response.body, /card.adaptive/);
  });

  const refused: Record<string, () => Promise<string> | string> = {
    "are forged": () => tokens.sign(CLAIMS, { isForged: true }),
    "have expired": () => tokens.sign(CLAIMS, { expires: -3600 }),
    "are for another bot": () => tokens.sign({ ...CLAIMS, aud: "another" }),
    "come from another issuer": () => tokens.sign({ ...CLAIMS, iss: "https://issuer.example" }),
    "name an unknown key": () => tokens.sign(CLAIMS, { keyId: "key-2" }),
    "are for another service url": () => tokens.sign({ ...CLAIMS, serviceurl: "https://elsewhere.example/" }),
    "are not signed": () => `${encoded({ alg: "none", kid: "key-1" })}.${encoded(CLAIMS)}.`,
  };
  for (const [what, token] of Object.entries(refused)) {
    it(`are refused when they ${what}`, async () => {
      const asked = server.questions.length;
      const counted = server.counts.get("unauthorized") ?? 0;
      const response = await click(await token());
      assert.equal(response.status, 401, response.body);
      assert.match(response.body, /^\{"error":\{"code":"unauthorized","requestId":"request-\d+"\}\}$/);
      assert.equal(server.questions.length, asked);
      assert.equal(server.counts.get("unauthorized"), counted + 1);
    });
  }

  it("leave nothing on standard error when they are refused, while others' lines still come out", () => {
    assert.doesNotMatch(written.join(""), /token|jwt|key/i);
    // eslint-disable-next-line no-console -- what is held back is the console's, of botbuilder alone
    console.error("a line of somebody else");
    assert.equal(written.at(-1), "a line of somebody else\n");
  });

  it("are refused for a channel that the key does not vouch for", async () => {
    assert.equal((await click(await tokens.sign(CLAIMS), { channelId: "webchat" })).status, 401);
  });

  it("do not help somebody of another tenant", async () => {
    const conversation = { id: "a:personal", conversationType: "personal", tenantId: "another" };
    const response = await click(await tokens.sign(CLAIMS), { conversation });
    assert.equal(response.status, 403);
    assert.match(response.body, /wrong_tenant/);
  });

  it("do not make a hostile body dangerous", async () => {
    const random = new Random("bot");
    const authorization = `Bearer ${await tokens.sign(CLAIMS)}`;
    for (let round = 0; round < 200; round++) {
      const body = buildHostileBody(random, () => buildActivity({ text: null, type: "event" }));
      const response = await server.request(typeof body === "string" ? body : Buffer.from(body), {
        headers: { authorization },
      });
      assert.ok(response.status < 500, `${response.status}: ${response.body}`);
      assert.ok(!response.body.includes(SECRET));
    }
    assert.ok(!server.log.join().includes(SECRET));
  });
});

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
