import assert from "node:assert/strict";
import { createBotAdapter } from "../../../../bot/bot-adapter.ts";
import { ChannelCardMaker } from "../../../../bot/alerts/channel-card.ts";
import { createCardSender, outcomeOf } from "../../../../bot/alerts/card-sender.ts";
import { Messenger } from "../../../../bot/messenger.ts";
import type { CardSender } from "../../../../src/calls/card-delivery.ts";
import { createLog } from "../../../../src/log.ts";
import type { StoredConversation } from "../../../../src/store/store.ts";
import { assertCardRules } from "../../../support/card-rules.ts";
import type { AdaptiveCard } from "../../../../bot/cards/adaptive-card.ts";
import { DrivenClock } from "../../../support/driven-clock.ts";
import { FakeConnector } from "../../../support/fake-connector.ts";
import { buildHandledIncident } from "../../../support/incident-builder.ts";
import { turnUntil } from "../../../support/turn-until.ts";

const CHANNEL = "19:admins@thread.tacv2";
const NOBODY = { names: () => Promise.resolve(new Map<string, string>()) };
const PATH = `/v3/conversations/${encodeURIComponent(CHANNEL)}/activities`;
const INCIDENT = buildHandledIncident();
const CARD = { card: { kind: "incident" as const, incident: INCIDENT }, mayBeRepeat: false };

describe("sending cards to channels", () => {
  let connector: FakeConnector;
  let clock: DrivenClock;
  let stored: StoredConversation | null;
  let sender: CardSender;

  beforeEach(async () => {
    connector = await new FakeConnector().start();
    clock = new DrivenClock();
    stored = {
      conversationId: CHANNEL,
      conversationType: "channel",
      serviceUrl: connector.serviceUrl,
      channelId: "msteams",
      botId: "28:callwise",
      tenantId: "tenant",
      personId: null,
      teamId: "19:team@thread.tacv2",
      locale: "zh-CN",
      updatedAt: clock.now(),
    };
    sender = senderOf(new Messenger(createBotAdapter(null), { appId: "", clock }));
  });
  afterEach(() => connector.stop());

  function senderOf(messenger: Messenger): CardSender {
    return createCardSender({
      messenger,
      conversations: { find: () => Promise.resolve(stored) },
      cardMaker: new ChannelCardMaker({
        people: NOBODY,
        adminIds: [],
        areNamesShown: false,
        isAnonymous: false,
        clock,
      }),
      timeZone: "Europe/Berlin",
      log: createLog("silent"),
    });
  }

  it("posts a thread of its own, in the channel's language, and updates it in place", async () => {
    assert.deepEqual(await sender.post(CHANNEL, CARD), { kind: "sent", activityId: "sent-1" });
    assert.deepEqual(await sender.update(CHANNEL, "sent-1", CARD), { kind: "sent", activityId: "sent-1" });
    const [posted, updated] = connector.sent;
    assert.deepEqual([posted?.path, updated?.path], [PATH, `${PATH}/sent-1`]);
    const card = posted?.attachments[0]?.content as AdaptiveCard;
    assertCardRules(card);
    assert.equal(card.lang, "zh-CN");
    assert.match(posted?.summary ?? "", /已放弃的通话/);
  });

  for (const [status, headers, outcome] of [
    [403, {}, { kind: "channelGone" }],
    [404, {}, { kind: "channelGone" }],
    [412, {}, { kind: "refused", code: "412", retryAfterMs: null }],
    [429, { "retry-after": "120" }, { kind: "refused", code: "429", retryAfterMs: 120_000 }],
    [502, {}, { kind: "refused", code: "502", retryAfterMs: null }],
    [504, {}, { kind: "unknown", code: "504" }],
  ] as const) {
    it(`leaves it to the outbox to try again after ${status}`, async () => {
      connector.status = status;
      connector.headers = headers;
      assert.deepEqual(await sender.post(CHANNEL, CARD), outcome);
      assert.equal(connector.requests, 1);
    });
  }

  it("takes a message that cannot be found for gone, not its channel", async () => {
    connector.status = 404;
    assert.deepEqual(await sender.update(CHANNEL, "sent-1", CARD), { kind: "messageGone" });
  });

  it("knows that nothing was sent when nobody listens", async () => {
    await connector.stop();
    assert.equal((await sender.post(CHANNEL, CARD)).kind, "refused");
    connector = await new FakeConnector().start();
  });

  it("knows that nothing was sent when the bot cannot sign in", async () => {
    const appId = "00000000-0000-4000-8000-0000000000b0";
    const credentials = { appId, tenantId: "tenant", appType: "SingleTenant", appPassword: "secret" } as const;
    // Microsoft's library signs in over https only, and says so as it says everything else.
    const loginUrl = `${connector.serviceUrl}login`;
    const authority = { issuer: "issuer", openIdMetadataUrl: loginUrl, loginUrl, scope: "scope" };
    const signedOut = senderOf(new Messenger(createBotAdapter(credentials, authority), { appId, clock }));
    assert.equal((await signedOut.post(CHANNEL, CARD)).kind, "refused");
    assert.equal(connector.requests, 0);
  });

  it("takes a sign-in that is forbidden for no answer of the channel", () => {
    for (const name of ["AuthenticationError", "AggregateAuthenticationError", "CredentialUnavailableError"]) {
      const error = Object.assign(new Error("no identity"), { name, statusCode: 403 });
      assert.equal(outcomeOf(error).kind, "refused");
    }
  });

  it("does not know what became of a message that is not answered in time", async () => {
    connector.hangs = true;
    const outcome = sender.post(CHANNEL, CARD);
    await turnUntil(() => connector.requests === 1);
    await clock.advance(60_000);
    assert.deepEqual(await outcome, { kind: "unknown", code: "reply_timed_out" });
  });

  it("waits for a conversation that is not kept yet", async () => {
    stored = null;
    assert.deepEqual(await sender.post(CHANNEL, CARD), {
      kind: "refused",
      code: "conversation_unknown",
      retryAfterMs: null,
    });
  });
});
