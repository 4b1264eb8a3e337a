import assert from "node:assert/strict";
import { createBot } from "../../../bot/bot.ts";
import { ServiceError } from "../../../src/service-error.ts";
import { buildActivity, buildClick } from "../../support/activity-builder.ts";
import { BotChat } from "../../support/bot-chat.ts";
import { BotServer, BOT_TENANT } from "../../support/bot-server.ts";
import { assertCardRules } from "../../support/card-rules.ts";
import { FakeConnector } from "../../support/fake-connector.ts";
import { ADELE, ALEX } from "../../support/sample-calls.ts";

const CREDENTIALS = { appId: "app-1", tenantId: BOT_TENANT, appType: "SingleTenant", appPassword: "a-secret" } as const;
const CARD_TYPE = "application/vnd.microsoft.card.adaptive";

describe("bot in the local client", () => {
  let server: BotServer;
  let connector: FakeConnector;

  beforeEach(async () => {
    connector = await new FakeConnector().start();
    server = await new BotServer().start();
  });
  afterEach(async () => {
    await server.stop();
    await connector.stop();
  });

  const say = (over: Record<string, unknown>): ReturnType<BotServer["post"]> =>
    server.post(buildActivity({ serviceUrl: connector.serviceUrl, ...over }));

  it("answers a message with a card in the person's time zone and keeps the conversation", async () => {
    const response = await say({ text: "my calls this week" });
    assert.equal(response.status, 200);
    const [reply] = connector.sent;
    assert.equal(reply?.path, "/v3/conversations/a%3Apersonal/activities/activity-1");
    assert.match(reply.summary ?? "", /6 calls, 2 h 45 min/);
    assert.equal(reply.attachments[0]?.contentType, CARD_TYPE);
    assert.deepEqual(
      server.questions.map(({ text, viewer, personId, timeZone }) => ({ text, viewer, personId, timeZone })),
      [
        {
          text: "my calls this week",
          viewer: { personId: ALEX.id, isAdmin: false },
          personId: ALEX.id,
          timeZone: "Europe/Berlin",
        },
      ],
    );
    assert.deepEqual([...server.conversations.keys()], ["a:personal"]);
    assert.equal(server.counts.get("answered"), 1);
  });

  it("falls back to the client entity's time zone, then to the one it had last, then to the default", async () => {
    await say({ text: "help", localTimezone: "Not/AZone" });
    await say({ text: "help", localTimezone: undefined, entities: [{ type: "clientInfo", timezone: "Asia/Tokyo" }] });
    await say({ text: "help", localTimezone: "Not/AZone" });
    await say({ text: "help", localTimezone: null, entities: null, locale: "!" });
    assert.deepEqual(
      server.questions.map(({ timeZone }) => timeZone),
      ["UTC", "Asia/Tokyo", "Asia/Tokyo", "Asia/Tokyo"],
    );
  });

  it("answers a button of a client without Universal Actions", async () => {
    await say({ text: undefined, value: { text: "poor calls this week" } });
    assert.equal(server.questions[0]?.text, "poor calls this week");
    assert.equal(connector.sent.length, 1);
  });

  it("answers a message without anything in it with help", async () => {
    await say({ text: null, attachments: [] });
    assert.match(connector.sent[0]?.summary ?? "", /./);
    assert.equal(server.questions[0]?.text, "");
  });

  it("replaces the card by the answer to a click", async () => {
    const response = await server.post(buildClick({ verb: "ask", data: { text: "my calls last week" } }));
    assert.equal(response.status, 200);
    const { statusCode, type, value } = JSON.parse(response.body) as { statusCode: number; type: string; value: never };
    assert.deepEqual([statusCode, type], [200, CARD_TYPE]);
    assertCardRules(value);
    assert.equal(connector.sent.length, 0);
    assert.equal(server.counts.get("answered_in_place"), 1);
  });

  it("answers the clicker, whoever's id the button carries", async () => {
    await server.post(buildClick({ verb: "ask", data: { text: "my calls", personId: ADELE.id } }));
    assert.equal(server.questions[0]?.personId, ALEX.id);
  });

  for (const [what, action] of Object.entries({
    "another verb": { verb: "erase", data: { text: "my calls" } },
    "no question": { verb: "ask", data: {} },
    "no data": { verb: "ask" },
  })) {
    it(`refuses a click with ${what}`, async () => {
      const response = await server.post(buildClick(action));
      const body = JSON.parse(response.body) as { statusCode: number; value: { code: string } };
      assert.deepEqual([body.statusCode, body.value.code], [400, "unknown_action"]);
      assert.deepEqual(server.questions, []);
    });
  }

  it("refuses a click that is no click", async () => {
    for (const value of [undefined, null, 7, "x", {}, { action: null }, { action: { type: "Action.Submit" } }]) {
      const response = await server.post(buildClick({}, { value }));
      assert.equal(response.status, 400);
      assert.match(response.body, /unknown_action/);
    }
    assert.equal((await say({ text: "help" })).status, 200);
  });

  it("answers nobody it does not know", async () => {
    await say({ text: "my calls", from: { id: "29:x", aadObjectId: ADELE.id } });
    await say({ text: "my calls", from: { id: "29:x" } });
    assert.deepEqual(server.questions, []);
    assert.match(connector.sent[0]?.text ?? "", /do not know you/);
    assert.equal(server.counts.get("refused_unknown_person"), 2);
  });

  it("takes what it has no use for", async () => {
    for (const type of ["messageReaction", "typing", "event", "somethingNew"]) {
      assert.equal((await say({ type })).status, 200);
    }
  });

  it("says so, without the message, when the reply cannot be sent", async () => {
    connector.status = 403;
    const response = await say({ text: "help" });
    assert.equal(response.status, 500);
    assert.match(response.body, /^\{"error":\{"code":"turn_failed","requestId":"request-\d+"\}\}$/);
    assert.equal(server.counts.get("failed"), 1);
  });
});

