import assert from "node:assert/strict";
import { conversationFrom, conversationTypeOf } from "../../../bot/conversation-reference.ts";
import { activitySchema } from "../../../bot/teams-activity.ts";
import { buildActivity } from "../../support/activity-builder.ts";
import { BOT_TENANT } from "../../support/bot-server.ts";

const NOW = new Date("2026-11-20T15:00:00Z");

describe("conversationFrom", () => {
  it("keeps what a later message needs", () => {
    assert.deepEqual(conversationFrom(activitySchema.parse(buildActivity()), "person-1", NOW), {
      conversationId: "a:personal",
      conversationType: "personal",
      serviceUrl: "http://127.0.0.1:1/",
      channelId: "msteams",
      botId: "28:callwise",
      tenantId: BOT_TENANT,
      personId: "person-1",
      teamId: null,
      locale: "en-GB",
      updatedAt: NOW,
    });
  });

  it("is about the channel, not about the thread or the person who wrote in it", () => {
    const activity = buildActivity({
      conversation: { id: "19:channel@thread.tacv2;messageid=1795", conversationType: "channel" },
      channelData: { tenant: { id: BOT_TENANT }, team: { id: "19:team@thread.tacv2" } },
    });
    const kept = conversationFrom(activitySchema.parse(activity), "person-1", NOW);
    assert.equal(kept?.conversationId, "19:channel@thread.tacv2");
    assert.equal(kept.teamId, "19:team@thread.tacv2");
    assert.equal(kept.personId, null);
  });

  it("is null without a tenant", () => {
    const activity = buildActivity({ conversation: { id: "c" }, channelData: {} });
    assert.equal(conversationFrom(activitySchema.parse(activity), null, NOW), null);
  });
});

describe("conversationTypeOf", () => {
  it("takes what does not say it is personal for shared", () => {
    for (const conversationType of [undefined, null, "groupChat", "meeting", "Personal"]) {
      const activity = activitySchema.parse(buildActivity({ conversation: { id: "c", conversationType } }));
      assert.equal(conversationTypeOf(activity), "groupChat");
    }
  });
});
