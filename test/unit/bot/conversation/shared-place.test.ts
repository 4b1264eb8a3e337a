import assert from "node:assert/strict";
import { z } from "zod";
import { ownerMark } from "../../../../bot/conversation/owner-mark.ts";
import { BotChat, FROM_ADELE } from "../../../support/bot-chat.ts";
import { BOT_TENANT, type BotResponse } from "../../../support/bot-server.ts";
import { ADELE, ALEX } from "../../../support/sample-calls.ts";

const FIGURES = /2 h 45 min/;
const conversation = { id: "19:shared", conversationType: "groupChat", name: "Launch", tenantId: BOT_TENANT };
const buttons = z.object({
  actions: z.array(
    z.object({
      title: z.string(),
      data: z.object({ text: z.string(), owner: z.string(), where: z.string().optional() }),
    }),
  ),
});

describe("bot where others read along", () => {
  let chat: BotChat;
  beforeEach(async () => void (chat = await BotChat.open()));
  afterEach(() => chat.close());

  const say = (text: string, over: Record<string, unknown> = {}): Promise<BotResponse> =>
    chat.say(text, { conversation, ...over });
  const click = (data: unknown, over: Record<string, unknown> = {}): ReturnType<BotChat["click"]> =>
    chat.click(data, { conversation, ...over });
  /** The data of the two buttons that ask where to answer. */
  const question = async (text = "my calls this week"): Promise<z.infer<typeof buttons>["actions"]> => {
    await say(text);
    return buttons.parse(chat.connector.sent.at(-1)?.attachments[0]?.content).actions;
  };

  for (const conversationType of ["groupChat", "channel", undefined]) {
    it(`asks before it shows figures (${conversationType})`, async () => {
      const mention = { type: "mention", mentioned: { id: "28:callwise" }, text: "<at>Callwise</at>" };
      const over = { conversation: { ...conversation, conversationType }, entities: [mention] };
      await say("<at>Callwise</at> my calls this week", over);
      assert.deepEqual(chat.server.questions, []);
      const sent = JSON.stringify(chat.connector.sent);
      assert.match(sent, /Show your calls here\?.*Everyone in “Launch” can see them/);
      assert.ok(!FIGURES.test(sent) && !sent.includes(ALEX.id));
      assert.equal(chat.counted("asked_to_confirm"), 1);
    });
  }

  it("shows them to everyone after the asker's click, and answers the buttons of that card to its owner", async () => {
    const [here] = await question();
    const response = await click(here?.data ?? {});
    assert.equal(response.type, "application/vnd.microsoft.card.adaptive");
    assert.match(JSON.stringify(response.value), FIGURES);
    const replaced = chat.connector.sent.at(-1);
    assert.match(replaced?.path ?? "", /activities\/card-1$/);
    assert.match(JSON.stringify(replaced), FIGURES);
    const chip = buttons.parse(response.value).actions[0];
    assert.deepEqual([chip?.data.owner, chip?.data.where], [ownerMark(ALEX.id), "here"]);
    const next = await click(chip?.data ?? {});
    assert.equal(next.type, "application/vnd.microsoft.card.adaptive");
    assert.ok(
      chat.server.questions.every(({ viewer, personId }) => viewer.personId === ALEX.id && personId === ALEX.id),
    );
  });

  it("tells others to ask for their own, and changes nothing", async () => {
    const [here, me] = await question();
    const sent = chat.connector.sent.length;
    for (const data of [here?.data, me?.data, { text: "my calls this week", where: "here" }, { text: "help" }]) {
      const response = await click(data ?? {}, FROM_ADELE);
      assert.equal(response.type, "application/vnd.microsoft.activity.message");
      assert.match(String(response.value), /somebody else's/);
    }
    assert.equal(chat.connector.sent.length, sent);
    assert.deepEqual(chat.server.questions, []);
    assert.equal(chat.counted("refused_not_owner"), 4);
  });

  it("shows the clicker's own calls alone, however the card is forged", async () => {
    const forged = { text: "my calls this week", owner: ownerMark(ADELE.id), where: "here", personId: ALEX.id };
    const response = await click(forged, FROM_ADELE);
    assert.ok(!FIGURES.test(JSON.stringify(response)));
    assert.deepEqual(
      chat.server.questions.map(({ personId, viewer }) => [personId, viewer.personId]),
      [[ADELE.id, ADELE.id]],
    );
  });

  it("answers only to the asker, and says so without figures", async () => {
    const [, me] = await question();
    const response = await click(me?.data ?? {});
    assert.match(JSON.stringify(response.value), /Answered in personal chat/);
    assert.ok(!FIGURES.test(JSON.stringify(response)));
    const withFigures = chat.connector.sent.filter((sent) => FIGURES.test(JSON.stringify(sent)));
    assert.deepEqual(
      withFigures.map(({ path }) => path),
      ["/v3/conversations/created-1/activities/created-1"],
    );
    assert.equal(chat.counted("answered_privately"), 1);
  });

  it("never shows in a shared place what is for one's own eyes", async () => {
    for (const text of ["export last week", "who looked", "digest on", "forget me"]) {
      await say(text);
      assert.match(chat.connector.sent.at(-1)?.text ?? "", /for you alone/, text);
      assert.match(chat.connector.sent.at(-1)?.path ?? "", /19%3Ashared/);
    }
  });

  it("says when the personal chat cannot be reached", async () => {
    const [, me] = await question();
    chat.connector.status = 403;
    const response = await click(me?.data ?? {});
    assert.match(String(response.value), /cannot write to you in personal chat/);
    assert.equal(chat.counted("personal_chat_unreachable"), 1);
  });

  it("helps without asking, in a card whose buttons still ask", async () => {
    await say("help");
    assert.equal(chat.server.questions.length, 1);
    const chips = buttons.parse(chat.connector.sent[0]?.attachments[0]?.content).actions;
    assert.ok(chips.every(({ data }) => data.owner === ownerMark(ALEX.id) && data.where === undefined));
    const calls = chips.find(({ data }) => data.text.startsWith("my calls"));
    assert.match(JSON.stringify((await click(calls?.data ?? {})).value), /Show your calls here/);
  });
});