describe("bot whose store fails", () => {
  const secret = "secret connection string";
  const failing = (): Promise<never> => Promise.reject(new ServiceError("store_unavailable", secret));

  it("shows an error card with a request id and logs the code, not the message", async () => {
    const chat = await BotChat.open({ answer: failing });
    try {
      assert.equal((await chat.say("my calls")).status, 200);
      const shown = JSON.stringify(chat.connector.sent);
      assert.match(shown, /request-1/);
      const click = await chat.click({ text: "my calls" });
      assert.match(JSON.stringify(click), /"statusCode":200.*request-2/);
      const logged = chat.server.log.join("\n");
      assert.match(logged, /"code":"store_unavailable","requestId":"request-1"/);
      for (const text of [shown, JSON.stringify(click), logged]) assert.ok(!text.includes("secret"));
      assert.equal(chat.counted("failed"), 2);
    } finally {
      await chat.close();
    }
  });

  it("answers although the conversation and the preferences cannot be kept or read", async () => {
    const chat = await BotChat.open({
      conversations: { save: failing, remove: failing },
      preferences: { of: failing, save: failing },
    });
    try {
      await chat.say("my calls this week");
      assert.match(chat.connector.sent[0]?.summary ?? "", /6 calls/);
      assert.equal(chat.counted("conversation_not_saved"), 1);
      assert.ok(!chat.server.log.join().includes(secret));
    } finally {
      await chat.close();
    }
  });
});

