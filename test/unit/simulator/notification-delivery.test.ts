import assert from "node:assert/strict";
import { HOUR, MINUTE, SubscribedClient, callId, scripted } from "./subscribed-client.ts";

describe("simulator: notifications", () => {
  let own: SubscribedClient;
  afterEach(() => own.stop());

  const changes = (): string[] =>
    own.subscriber.changes.map(({ changeType, resource }) => `${changeType} ${Number(resource?.slice(-12))}`);

  it("come when a version becomes available, in Graph's shape", async () => {
    own = await SubscribedClient.start([scripted(1, [10])]);
    const { body } = await own.subscribe();
    await own.client.advance(10 * MINUTE - 1);
    assert.equal(own.subscriber.batches.length, 0);
    await own.client.advance(1);
    const [item] = own.subscriber.changes;
    const resource = `communications/callRecords/${callId(1)}`;
    assert.equal(item?.resource, resource);
    assert.equal(item.subscriptionId, body.id);
    assert.equal(item.clientState, "a secret");
    assert.equal(item.tenantId, own.client.tenant.tenantId);
    assert.equal(item.resourceData?.["@odata.type"].toLowerCase(), "#microsoft.graph.callrecord");
    assert.deepEqual([item.resourceData?.["@odata.id"], item.resourceData?.id], [resource, callId(1)]);
    assert.match(item.subscriptionExpirationDateTime, /^2026-03-22T13:30:00\.000\+00:00$/);
    assert.ok(!("version" in item), "nothing tells the version");
  });

  it("created: once per record and subscription; updated: the first sight and every later version", async () => {
    own = await SubscribedClient.start([scripted(1, [10, 60, 120])]);
    await own.subscribe({ changeType: "created" });
    await own.subscribe({ changeType: "updated" });
    await own.client.advance(30 * MINUTE);
    await own.subscribe({ changeType: "created,updated" });
    await own.client.advance(2 * HOUR);
    const count = (name: string): number => changes().filter((change) => change === name).length;
    // The third subscription sees the record first at its second version.
    assert.equal(count("created 1"), 2);
    assert.equal(count("updated 1"), 5);
  });

  it("tell a filtered subscription of its people only", async () => {
    own = await SubscribedClient.start([
      scripted(1, [10], ["a", "b"]),
      scripted(2, [10], ["c", "d"]),
      scripted(3, [10], ["e", "b"]),
    ]);
    const by = (filter: string): Promise<unknown> =>
      own.subscribe({
        resource: `/communications/callRecords?$filter=participants/any(p:${filter})`,
        clientState: filter,
      });
    await by("p/id eq 'c'");
    await by("p/id eq 'a' or p/id eq 'd'");
    await by("p/id in ('e', 'x')");
    await own.client.advance(HOUR);
    const told = own.subscriber.changes.map(
      ({ clientState, resource }) => `${clientState} → ${Number(resource?.slice(-12))}`,
    );
    assert.deepEqual(told.sort(), [
      "p/id eq 'a' or p/id eq 'd' → 1",
      "p/id eq 'a' or p/id eq 'd' → 2",
      "p/id eq 'c' → 2",
      "p/id in ('e', 'x') → 3",
    ]);
  });

  it("share batches, also those of different subscriptions", async () => {
    own = await SubscribedClient.start(Array.from({ length: 60 }, (_, index) => scripted(index, [10 + index / 100])));
    await own.subscribe({ changeType: "created", clientState: "one" });
    await own.subscribe({ changeType: "updated", clientState: "two" });
    await own.client.advance(HOUR);
    assert.equal(own.subscriber.changes.length, 120);
    assert.ok(own.subscriber.batches.length < 60, String(own.subscriber.batches.length));
    assert.ok(own.subscriber.batches.some((batch) => new Set(batch.map(({ clientState }) => clientState)).size === 2));
  });

  it("write the type in more than one casing", async () => {
    own = await SubscribedClient.start(Array.from({ length: 30 }, (_, index) => scripted(index, [10])));
    await own.subscribe();
    await own.client.advance(HOUR);
    assert.ok(new Set(own.subscriber.changes.map(({ resourceData }) => resourceData?.["@odata.type"])).size > 1);
  });

  it("are retried after anything but 2xx, with growing pauses, for up to four hours, and then lost", async () => {
    own = await SubscribedClient.start([scripted(1, [10])]);
    await own.subscribe();
    own.subscriber.status = 503;
    const times: number[] = [];
    own.subscriber.before = () => {
      times.push(own.client.clock.now().getTime());
      return Promise.resolve();
    };
    for (let step = 0; step < 60 * 6; step += 1) await own.client.advance(MINUTE);
    const first = times[0] ?? 0;
    const last = times[times.length - 1] ?? 0;
    assert.ok(times.length >= 8 && times.length < 40, String(times.length));
    assert.ok(last - first > 3 * HOUR && last - first <= 4 * HOUR, String((last - first) / MINUTE));
    const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    assert.ok((pauses[pauses.length - 1] ?? 0) > (pauses[0] ?? 0) * 5);
    assert.equal(own.client.tenant.deliveries.lost, 1);
    own.subscriber.status = 202;
    own.subscriber.forget();
    await own.client.advance(12 * HOUR);
    assert.equal(own.subscriber.changes.length, 0);
  });

  it("arrive after an outage that is shorter than that, also when time leaps", async () => {
    own = await SubscribedClient.start([scripted(1, [10])]);
    await own.subscribe();
    own.subscriber.status = 500;
    await own.client.advance(2 * HOUR);
    own.subscriber.status = 202;
    own.subscriber.forget();
    await own.client.advance(HOUR);
    assert.deepEqual(changes(), ["updated 1"]);
    assert.equal(own.client.tenant.deliveries.lost, 0);
  });

  it("come twice, late or never when switched so", async () => {
    own = await SubscribedClient.start(Array.from({ length: 100 }, (_, index) => scripted(index, [10 + index])));
    await own.subscribe();
    Object.assign(own.client.tenant.faults, { duplicateRate: 0.2, reorderRate: 0.2, lostNotifications: 0.1 });
    await own.client.advance(4 * HOUR);
    const order = own.subscriber.changes.map(({ resource }) => Number(resource?.slice(-12)));
    const distinct = new Set(order);
    assert.ok(distinct.size > 80 && distinct.size < 98, `${distinct.size} of 100 arrive`);
    assert.ok(order.length > distinct.size + 5, "some twice");
    assert.ok(
      order.some((index, position) => index < Math.max(...order.slice(0, position))),
      "some out of order",
    );
  });

  it("do not reach a subscription before its creation or after its end", async () => {
    own = await SubscribedClient.start([scripted(1, [10]), scripted(2, [30]), scripted(3, [90])]);
    await own.client.advance(20 * MINUTE);
    await own.subscribe({}, 60);
    // Without reauthorization, so that nothing is paused.
    own.subscriber.forget();
    await own.client.advance(15 * MINUTE);
    assert.deepEqual(changes(), ["updated 2"]);
    await own.client.advance(3 * HOUR);
    assert.deepEqual(changes(), ["updated 2"]);
  });

  it("slow down for an endpoint whose answers take more than 3 seconds", async () => {
    own = await SubscribedClient.start(Array.from({ length: 30 }, (_, index) => scripted(index, [10 + index / 2])));
    await own.subscribe();
    own.subscriber.before = () => own.client.clock.advance(4000);
    for (let step = 0; step < 27; step += 1) await own.client.advance(MINUTE);
    own.subscriber.before = () => Promise.resolve();
    const late = own.subscriber.changes.length;
    assert.ok(late >= 10 && late < 25, String(late));
    for (let step = 0; step < 60; step += 1) await own.client.advance(MINUTE);
    assert.equal(own.subscriber.changes.length, 30, "delayed, not lost");
  });

  it("are dropped for ten minutes when answers take more than 10 seconds", async () => {
    own = await SubscribedClient.start(Array.from({ length: 40 }, (_, index) => scripted(index, [10 + index / 2])));
    await own.subscribe();
    own.subscriber.before = () => own.client.clock.advance(11_000);
    for (let step = 0; step < 30; step += 1) await own.client.advance(MINUTE);
    own.subscriber.before = () => Promise.resolve();
    for (let step = 0; step < 24 * 60; step += 10) await own.client.advance(10 * MINUTE);
    assert.ok(own.client.tenant.deliveries.dropped > 0);
    assert.ok(new Set(changes()).size < 40, "what was dropped does not come back");
  });
});

