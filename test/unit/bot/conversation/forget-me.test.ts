import assert from "node:assert/strict";
import { BotChat } from "../../../support/bot-chat.ts";
import { ALEX } from "../../../support/sample-calls.ts";
import { turnUntil } from "../../../support/turn-until.ts";

describe("bot told to forget somebody", () => {
  let chat: BotChat;
  beforeEach(async () => {
    chat = await BotChat.open();
    await chat.say("language zh-CN");
    await chat.say("language en");
    assert.deepEqual([...chat.server.conversations.keys()], ["a:personal"]);
    assert.deepEqual([...chat.server.preferences.keys()], [ALEX.id]);
  });
  afterEach(() => chat.close());

  const nothingIsKept = (): void => {
    assert.deepEqual([...chat.server.conversations], []);
    assert.deepEqual([...chat.server.preferences], []);
  };

  it("asks first, and keeps everything until then", async () => {
    await chat.say("forget me");
    assert.match(chat.connector.sent.at(-1)?.summary ?? "", /Shall I erase/);
    assert.equal(chat.server.conversations.size, 1);
  });

  // A new time zone is what is kept of a person beside their conversation.
  for (const [what, erase] of Object.entries({
    click: () => chat.click({ text: "yes, forget me" }, { localTimezone: "Asia/Tokyo" }),
    message: () => chat.say("yes, forget me", { localTimezone: "Asia/Tokyo" }),
  })) {
    it(`keeps nothing again by the ${what} that confirms it`, async () => {
      await erase();
      assert.match(JSON.stringify([chat.connector.sent.at(-1), await erase()]), /receipt-1/);
      nothingIsKept();
    });
  }

  it("keeps nothing again where erasing takes longer than the answer may", async () => {
    const speak = chat.server.silenceStore();
    const before = chat.server.questions.length;
    const response = chat.say("yes, forget me", { localTimezone: "Asia/Tokyo" });
    await turnUntil(() => chat.server.clock.sleeping === 2);
    await chat.server.clock.advance(2_000);
    await turnUntil(() => chat.server.questions.length > before);
    await chat.server.clock.advance(6_000);
    await response;
    assert.match(chat.connector.sent.at(-1)?.summary ?? "", /request-1/);
    speak();
    await turnUntil(() => chat.server.conversations.size === 0);
    nothingIsKept();
  });

  it("keeps nothing of a confirmation in a shared place", async () => {
    const conversation = { id: "19:shared", conversationType: "groupChat" };
    await chat.say("yes, forget me", { conversation, localTimezone: "Asia/Tokyo" });
    assert.match(chat.connector.sent.at(-1)?.text ?? "", /for you alone/);
    nothingIsKept();
  });

  it("knows the conversation again by a later message", async () => {
    await chat.say("yes, forget me");
    await chat.say("help");
    assert.deepEqual([...chat.server.conversations.keys()], ["a:personal"]);
  });
});
