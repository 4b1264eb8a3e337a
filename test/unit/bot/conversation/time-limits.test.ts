import assert from "node:assert/strict";
import { z } from "zod";
import { BotChat, FROM_ADELE } from "../../../support/bot-chat.ts";
import { turnUntil } from "../../../support/turn-until.ts";

const failureCard = z.object({
  actions: z.array(z.object({ title: z.string(), data: z.object({ text: z.string() }) })),
});

describe("bot in front of a slow store", () => {
  let chat: BotChat;
  beforeEach(async () => void (chat = await BotChat.open()));
  afterEach(() => chat.close());

  const sentTypes = (): string[] => chat.connector.sent.map(({ type }) => type);
  const asked = (count: number): Promise<void> => turnUntil(() => chat.server.questions.length === count);
  /** Preferences are waited for two seconds, then the question is asked all the same. */
  const pastPreferences = async (): Promise<void> => {
    await chat.server.clock.advance(2_000);
    await asked(1);
  };

  it("shows that it is at work after a second and a half, and answers when it can", async () => {
    const speak = chat.server.silenceStore();
    const response = chat.say("my calls this week");
    await turnUntil(() => chat.server.clock.sleeping === 2);
    await chat.server.clock.advance(1_499);
    assert.deepEqual(sentTypes(), []);
    await chat.server.clock.advance(1);
    await turnUntil(() => sentTypes().length === 1);
    assert.deepEqual(sentTypes(), ["typing"]);
    speak();
    assert.equal((await response).status, 200);
    assert.match(chat.connector.sent.at(-1)?.summary ?? "", /6 calls/);
    assert.equal(chat.server.clock.sleeping, 0);
  });

  it("says eight seconds after the message that it failed, with a reference and a button that works later", async () => {
    const speak = chat.server.silenceStore();
    let isAnswered = false;
    const response = chat.say("my calls this week").finally(() => (isAnswered = true));
    await turnUntil(() => chat.server.clock.sleeping === 2);
    await pastPreferences();
    await chat.server.clock.advance(5_999);
    await turnUntil(() => sentTypes().length >= 1);
    assert.ok(!isAnswered && sentTypes().every((type) => type === "typing"));
    await chat.server.clock.advance(1);
    assert.equal((await response).status, 200);
    const failed = chat.connector.sent.at(-1);
    assert.match(failed?.summary ?? "", /did not work.*request-1/);
    assert.match(chat.server.log.join("\n"), /"code":"answer_timed_out","requestId":"request-1"/);
    assert.equal(chat.server.conversations.size, 0);

    speak();
    const [retry] = failureCard.parse(failed?.attachments[0]?.content).actions;
    assert.equal(retry?.title, "Try again");
    const again = await chat.click(retry.data);
    assert.match(JSON.stringify(again.value), /6 calls/);
    assert.equal(chat.server.conversations.size, 1);
  });

  it("answers a click in time, too", async () => {
    chat.server.silenceStore();
    const response = chat.click({ text: "my calls this week" });
    await turnUntil(() => chat.server.clock.sleeping === 1);
    await pastPreferences();
    await chat.server.clock.advance(6_000);
    assert.match(JSON.stringify((await response).value), /request-1/);
  });

  it("does not hold an answer back for what is kept after it", async () => {
    await chat.close();
    const never = (): Promise<never> => new Promise(() => undefined);
    chat = await BotChat.open({ conversations: { save: never, remove: never } });
    const response = chat.say("my calls this week");
    await asked(1);
    await turnUntil(() => chat.server.clock.sleeping === 2);
    await chat.server.clock.advance(2_000);
    assert.equal((await response).status, 200);
    assert.match(chat.connector.sent.at(-1)?.summary ?? "", /6 calls/);
    assert.equal(chat.counted("conversation_not_saved"), 1);
  });
});

describe("bot asked several things at once", () => {
  let chat: BotChat;
  beforeEach(async () => void (chat = await BotChat.open()));
  afterEach(() => chat.close());

  const QUESTIONS = {
    "my calls this week": /6 calls/,
    "poor calls this week": /1 of 6/,
    "my feedback this week": /2 of 3/,
  };
  const FROM = { alex: {}, adele: { ...FROM_ADELE, conversation: { id: "a:adele", conversationType: "personal" } } };

  it("answers each message of each person", async () => {
    const speak = chat.server.silenceStore();
    const messages = Object.keys(QUESTIONS).flatMap((text) =>
      Object.entries(FROM).map(([who, from]) => chat.say(text, { id: `${who} ${text}`, ...from })),
    );
    await turnUntil(() => chat.server.clock.sleeping === 2 * messages.length);
    speak();
    await Promise.all(messages);
    for (const [text, figures] of Object.entries(QUESTIONS)) {
      const answers = (who: string): string =>
        chat.connector.sent
          .filter(({ path }) => path.includes(encodeURIComponent(`${who} ${text}`)))
          .map((sent) => sent.summary)
          .join();
      assert.match(answers("alex"), figures);
      assert.doesNotMatch(answers("adele"), figures);
      assert.match(answers("adele"), /./);
    }
    assert.equal(chat.connector.sent.length, messages.length);
  });

  it("answers each click with its own card", async () => {
    const speak = chat.server.silenceStore();
    const clicks = Object.keys(QUESTIONS).flatMap((text) =>
      Object.values(FROM).map((from) => chat.click({ text }, from)),
    );
    await turnUntil(() => chat.server.clock.sleeping === clicks.length);
    speak();
    const cards = (await Promise.all(clicks)).map(({ value }) => JSON.stringify(value));
    for (const [index, figures] of Object.values(QUESTIONS).entries()) {
      assert.match(cards[2 * index] ?? "", figures);
      assert.doesNotMatch(cards[2 * index + 1] ?? "", figures);
    }
  });
});
