import assert from "node:assert/strict";
import { createBotAdapter } from "../../bot/bot-adapter.ts";
import type { BotOutcome } from "../../bot/bot-outcome.ts";
import type { AdaptiveCard } from "../../bot/cards/adaptive-card.ts";
import { createDigests } from "../../bot/digest/digests.ts";
import { Messenger } from "../../bot/messenger.ts";
import { judgeCallRecord } from "../../src/calls/judge-call-record.ts";
import type { LeasedUpkeep } from "../../src/leased-upkeep.ts";
import { createLog } from "../../src/log.ts";
import { buildActivity } from "../support/activity-builder.ts";
import { buildPerson } from "../support/call-record-builder.ts";
import { assertCardRules } from "../support/card-rules.ts";
import { cardTexts } from "../support/card-texts.ts";
import { ScaledClock } from "../support/chaos-clock.ts";
import { DrivenClock } from "../support/driven-clock.ts";
import { FakeConnector, type SentActivity } from "../support/fake-connector.ts";
import { startRunningService, type RunningService } from "../support/running-service.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "../support/test-store.ts";
import { turnUntil } from "../support/turn-until.ts";
import { twoPartyCallAt } from "../support/two-party-calls.ts";
import { until } from "../support/until.ts";

const EIGHT_ON_MONDAY = "2026-11-23T08:00:00Z";
const PEOPLE = ["anna", "bert", "chloe"];

function textsOf(sent: SentActivity | undefined): string {
  const card = sent?.attachments[0]?.content as AdaptiveCard;
  assertCardRules(card);
  return cardTexts(card).join("\n");
}

describe("digests on one store", function () {
  this.timeout(30_000);
  let db: TestDatabase;
  let connector: FakeConnector;
  let clock: DrivenClock;
  let store: ReturnType<TestDatabase["storeFor"]>;
  let running: LeasedUpkeep[];
  let counts: Map<BotOutcome, number>;

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
  });
  after(() => db.close());
  beforeEach(async () => {
    connector = await new FakeConnector().start();
    clock = new DrivenClock(EIGHT_ON_MONDAY);
    store = db.storeFor({ clock });
    running = [];
    counts = new Map();
    for (const personId of PEOPLE) {
      await store.callRecords.save(
        judgeCallRecord(twoPartyCallAt(personId, [buildPerson(personId), buildPerson("dora")], "2026-11-18T09:00:00Z")),
      );
      await store.preferences.save(personId, { digest: true });
      await store.conversations.save({
        conversationId: `a:${personId}`,
        conversationType: "personal",
        serviceUrl: connector.serviceUrl,
        channelId: "msteams",
        botId: "28:callwise",
        tenantId: "tenant",
        personId,
        teamId: null,
        locale: personId === "chloe" ? "zh-CN" : "en-GB",
        updatedAt: clock.now(),
      });
    }
  });
  afterEach(async () => {
    await Promise.all(running.map((one) => one.stop()));
    await connector.stop();
  });

  function start(owner: string): LeasedUpkeep {
    const digests = createDigests({
      ...store,
      messenger: new Messenger(createBotAdapter(null), { appId: "", clock }),
      defaultTimeZone: "UTC",
      count: (outcome, n) => void counts.set(outcome, (counts.get(outcome) ?? 0) + n),
      owner,
      clock,
      log: createLog("silent"),
    });
    running.push(digests);
    digests.start();
    return digests;
  }

  /** Lets time pass, a second at a time with room for the store and the connector, until it is so. */
  async function passUntil(isSo: () => boolean): Promise<void> {
    await turnUntil(async () => {
      await clock.advance(1_000);
      return isSo();
    });
  }
  async function pass(seconds: number): Promise<void> {
    const untilMs = clock.now().getTime() + seconds * 1_000;
    await passUntil(() => clock.now().getTime() >= untilMs);
  }
  const chatsWritten = (): string[] =>
    connector.sent.map(({ path }) => decodeURIComponent(path.split("/")[3] ?? "")).sort();

  it("come once to each from several instances, and not again from one that comes later", async () => {
    for (const owner of ["one", "two", "three"]) start(owner);
    await passUntil(() => connector.sent.length === 3);
    await pass(180);
    await Promise.all(running.splice(0).map((one) => one.stop()));
    start("four");
    await pass(180);
    assert.deepEqual(chatsWritten(), ["a:anna", "a:bert", "a:chloe"]);
    assert.deepEqual(Object.fromEntries(counts), { digest_sent: 3 });
    const english = connector.sent.find(({ path }) => path.includes("anna"));
    assert.match(textsOf(english), /Your week in calls\n.*Mon 16 – Sun 22 Nov/);
    assert.match(english?.summary ?? "", /1 call/);
    assert.match(textsOf(connector.sent.find(({ path }) => path.includes("chloe"))), /你的一周通话/);
  });

  it("end, with what is kept of the chat, where Teams says that it is gone", async () => {
    connector.status = 403;
    start("one");
    await passUntil(() => counts.get("digest_ended") === 3);
    connector.status = 201;
    await pass(120);
    assert.deepEqual(await store.conversations.all(), []);
    assert.deepEqual(await store.preferences.digestsToSend("2026-11-30"), []);
    assert.equal((await store.preferences.of("anna")).digest, false);
    assert.equal(connector.requests, 3);
  });

  it("are tried once more when Teams had too much to do, one request at a time", async () => {
    connector.status = 429;
    start("one");
    await passUntil(() => counts.get("digest_failed") === 3);
    assert.equal(connector.requests, 3);
    connector.status = 201;
    await passUntil(() => connector.sent.length === 3);
    await pass(300);
    assert.deepEqual(chatsWritten(), ["a:anna", "a:bert", "a:chloe"]);
  });

  it("leave nothing of somebody who is erased while they are sent", async () => {
    connector.status = 404;
    const { preferences } = store;
    const claimDigest = async (personId: string, monday: string): Promise<boolean> => {
      const isClaimed = await preferences.claimDigest(personId, monday);
      if (personId === "anna") await store.erasures.erase("anna");
      return isClaimed;
    };
    store = { ...store, preferences: { ...preferences, claimDigest } };
    start("one");
    await passUntil(() => counts.get("digest_ended") === 3);
    const kept = await db.database.collection("preferences").find({ tenantId: store.tenantId }).toArray();
    assert.deepEqual(kept.map(({ personId }) => String(personId)).sort(), ["bert", "chloe"]);
  });
});

