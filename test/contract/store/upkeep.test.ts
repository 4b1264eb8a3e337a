import assert from "node:assert/strict";
import type { RequestShare } from "../../../src/store/request-shares.ts";
import type { Store, StoredConversation, StoredSubscription } from "../../../src/store/store.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { openTestDatabase, testEngines, type TestDatabase } from "../../support/test-store.ts";

const NOW = new Date("2030-03-04T08:00:00Z");

function secondsOn(seconds: number): Date {
  return new Date(NOW.getTime() + seconds * 1000);
}

function buildSubscription(subscriptionId: string, over: Partial<StoredSubscription> = {}): StoredSubscription {
  return {
    subscriptionId,
    clientState: "secret",
    resource: "communications/callRecords",
    changeType: "created,updated",
    notificationUrl: "https://callwise.example.org/api/graph/notifications",
    expiresAt: secondsOn(3600),
    createdAt: NOW,
    lastReauthorizedAt: null,
    reauthorizationAskedAt: null,
    retiredAt: null,
    ...over,
  };
}

function buildConversation(conversationId: string, over: Partial<StoredConversation> = {}): StoredConversation {
  return {
    conversationId,
    conversationType: "personal",
    serviceUrl: "https://smba.example.org/",
    channelId: "msteams",
    botId: "bot",
    tenantId: "tenant-of-the-conversation",
    personId: "anna",
    teamId: null,
    locale: "en-US",
    updatedAt: NOW,
    ...over,
  };
}

for (const engine of testEngines()) {
  describe(`upkeep on ${engine.name}`, () => {
    let db: TestDatabase;
    let store: Omit<Store, "close">;

    before(async () => {
      db = await openTestDatabase(engine);
    });
    after(() => db.close());
    beforeEach(() => {
      store = db.storeFor({ clock: new DrivenClock(NOW) });
    });

    it("gives a lease to one owner until it runs out or is released", async () => {
      const { leases } = store;
      assert.equal(await leases.acquire("renewal", "one", NOW, 10_000), true);
      assert.equal(await leases.acquire("renewal", "two", secondsOn(9), 10_000), false);
      assert.equal(await leases.acquire("other", "two", secondsOn(9), 10_000), true);
      assert.equal(await leases.acquire("renewal", "one", secondsOn(9), 10_000), true, "renewed");
      assert.equal(await leases.acquire("renewal", "two", secondsOn(18), 10_000), false);
      assert.equal(await leases.acquire("renewal", "two", secondsOn(19), 10_000), true, "run out");
      await leases.release("renewal", "one");
      assert.equal(await leases.acquire("renewal", "one", secondsOn(20), 10_000), false, "not one's own to release");
      await leases.release("renewal", "two");
      assert.equal(await leases.acquire("renewal", "one", secondsOn(20), 10_000), true);
    });

    it("gives a lease to exactly one of many who ask at once", async () => {
      const owners = Array.from({ length: 20 }, (_, index) => `owner-${index}`);
      for (const now of [NOW, secondsOn(60)]) {
        const answers = await Promise.all(owners.map((owner) => store.leases.acquire("renewal", owner, now, 30_000)));
        assert.equal(answers.filter(Boolean).length, 1);
      }
    });

    it("keeps the shares of Graph's limits, written over only by who read the last of them", async () => {
      const { requestShares } = store;
      assert.deepEqual(await requestShares.read(), { revision: 0, shares: [] });
      const share = (owner: string): RequestShare => ({
        owner,
        lapsesAt: secondsOn(45),
        limits: [{ key: "callRecords", held: 700, wanted: 1400 }],
      });
      const tries = ["one", "two", "three"].map((owner) =>
        requestShares.write({ revision: 0, shares: [share(owner)] }),
      );
      assert.equal((await Promise.all(tries)).filter(Boolean).length, 1, "one of many who write at once");
      const { revision, shares } = await requestShares.read();
      assert.equal(revision, 1);
      assert.equal(await requestShares.write({ revision, shares: [...shares, share("four")] }), true);
      assert.equal(await requestShares.write({ revision, shares: [] }), false);
      assert.deepEqual(await requestShares.read(), { revision: 2, shares: [...shares, share("four")] });
    });

    it("keeps subscriptions until they are removed, oldest first", async () => {
      const { subscriptions } = store;
      const second = buildSubscription("two", { createdAt: secondsOn(1), lastReauthorizedAt: secondsOn(2) });
      await subscriptions.save(second);
      await subscriptions.save(buildSubscription("one"));
      const retired = buildSubscription("one", { retiredAt: secondsOn(3), clientState: "other" });
      await subscriptions.save(retired);
      assert.deepEqual(await subscriptions.all(), [retired, second]);
      await subscriptions.remove("one");
      await subscriptions.remove("unknown");
      assert.deepEqual(await subscriptions.all(), [second]);
      assert.deepEqual(await db.storeFor({ clock: new DrivenClock(NOW) }).subscriptions.all(), []);
    });

    it("keeps conversations with the tenant they belong to until they are removed", async () => {
      const { conversations } = store;
      const channel = buildConversation("19:channel@thread.tacv2", {
        conversationType: "channel",
        personId: null,
        teamId: "team",
        locale: null,
        updatedAt: secondsOn(5),
      });
      await conversations.save(channel);
      await conversations.save(buildConversation("a:personal"));
      const moved = buildConversation("a:personal", { serviceUrl: "https://smba.example.net/" });
      await conversations.save(moved);
      assert.deepEqual(await conversations.all(), [moved, channel]);
      assert.deepEqual(await conversations.find("a:personal"), moved);
      await conversations.remove("a:personal");
      assert.equal(await conversations.find("a:personal"), null);
      assert.deepEqual(await conversations.all(), [channel]);
      assert.deepEqual(await db.storeFor({ clock: new DrivenClock(NOW) }).conversations.all(), []);
    });

    it("finds a person's own chat, the latest of several", async () => {
      const { conversations } = store;
      const latest = buildConversation("a:second", { personId: "anna", updatedAt: secondsOn(9) });
      await conversations.save(latest);
      await conversations.save(buildConversation("a:first", { personId: "anna", updatedAt: secondsOn(1) }));
      await conversations.save(buildConversation("a:bert", { personId: "bert", updatedAt: secondsOn(20) }));
      assert.deepEqual(await conversations.personalOf("anna"), latest);
      assert.equal(await conversations.personalOf("chloe"), null);
      assert.equal(await db.storeFor({ clock: new DrivenClock(NOW) }).conversations.personalOf("anna"), null);
    });
  });
}
