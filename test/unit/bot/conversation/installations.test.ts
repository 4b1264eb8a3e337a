import assert from "node:assert/strict";
import { buildBotMembership } from "../../../support/activity-builder.ts";
import { BotChat } from "../../../support/bot-chat.ts";
import { BOT_TENANT } from "../../../support/bot-server.ts";

const TEAM = { id: "19:team@thread.tacv2", conversationType: "channel", tenantId: BOT_TENANT };
const channelData = { tenant: { id: BOT_TENANT }, team: { id: TEAM.id } };

describe("bot's installation", () => {
  let chat: BotChat;
  beforeEach(async () => void (chat = await BotChat.open()));
  afterEach(() => chat.close());

  const installation = (action: string, over: Record<string, unknown> = {}): ReturnType<BotChat["send"]> =>
    chat.send({ type: "installationUpdate", action, ...over });
  const inTeam = { conversation: TEAM, channelData };
  const kept = (): string[] => [...chat.server.conversations.keys()];

  it("in a personal chat is greeted with a card", async () => {
    await installation("add");
    assert.match(chat.connector.sent[0]?.summary ?? "", /Welcome/);
    assert.deepEqual(kept(), ["a:personal"]);
  });

  it("in a team or group chat is greeted with how to ask there, once, in the installer's language", async () => {
    await installation("add", inTeam);
    await chat.send(buildBotMembership("membersAdded", inTeam));
    assert.equal(chat.connector.sent.length, 1);
    assert.match(chat.connector.sent[0]?.text ?? "", /I am Callwise.*“@Callwise my calls this week”.*before I show/);
    assert.deepEqual(chat.connector.sent[0]?.attachments, []);
    assert.equal(chat.server.conversations.get(TEAM.id)?.personId, null);
    assert.equal(chat.server.conversations.get(TEAM.id)?.teamId, TEAM.id);

    const conversation = { id: "19:group", conversationType: "groupChat", tenantId: BOT_TENANT };
    await installation("add", { conversation, locale: "zh-CN" });
    assert.match(chat.connector.sent[1]?.text ?? "", /“@Callwise 本周我的通话”/);
  });

  it("is not greeted again by an upgrade, which removes nothing", async () => {
    await installation("add", inTeam);
    for (const action of ["remove-upgrade", "add-upgrade", "remove-upgrade"]) await installation(action, inTeam);
    assert.equal(chat.connector.sent.length, 1);
    assert.deepEqual(kept(), [TEAM.id]);
    assert.deepEqual([chat.counted("installed"), chat.counted("uninstalled")], [1, 0]);
  });

  it("ends with an uninstall, and begins again after it", async () => {
    await installation("add", inTeam);
    await installation("remove", inTeam);
    assert.deepEqual(kept(), []);
    assert.equal(chat.counted("uninstalled"), 1);
    await installation("add", inTeam);
    assert.deepEqual(kept(), [TEAM.id]);
    assert.equal(chat.connector.sent.length, 2);
  });

  it("forgets a channel that is deleted, and a team that is", async () => {
    const channel = { id: "19:channel@thread.tacv2", name: "Launch" };
    const inChannel = {
      conversation: { ...TEAM, id: `${channel.id};messageid=17` },
      channelData: { ...channelData, channel },
    };
    await installation("add", inTeam);
    await chat.say("help", inChannel);
    assert.deepEqual(kept(), [TEAM.id, channel.id]);
    const tell = (eventType: string): ReturnType<BotChat["send"]> =>
      chat.send({
        type: "conversationUpdate",
        conversation: TEAM,
        channelData: { ...channelData, channel, eventType },
      });
    await tell("channelRenamed");
    assert.deepEqual(kept(), [TEAM.id, channel.id]);
    await tell("channelDeleted");
    assert.deepEqual(kept(), [TEAM.id]);
    await tell("teamDeleted");
    assert.deepEqual(kept(), []);
  });

  it("is not ended by others who come and go", async () => {
    await installation("add", inTeam);
    for (const change of ["membersAdded", "membersRemoved"]) {
      await chat.send({ type: "conversationUpdate", ...inTeam, [change]: [{ id: "29:someone" }] });
    }
    assert.deepEqual(kept(), [TEAM.id]);
  });

  it("is taken although the greeting cannot be sent", async () => {
    chat.connector.status = 403;
    await installation("add", inTeam);
    assert.deepEqual(kept(), [TEAM.id]);
  });
});
