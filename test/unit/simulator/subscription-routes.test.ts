import assert from "node:assert/strict";
import { SIMULATED_CLIENT_SECRET } from "../../../src/simulator/registered-apps.ts";
import { HOUR, MINUTE, SubscribedClient } from "./subscribed-client.ts";
import type { WireSubscription } from "./subscribed-client.ts";
import type { WireError, WirePage } from "./wire-types.ts";

const OTHER_APP = "22222222-2222-4222-8222-222222222222";
const CALLS = "/communications/callRecords";

describe("simulator/subscription-routes", () => {
  let own: SubscribedClient;
  beforeEach(async () => {
    const apps = [{ clientId: OTHER_APP, clientSecret: SIMULATED_CLIENT_SECRET, certificate: null }];
    own = await SubscribedClient.start([], { apps, subscriptionQuota: 3 });
  });
  afterEach(() => own.stop());

  const life = (subscription: WireSubscription): number =>
    Date.parse(subscription.expirationDateTime) - own.client.clock.now().getTime();
  const refused = async (
    over: Record<string, unknown>,
    minutes = 4230,
  ): Promise<{ status: number; message: string }> => {
    const { status, body } = await own.subscribe(over, minutes);
    return { status, message: (body as unknown as WireError).error.message };
  };

  it("creates after a handshake, and shows the secret to its creator only once", async () => {
    const { status, body } = await own.subscribe();
    assert.equal(status, 201);
    assert.equal(body.clientState, "a secret");
    assert.equal(body.changeType, "updated");
    assert.equal(body.resource, CALLS);
    assert.equal(body.applicationId, own.client.tenant.clientId);
    const shown = await own.client.get<WireSubscription>(`/subscriptions/${body.id}`);
    assert.equal(shown.status, 200);
    assert.equal(shown.body.clientState, null);
    const list = await own.client.get<WirePage<WireSubscription>>("/subscriptions");
    assert.deepEqual(
      list.body.value.map(({ id }) => id),
      [body.id],
    );
  });

  it("sends a handshake of blanks, colons and plus signs as text/plain to both addresses, keeping their query", async () => {
    const { url } = own.subscriber;
    await own.subscribe({ notificationUrl: `${url}?own=1`, lifecycleNotificationUrl: `${url}/lifecycle` });
    const handshakes = [...own.subscriber.handshakes].sort();
    assert.equal(handshakes.length, 2);
    assert.match(
      handshakes[0] ?? "",
      /^text\/plain; charset=utf-8 \/notifications\/lifecycle\?validationToken=Validation%3A\+Testing\+.*%2B1$/,
    );
    assert.match(handshakes[1] ?? "", /\?own=1&validationToken=/);
  });

  it("refuses when the handshake is not answered exactly", async () => {
    const bad: (typeof own.subscriber.echo)[] = [
      (body) => ({ status: 202, type: "text/plain", body }),
      (body) => ({ status: 200, type: "application/json", body }),
      (body) => ({ status: 200, type: "text/plain", body: `"${body}"` }),
      (body) => ({ status: 200, type: "text/plain", body: encodeURIComponent(body) }),
      () => ({ status: 404, type: "text/plain", body: "" }),
    ];
    for (const echo of bad) {
      own.subscriber.echo = echo;
      const { status, message } = await refused({});
      assert.equal(status, 400);
      assert.match(message, /^Subscription validation request failed/);
    }
    assert.equal((await own.client.get<WirePage<object>>("/subscriptions")).body.value.length, 0);
  });

  it("refuses addresses that are not https, except on loopback", async () => {
    assert.equal((await refused({ notificationUrl: "http://hooks.example.org/n" })).status, 400);
    assert.equal((await refused({ notificationUrl: "not an address" })).status, 400);
    assert.equal((await refused({ lifecycleNotificationUrl: "ftp://127.0.0.1/x" })).status, 400);
    const strict = await SubscribedClient.start([], { allowsPlainLoopback: false });
    assert.equal((await strict.subscribe()).status, 400);
    await strict.stop();
  });

  it("keeps to the limits of life: at least 45, at most 4,230 minutes, lifecycle address above an hour", async () => {
    assert.equal((await refused({}, 4240)).status, 400);
    assert.equal((await refused({}, -1)).status, 400);
    assert.equal((await refused({ expirationDateTime: "soon" })).status, 400);
    assert.match((await refused({ lifecycleNotificationUrl: null }, 61)).message, /lifecycleNotificationUrl/);
    const short = await own.subscribe({ lifecycleNotificationUrl: null }, 10);
    assert.equal(short.status, 201);
    assert.equal(life(short.body), 45 * MINUTE);
    const long = await own.subscribe({ changeType: "created" }, 4230);
    assert.equal(life(long.body), 4230 * MINUTE);
  });

  it("refuses what callRecord does not support", async () => {
    assert.equal((await refused({ changeType: "deleted" })).status, 400);
    assert.equal((await refused({ changeType: "updated,deleted" })).status, 400);
    assert.equal((await refused({ resource: "/users" })).status, 400);
    assert.equal((await refused({ resource: `${CALLS}?$filter=participants_v2/any(p:p/id eq 'x')` })).status, 400);
    assert.equal((await refused({ clientState: "x".repeat(129) })).status, 400);
    assert.equal((await refused({ includeResourceData: true })).status, 400);
    const broken = await own.client.send("POST", "/v1.0/subscriptions", "{", {});
    assert.equal(broken.status, 400);
  });

  it("answers 409 with the id to a duplicate of app, change types and resource", async () => {
    const { body } = await own.subscribe({ changeType: "created,updated" });
    const twin = await refused({ changeType: "updated, created", clientState: "another" });
    assert.equal(twin.status, 409);
    assert.equal(twin.message, `Subscription Id ${body.id} already exists for the requested combination`);
    assert.equal((await own.subscribe({ changeType: "updated" })).status, 201);
    await own.client.signIn({ client_id: OTHER_APP });
    assert.equal((await own.subscribe({ changeType: "created,updated" })).status, 201);
  });

  it("answers 403 over the quota of the organization", async () => {
    for (const person of ["a", "b", "c"]) {
      const resource = `${CALLS}?$filter=participants/any(p:p/id eq '${person}')`;
      assert.equal((await own.subscribe({ resource })).status, 201);
    }
    const { status, message } = await refused({});
    assert.equal(status, 403);
    assert.match(message, /quota/i);
  });

  it("shows an app its own subscriptions only", async () => {
    const { body } = await own.subscribe();
    await own.client.signIn({ client_id: OTHER_APP });
    assert.equal((await own.client.get(`/subscriptions/${body.id}`)).status, 404);
    assert.equal((await own.client.delete(`/subscriptions/${body.id}`)).status, 404);
    assert.equal((await own.client.get<WirePage<object>>("/subscriptions")).body.value.length, 0);
  });

  it("renews, reauthorizes, deletes, and forgets at expiry", async () => {
    const { body } = await own.subscribe({}, 120);
    const path = `/subscriptions/${body.id}`;
    const expirationDateTime = new Date(own.client.clock.now().getTime() + 2000 * MINUTE).toISOString();
    const renewed = await own.client.patch<WireSubscription>(path, { expirationDateTime });
    assert.deepEqual([renewed.status, life(renewed.body)], [200, 2000 * MINUTE]);
    assert.equal((await own.client.patch(path, { expirationDateTime: "2027-01-01T00:00:00Z" })).status, 400);
    assert.equal((await own.client.patch(path, { lifecycleNotificationUrl: own.subscriber.url })).status, 400);
    assert.equal((await own.client.post(`${path}/reauthorize`, {})).status, 200);
    assert.equal(
      (await own.client.get<WireSubscription>(path)).body.expirationDateTime,
      renewed.body.expirationDateTime,
    );
    await own.client.advance(2000 * MINUTE);
    assert.equal((await own.client.get(path)).status, 404);
    assert.equal((await own.client.patch(path, { expirationDateTime })).status, 404);
    const second = await own.subscribe({}, 120);
    assert.equal((await own.client.delete(`/subscriptions/${second.body.id}`)).status, 204);
    assert.equal((await own.client.delete(`/subscriptions/${second.body.id}`)).status, 404);
  });

  it("repeats the handshake at renewals when switched on", async () => {
    own.client.tenant.faults.revalidateRate = 1;
    const { body } = await own.subscribe();
    const before = own.subscriber.handshakes.length;
    const expirationDateTime = new Date(own.client.clock.now().getTime() + 3 * HOUR).toISOString();
    assert.equal((await own.client.patch(`/subscriptions/${body.id}`, { expirationDateTime })).status, 200);
    assert.equal(own.subscriber.handshakes.length, before + 1);
  });
});
