import assert from "node:assert/strict";
import { BotChat, FROM_ADELE } from "../../../support/bot-chat.ts";
import { sampleAnswers } from "../../../support/sample-answers.ts";
import { ALEX } from "../../../support/sample-calls.ts";

describe("bot's language and time zone", () => {
  let chat: BotChat;
  beforeEach(async () => void (chat = await BotChat.open()));
  afterEach(() => chat.close());

  const answered = async (text: string, over: Record<string, unknown> = {}): Promise<string> => {
    await chat.say(text, over);
    return chat.connector.sent.at(-1)?.summary ?? "";
  };

  it("is the client's until another one is chosen, which is answered in at once and from then on", async () => {
    assert.match(await answered("my calls this week"), /My calls/);
    assert.match(await answered("language zh-CN"), /语言/);
    assert.deepEqual(chat.server.preferences.get(ALEX.id), { language: "zh-CN", timeZone: "Europe/Berlin" });
    assert.match(await answered("my calls this week"), /我的通话/);
    assert.match(await answered("my calls this week", { locale: "fr-FR" }), /我的通话/);
    assert.match(JSON.stringify((await chat.click({ text: "poor calls" })).value), /质量差/);
    assert.match(await answered("语言 英语"), /Language/);
    assert.match(await answered("我的通话", { locale: "zh-CN" }), /My calls/);
  });

  it("is each person's own", async () => {
    await answered("language zh-CN");
    assert.match(await answered("my calls this week", FROM_ADELE), /My calls/);
  });

  it("keeps the client's region where it is of the language that was chosen", async () => {
    await answered("language en");
    await answered("my calls");
    assert.equal(chat.server.questions.at(-1)?.locale, "en-GB");
    await answered("my calls", { locale: "zh-CN" });
    assert.equal(chat.server.questions.at(-1)?.locale, "en");
  });

  it("is the chosen one also where the answer fails, in shared places and on a file", async () => {
    await answered("language zh-CN");
    await chat.say("export this week");
    assert.match(JSON.stringify(chat.connector.sent.at(-1)), /本周/);
    const conversation = { id: "19:shared", conversationType: "groupChat" };
    assert.match(await answered("my calls", { conversation }), /要.*显示/);
    chat.server.failure = new Error("no store");
    assert.match(await answered("my calls"), /request-1/);
    assert.doesNotMatch(await answered("my calls"), /That did not work/);
  });

  it("shows an answer in the time zone that it was understood in, which for the organization is its own", async () => {
    const [organization] = sampleAnswers().organization;
    assert.ok(organization);
    await chat.close();
    chat = await BotChat.open({ answer: () => Promise.resolve({ ...organization, timeZone: "Asia/Tokyo" }) });
    const summary = await answered("org this week");
    assert.match(summary, /Asia\/Tokyo/);
    assert.doesNotMatch(JSON.stringify(chat.connector.sent), /Berlin/);
  });
});