describe("simulator: lifecycle notifications", () => {
  let own: SubscribedClient;
  afterEach(() => own.stop());

  it("ask for reauthorization near the expiry, and delivery pauses until it is done", async () => {
    own = await SubscribedClient.start([scripted(1, [550]), scripted(2, [560])]);
    const { body } = await own.subscribe({}, 600);
    await own.client.advance(500 * MINUTE);
    assert.deepEqual(own.subscriber.lifecycle, []);
    await own.client.advance(55 * MINUTE);
    assert.deepEqual(own.subscriber.lifecycle, ["reauthorizationRequired"]);
    const [item] = own.subscriber.items;
    assert.ok(item && !("changeType" in item) && !("resourceData" in item));
    assert.equal(item.clientState, "a secret");
    assert.equal(own.subscriber.changes.length, 0, "paused");
    await own.client.post(`/subscriptions/${body.id}/reauthorize`, {});
    await own.client.advance(10 * MINUTE);
    assert.equal(own.subscriber.changes.length, 2);
    assert.deepEqual(own.subscriber.lifecycle, ["reauthorizationRequired"], "once per expiry");
  });

  it("what was paused for more than four hours is dropped", async () => {
    own = await SubscribedClient.start([scripted(1, [10]), scripted(2, [200])]);
    const { body } = await own.subscribe();
    own.client.tenant.faults.requireReauthorization();
    await own.client.advance(300 * MINUTE);
    const expirationDateTime = new Date(own.client.clock.now().getTime() + 4000 * MINUTE).toISOString();
    await own.client.patch(`/subscriptions/${body.id}`, { expirationDateTime });
    await own.client.advance(MINUTE);
    assert.deepEqual(
      own.subscriber.changes.map(({ resource }) => resource?.slice(-1)),
      ["2"],
    );
    assert.equal(own.client.tenant.deliveries.dropped, 1);
  });

  it("tell of a removed subscription and of missed notifications, to the lifecycle address", async () => {
    own = await SubscribedClient.start([]);
    const { body } = await own.subscribe({ notificationUrl: `${own.subscriber.url}/changes` });
    own.client.tenant.faults.sendMissed();
    await own.client.tenant.processDue();
    own.client.tenant.faults.vanishSubscription(body.id, { notify: true });
    await own.client.tenant.processDue();
    assert.deepEqual(own.subscriber.lifecycle, ["missed", "subscriptionRemoved"]);
    assert.equal((await own.client.get(`/subscriptions/${body.id}`)).status, 404);
  });

  it("say nothing when a subscription vanishes silently, and no notification comes any more", async () => {
    own = await SubscribedClient.start([scripted(1, [10])]);
    await own.subscribe();
    own.client.tenant.faults.vanishSubscription();
    await own.client.advance(HOUR);
    assert.equal(own.subscriber.items.length, 0);
  });
});