describe("bot's endpoint", () => {
  let server: BotServer;
  beforeEach(async () => void (server = await new BotServer().start()));
  afterEach(() => server.stop());

  it("refuses what is no activity with 400", async () => {
    const bodies = [
      "{}",
      "[]",
      '"text"',
      "null",
      "{",
      "",
      '{"type":"message"}',
      '{"type":7}',
      "\u0000",
      "{".repeat(5000),
    ];
    for (const body of bodies) {
      const response = await server.request(body);
      assert.equal(response.status, 400, body.slice(0, 40));
      assert.match(response.body, /"code":"malformed_activity","requestId":"request-/);
    }
    assert.equal(server.counts.get("malformed"), bodies.length);
    for (const over of [
      { from: null },
      { conversation: {} },
      { serviceUrl: "nowhere" },
      { text: {} },
      { recipient: 1 },
    ]) {
      assert.equal((await server.post(buildActivity(over))).status, 400, JSON.stringify(over));
    }
  });

  it("refuses other content types, methods and sizes", async () => {
    assert.equal((await server.request("a=b", { headers: { "content-type": "text/plain" } })).status, 415);
    const get = await server.request("", { method: "GET" });
    assert.deepEqual([get.status, get.headers["allow"]], [405, "POST"]);
    assert.equal((await server.post(buildActivity({ text: "x".repeat(300_000) }))).status, 413);
    assert.deepEqual(
      ["wrong_content_type", "method_not_allowed", "too_large"].map((name) =>
        [...server.counts].find(([outcome]) => outcome === name),
      ),
      [
        ["wrong_content_type", 1],
        ["method_not_allowed", 1],
        ["too_large", 1],
      ],
    );
  });

  it("without sign-in, answers only requests made to this machine by its name", async () => {
    const response = await server.post(buildActivity({ text: "my calls" }), { host: "rebound.example.com" });
    assert.equal(response.status, 403);
    assert.match(response.body, /not_local/);
  });

  it("without sign-in, sends no reply to another machine", async () => {
    const response = await server.post(buildActivity({ text: "my calls", serviceUrl: "http://169.254.169.254/" }));
    assert.equal(response.status, 403);
    assert.match(response.body, /wrong_service_url/);
    assert.deepEqual(server.questions, []);
  });

  it("refuses everything once it stops", async () => {
    await server.bot.stop();
    const response = await server.post(buildActivity({ text: "help" }));
    assert.deepEqual([response.status, response.headers["retry-after"]], [503, "5"]);
  });
});

describe("bot with sign-in", () => {
  it("refuses activities without a good token with 401 and says nothing more", async () => {
    const server = await new BotServer({ credentials: CREDENTIALS }).start();
    try {
      for (const authorization of [
        undefined,
        "",
        "Bearer",
        "Bearer x",
        "Basic YTpi",
        `Bearer ${encode({})}.${encode({})}.x`,
      ]) {
        const response = await server.post(buildActivity({ text: "my calls" }), authorization ? { authorization } : {});
        assert.equal(response.status, 401, authorization);
        assert.match(response.body, /^\{"error":\{"code":"unauthorized","requestId":"request-\d+"\}\}$/);
      }
      assert.deepEqual(server.questions, []);
    } finally {
      await server.stop();
    }
  });

  it("refuses to be made without the whole of its credentials", () => {
    const broken = [
      { ...CREDENTIALS, appId: " " },
      { ...CREDENTIALS, tenantId: "" },
      { ...CREDENTIALS, appPassword: null },
    ];
    for (const credentials of broken) {
      assert.throws(
        () => createBot({ ...optionsOf(), credentials }),
        (error) => error instanceof ServiceError && error.code === "bot_credentials_incomplete",
      );
    }
    createBot({ ...optionsOf(), credentials: { ...CREDENTIALS, appType: "UserAssignedMSI", appPassword: null } });
  });
});

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function optionsOf(): Omit<Parameters<typeof createBot>[0], "credentials"> {
  const { clock } = new BotServer();
  return {
    allowedTenantIds: [BOT_TENANT],
    answer: () => Promise.reject(new Error("not asked")),
    resolvePerson: () => null,
    isAdmin: () => false,
    preferences: {
      of: () => Promise.resolve({ language: null, timeZone: null, digest: false }),
      save: () => Promise.resolve(),
    },
    conversations: { save: () => Promise.resolve(), remove: () => Promise.resolve() },
    defaultTimeZone: "UTC",
    count: () => undefined,
    clock,
    log: {
      debug: () => undefined,
      info: () => undefined,
      warn: () => undefined,
      error: () => undefined,
      child: () => optionsOf().log,
    },
  };
}