describe("digests of the whole service", function () {
  this.timeout(120_000);
  let running: RunningService;
  let connector: FakeConnector;
  let clock: ScaledClock;

  before(async () => {
    connector = await new FakeConnector().start();
    clock = ScaledClock.startingAt(new Date("2026-11-23T03:00:00Z"), 1);
    running = await startRunningService({ clock });
    await running.settled();
  });
  after(async () => {
    await running?.stop();
    await connector?.stop();
  });

  async function say(text: string): Promise<void> {
    const { id } = running.tenant.suggestedPerson;
    const from = { id: "29:person", name: "Person", aadObjectId: id };
    const activity = buildActivity({ text, from, serviceUrl: connector.serviceUrl });
    const response = await fetch(`${running.service.address}/api/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(activity),
    });
    assert.equal(response.status, 200);
  }

  it("come to whoever asked for them in chat as soon as it is Monday at eight where they are", async () => {
    const isDigest = (sent: SentActivity): boolean => sent.summary?.startsWith("Your week in calls") ?? false;
    await say("digest on");
    assert.equal(connector.sent.filter(isDigest).length, 0);
    clock.take(clock.changed({ leapMs: 4 * 3_600_000 }));
    await until("the digest is sent", () => connector.sent.some(isDigest));
    assert.match(textsOf(connector.sent.find(isDigest)), /Mon 16 – Sun 22 Nov, Europe\/Berlin/);
    // Counted once the connector's answer has come.
    await until("it is counted", async () =>
      (await running.service.metrics.render()).includes('callwise_bot_turns_total{outcome="digest_sent"} 1'),
    );
  });
});
