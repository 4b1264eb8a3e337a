import assert from "node:assert/strict";
import type { AdaptiveCard } from "../../bot/cards/adaptive-card.ts";
import { buildActivity, buildBotMembership } from "../support/activity-builder.ts";
import { assertCardRules } from "../support/card-rules.ts";
import { cardTexts } from "../support/card-texts.ts";
import { FakeConnector, type SentActivity } from "../support/fake-connector.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { until } from "../support/until.ts";

const CHANNEL = "19:admins@thread.tacv2";
const MENTION = { type: "mention", mentioned: { id: "28:callwise" }, text: "<at>Callwise</at>" };
const CHINESE_CHANNEL = "19:chinese@thread.tacv2";

/** The whole product: somebody asks in a channel, Graph fails the service, and the channel is told. */
describe("alerts in channels", function () {
  this.timeout(120_000);
  let running: RunningService;
  let connector: FakeConnector;

  before(async () => {
    connector = await new FakeConnector().start();
    running = await startRunningService({
      pastDays: 2,
      adminIds: ({ suggestedPerson }) => [suggestedPerson.id],
      alertPace: {
        readEveryMs: 200,
        sendEveryMs: 200,
        channelGapMs: 100,
        behindForMs: 500,
        blindOrBrokenForMs: 500,
        healthyForMs: 1_000,
      },
    });
    await until("the subscription is active", () => running.service.status().subscription?.state === "active");
  });
  after(async () => {
    await running?.stop();
    await connector?.stop();
  });

  async function post(activity: Record<string, unknown>): Promise<void> {
    const response = await fetch(`${running.service.address}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(activity),
    });
    assert.equal(response.status, 200);
  }

  function inChannel(conversationId: string, over: Record<string, unknown> = {}): Record<string, unknown> {
    const { suggestedPerson } = running.tenant;
    return {
      serviceUrl: connector.serviceUrl,
      conversation: { id: `${conversationId};messageid=1`, conversationType: "channel", tenantId: "tenant" },
      channelData: { tenant: { id: "tenant" }, team: { id: "19:team@thread.tacv2" } },
      from: { id: "29:admin", name: "Admin", aadObjectId: suggestedPerson.id },
      ...over,
    };
  }

  const say = (text: string, conversationId: string, over: Record<string, unknown> = {}): Promise<void> =>
    post(buildActivity({ ...inChannel(conversationId, over), text: `<at>Callwise</at> ${text}`, entities: [MENTION] }));

  /** Cards sent to a channel unasked, as new messages or in the place of one. */
  function alertsIn(conversationId: string): { posts: SentActivity[]; updates: SentActivity[] } {
    const path = `/v3/conversations/${encodeURIComponent(conversationId)}/activities`;
    return {
      posts: connector.sent.filter((sent) => sent.path === path),
      updates: connector.sent.filter((sent) => sent.path === `${path}/sent-1`),
    };
  }

  function textsOf(sent: SentActivity | undefined): string {
    const card = sent?.attachments[0]?.content as AdaptiveCard;
    assertCardRules(card);
    return cardTexts(card).join("\n");
  }

  it("are turned on by admins only", async () => {
    const other = running.tenant.people.find(({ id }) => id !== running.tenant.suggestedPerson.id);
    const from = { id: "29:other", name: "Other", aadObjectId: other?.id };
    await say("alerts here", CHANNEL, { from });
    assert.match(JSON.stringify(connector.sent.at(-1)), /admins only/);
    assert.deepEqual(await running.service.store.alertChannels.all(), []);
    await say("alerts here", CHANNEL);
    await say("警报发到这里", CHINESE_CHANNEL, { locale: "zh-CN" });
    const kept = await running.service.store.alertChannels.all();
    assert.deepEqual(
      kept.map(({ conversationId }) => conversationId),
      [CHANNEL, CHINESE_CHANNEL],
    );
  });

  it("show one card when Graph fails the service, and the same card when it is over", async () => {
    const { tenant } = running;
    tenant.faults.serviceUnavailableRate = 1;
    await until("both channels are told", () =>
      [CHANNEL, CHINESE_CHANNEL].every((channel) => alertsIn(channel).posts.length > 0),
    );
    const shown = textsOf(alertsIn(CHANNEL).posts[0]);
    assert.match(shown, /Arrival of call records/);
    assert.match(shown, /What to do: /);
    assert.match(shown, /Behind/);
    assert.match(textsOf(alertsIn(CHINESE_CHANNEL).posts[0]), /通话记录的接收状况\n/);
    await say("alert rules", CHANNEL);
    assert.match(JSON.stringify(connector.sent.at(-1)), /something has been wrong since/);

    tenant.faults.serviceUnavailableRate = 0;
    await until("both channels are told that it is over", () =>
      [CHANNEL, CHINESE_CHANNEL].every((channel) => /Resolved|已恢复/.test(lastOf(channel))),
    );
    for (const channel of [CHANNEL, CHINESE_CHANNEL]) assert.equal(alertsIn(channel).posts.length, 1);
    // Admins are named: an incident can be assigned to them.
    const others = tenant.people.filter(({ id }) => id !== tenant.suggestedPerson.id);
    const sent = JSON.stringify([CHANNEL, CHINESE_CHANNEL].map(alertsIn));
    assert.deepEqual(
      others.filter(({ displayName }) => sent.includes(displayName)),
      [],
    );
    // Counted when the connector has answered, which is after the card is there.
    const fourOrMore = /callwise_alert_deliveries_total\{channel="teams",outcome="sent"\} (?:[4-9]|\d\d)/;
    await until("the cards are counted", async () => fourOrMore.test(await running.service.metrics.render()));
  });

  const lastOf = (channel: string): string => {
    const { updates } = alertsIn(channel);
    return updates.length === 0 ? "" : textsOf(updates.at(-1));
  };

  it("end when asked, and when the bot is removed", async () => {
    await say("alerts off", CHANNEL);
    assert.equal((await running.service.store.alertChannels.all()).length, 1);
    await post(buildBotMembership("membersRemoved", inChannel(CHINESE_CHANNEL)));
    assert.deepEqual(await running.service.store.alertChannels.all(), []);
  });
});
