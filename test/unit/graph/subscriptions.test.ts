import assert from "node:assert/strict";
import { GraphError } from "../../../src/graph/graph-error.ts";
import { createSubscriptionApi, SubscriptionExistsError } from "../../../src/graph/subscriptions.ts";
import { FAKE_ROOT, fakeGraph, type FakeAnswer } from "../../support/fake-graph.ts";

const EXPIRES = new Date("2026-03-04T06:00:00Z");
const NEW = {
  notificationUrl: "https://hooks.example/n",
  lifecycleNotificationUrl: "https://hooks.example/l",
  clientState: "secret",
  expires: EXPIRES,
};
const WIRE = {
  id: "s1",
  resource: "/communications/callRecords",
  changeType: "updated",
  notificationUrl: NEW.notificationUrl,
  expirationDateTime: "2026-03-04T06:00:00.0000000+00:00",
};
const EXPECTED = {
  subscriptionId: "s1",
  resource: "/communications/callRecords",
  changeType: "updated",
  notificationUrl: NEW.notificationUrl,
  lifecycleNotificationUrl: null,
  expires: EXPIRES,
};

const failing = (status: number, code: string, message: string): (() => FakeAnswer) => {
  return () => ({ status, body: { error: { code, message } } });
};

describe("the subscription API", () => {
  it("creates, renews, reauthorizes, gets and removes", async () => {
    const { client, requests } = fakeGraph(({ method, path }) =>
      method === "DELETE" || path.endsWith("/reauthorize") ? { status: 204 } : { body: WIRE },
    );
    const api = createSubscriptionApi(client);
    assert.deepEqual(await api.create(NEW), EXPECTED);
    assert.deepEqual(await api.renew("s1", EXPIRES), EXPECTED);
    assert.deepEqual(await api.get("s/1"), EXPECTED);
    await api.reauthorize("s1");
    await api.remove("s1");
    assert.deepEqual(
      requests.map(({ method, path }) => `${method} ${path}`),
      [
        "POST /v1.0/subscriptions",
        "PATCH /v1.0/subscriptions/s1",
        "GET /v1.0/subscriptions/s/1",
        "POST /v1.0/subscriptions/s1/reauthorize",
        "DELETE /v1.0/subscriptions/s1",
      ],
    );
    assert.match(requests[2]?.url ?? "", /s%2F1$/);
    assert.deepEqual(JSON.parse(requests[0]?.body ?? ""), {
      changeType: "updated",
      resource: "/communications/callRecords",
      notificationUrl: NEW.notificationUrl,
      lifecycleNotificationUrl: NEW.lifecycleNotificationUrl,
      clientState: "secret",
      expirationDateTime: "2026-03-04T06:00:00.000Z",
    });
    assert.deepEqual(JSON.parse(requests[1]?.body ?? ""), { expirationDateTime: "2026-03-04T06:00:00.000Z" });
  });

  it("lists all pages", async () => {
    const { client } = fakeGraph(({ path }) => ({
      body: path.includes("next")
        ? { value: [{ ...WIRE, id: "s2" }] }
        : { value: [WIRE], "@odata.nextLink": `${FAKE_ROOT}/v1.0/subscriptions?next=1` },
    }));
    const listed = await createSubscriptionApi(client).list();
    assert.deepEqual(
      listed.map(({ subscriptionId }) => subscriptionId),
      ["s1", "s2"],
    );
  });

  it("names the subscription in the way", async () => {
    const id = "0a1b2c3d-0000-4000-8000-0123456789ab";
    const message = `Subscription Id ${id} already exists for the requested combination`;
    const api = createSubscriptionApi(fakeGraph(failing(409, "ExtensionError", message)).client);
    await assert.rejects(api.create(NEW), (error) => {
      assert.ok(error instanceof SubscriptionExistsError);
      assert.equal(error.code, "subscription_exists");
      assert.equal(error.existingSubscriptionId, id);
      return true;
    });
  });

  const cases: [number, string, string, string, boolean][] = [
    [403, "Forbidden", "Subscription quota exceeded", "subscription_quota", false],
    [
      403,
      "Authorization_RequestDenied",
      "Insufficient privileges to complete the operation.",
      "graph_forbidden",
      false,
    ],
    [
      400,
      "ValidationError",
      "Subscription validation request failed. Timed out.",
      "subscription_validation_failed",
      true,
    ],
    [400, "InvalidRequest", "Subscription validation request failed.", "subscription_validation_failed", true],
    [400, "InvalidRequest", "The expirationDateTime is too late.", "graph_bad_request", false],
    [404, "ResourceNotFound", "The object was not found.", "subscription_not_found", false],
  ];
  for (const [status, graphCode, message, code, retryable] of cases) {
    it(`reports ${status} "${message}" as ${code}`, async () => {
      const api = createSubscriptionApi(fakeGraph(failing(status, graphCode, message)).client);
      await assert.rejects(api.renew("s1", EXPIRES), (error) => {
        assert.ok(error instanceof GraphError);
        assert.deepEqual([error.code, error.status, error.retryable], [code, status, retryable]);
        return true;
      });
    });
  }

  it("counts a subscription that is gone as removed", async () => {
    await createSubscriptionApi(fakeGraph(failing(404, "ResourceNotFound", "")).client).remove("s1");
    const api = createSubscriptionApi(fakeGraph(failing(403, "Forbidden", "")).client);
    await assert.rejects(api.remove("s1"), { status: 403 });
  });
});
