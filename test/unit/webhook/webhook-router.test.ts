import assert from "node:assert/strict";
import { createConnection } from "node:net";
import { randomUUID } from "node:crypto";
import { ServiceError } from "../../../src/service-error.ts";
import type { WebhookOptions } from "../../../src/webhook/webhook-router.ts";
import {
  buildLifecycleNotification,
  buildNotification,
  WebhookServer,
  WEBHOOK_CLIENT_STATE,
  WEBHOOK_SUBSCRIPTION,
} from "../../support/webhook-server.ts";

const CALL_ID = "2b8f2a4e-6a70-4b1e-9a55-0d6f3f1c9e10";

describe("webhook", () => {
  let server: WebhookServer;

  async function start(over: Partial<WebhookOptions> = {}): Promise<WebhookServer> {
    server = await new WebhookServer(over).start();
    return server;
  }

  afterEach(() => server.stop());

  describe("handshake", () => {
    const TOKENS = [
      "Validation: Testing client application reachability for subscription Request-Id: 522a8e7e-096a-494c-aaf1",
      "a+b/c==&d",
      "100 % <script>alert(1)</script>",
      "日本語 ü 🎧",
    ];
    for (const path of ["/notifications", "/lifecycle"]) {
      for (const token of TOKENS) {
        it(`repeats a token of any alphabet at ${path}: ${token.slice(0, 20)}`, async () => {
          await start();
          const answer = await server.request(`${path}?tenant=x&validationToken=${encodeURIComponent(token)}`, "", {
            headers: { "Content-Type": "text/plain; charset=utf-8" },
          });
          assert.equal(answer.status, 200);
          assert.equal(answer.body, token);
          assert.match(answer.headers["content-type"] ?? "", /^text\/plain/);
          assert.equal(answer.headers["x-content-type-options"], "nosniff");
          assert.deepEqual([...server.counts], [["request_handshake", 1]]);
        });
      }
    }

    it("reads + as a blank", async () => {
      await start();
      const answer = await server.request("/notifications?validationToken=Validation%3A+Testing+it", "");
      assert.equal(answer.body, "Validation: Testing it");
    });

    it("refuses an empty token, two tokens, and one beyond reason", async () => {
      await start();
      const long = "x".repeat(5_000);
      for (const query of ["validationToken=", "validationToken=a&validationToken=b", `validationToken=${long}`]) {
        assert.equal((await server.request(`/notifications?${query}`, "")).status, 400);
      }
      assert.equal(server.counts.get("request_rejected_handshake"), 3);
    });

    it("does not answer one by GET", async () => {
      await start();
      const answer = await server.request("/notifications?validationToken=a", "", { method: "GET" });
      assert.equal(answer.status, 405);
      assert.equal(answer.headers.allow, "POST");
      assert.equal(answer.body, "");
    });
  });

  describe("notifications", () => {
    it("are stored before the 202, and wake the worker after", async () => {
      let store: (() => void) | undefined;
      await start({ enqueue: () => new Promise((resolve) => (store = resolve)) });
      let isAnswered = false;
      const answer = server.post([buildNotification(CALL_ID)]).finally(() => (isAnswered = true));
      while (!store) await new Promise((resolve) => setImmediate(resolve));
      assert.equal(isAnswered, false);
      assert.equal(server.wakes, 0);
      store();
      assert.equal((await answer).status, 202);
      assert.equal(server.wakes, 1);
      assert.equal(server.counts.get("item_enqueued"), 1);
    });

    it("are checked item by item; bad ones are dropped under a 202 and counted", async () => {
      await start();
      const answer = await server.post([
        buildNotification(CALL_ID),
        buildNotification(CALL_ID, { clientState: "guessed" }),
        buildNotification(CALL_ID, { clientState: null }),
        buildNotification(CALL_ID, { subscriptionId: randomUUID() }),
        buildNotification(CALL_ID, { tenantId: randomUUID() }),
        buildNotification(CALL_ID, { tenantId: undefined }),
        buildNotification("NA", { resourceData: { id: "NA" } }),
        buildNotification(CALL_ID, { resourceData: { id: CALL_ID, "@odata.type": "#Microsoft.Graph.event" } }),
        { subscriptionId: "NA", changeType: "Validation: Testing", clientState: "NA", resource: "NA" },
        null,
        "text",
      ]);
      assert.equal(answer.status, 202);
      assert.deepEqual(server.enqueued, [CALL_ID]);
      assert.deepEqual(Object.fromEntries(server.counts), {
        request_accepted: 1,
        item_enqueued: 1,
        item_dropped_wrong_client_state: 2,
        item_dropped_unknown_subscription: 1,
        item_dropped_wrong_tenant: 2,
        item_dropped_wrong_call_id: 1,
        item_dropped_wrong_resource: 1,
        item_validation: 1,
        item_dropped_malformed: 2,
      });
    });

    it("of a large batch are all taken", async () => {
      await start();
      const callIds = Array.from({ length: 5_000 }, () => randomUUID());
      assert.equal((await server.post(callIds.map((callId) => buildNotification(callId)))).status, 202);
      assert.deepEqual(server.enqueued, callIds);
    });

    it("that hold no good item are accepted without a write", async () => {
      await start({ enqueue: () => assert.fail("nothing to store") });
      assert.equal((await server.post([])).status, 202);
      assert.equal((await server.post([buildNotification(CALL_ID, { clientState: "x" })])).status, 202);
      assert.equal(server.wakes, 0);
    });

    it("are asked for again when the store fails", async () => {
      const failure = new ServiceError("enqueue_failed", "not stored", { remedy: "retry" });
      await start({ enqueue: () => Promise.reject(failure) });
      const answer = await server.post([buildNotification(CALL_ID)]);
      assert.equal(answer.status, 503);
      assert.equal(answer.headers["retry-after"], "5");
      assert.deepEqual([...server.counts], [["request_unavailable", 1]]);
      assert.equal(server.wakes, 0);
    });

    it("are asked for again when the subscriptions cannot be read", async () => {
      await start({ known: { prepare: () => Promise.reject(new Error("down")), check: () => "unknown" } });
      assert.equal((await server.post([buildNotification(CALL_ID)])).status, 503);
    });

    it("are asked for again, in time, when the store is slow", async () => {
      let isAsked = false;
      const answeredAfterMs: number[] = [];
      await start({
        enqueue: () => {
          isAsked = true;
          return new Promise(() => undefined);
        },
        answerWithinMs: 2_500,
        onAnswered: (ms) => answeredAfterMs.push(ms),
      });
      const answer = server.post([buildNotification(CALL_ID)]);
      while (!isAsked) await new Promise((resolve) => setImmediate(resolve));
      await server.clock.advance(2_500);
      assert.equal((await answer).status, 503);
      assert.deepEqual(answeredAfterMs, [2_500]);
    });

    it("leave no timer behind", async () => {
      await start();
      await server.post([buildNotification(CALL_ID)]);
      assert.equal(server.clock.sleeping, 0);
    });
  });

  describe("lifecycle notifications", () => {
    for (const path of ["/notifications", "/lifecycle"]) {
      it(`are handed on from ${path}, beside calls`, async () => {
        await start();
        const items = [buildLifecycleNotification("reauthorizationRequired"), buildNotification(CALL_ID)];
        assert.equal((await server.post(items, path)).status, 202);
        assert.deepEqual(server.lifecycle, [
          {
            lifecycleEvent: "reauthorizationRequired",
            subscriptionId: WEBHOOK_SUBSCRIPTION,
            at: server.clock.now(),
          },
        ]);
        assert.deepEqual(server.enqueued, [CALL_ID]);
      });
    }

    it("are checked like the others", async () => {
      await start();
      await server.post([buildLifecycleNotification("missed", { clientState: "guessed" })], "/lifecycle");
      assert.deepEqual(server.lifecycle, []);
      assert.equal(server.counts.get("item_dropped_wrong_client_state"), 1);
    });
  });

  describe("requests that Graph never sends", () => {
    it("with another content type get 415", async () => {
      await start();
      for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""]) {
        const answer = await server.request("/notifications", "{}", { headers: { "Content-Type": type } });
        assert.equal(answer.status, 415, type);
      }
      assert.equal(server.counts.get("request_wrong_content_type"), 4);
    });

    it("compressed, or in an unknown charset, get 415", async () => {
      await start();
      for (const headers of [
        { "Content-Type": "application/json", "Content-Encoding": "gzip" },
        { "Content-Type": "application/json; charset=klingon" },
      ]) {
        assert.equal((await server.request("/notifications", "{}", { headers })).status, 415);
      }
    });

    it("larger than the limit get 413, announced or in chunks", async () => {
      await start({ bodyLimit: 1_000 });
      const body = JSON.stringify({ value: ["x".repeat(2_000)] });
      const headers = { "Content-Type": "application/json" };
      assert.equal((await server.request("/notifications", body, { headers })).status, 413);
      const chunked = { ...headers, "Transfer-Encoding": "chunked" };
      assert.equal((await server.request("/notifications", body, { headers: chunked })).status, 413);
      assert.equal(server.counts.get("request_too_large"), 2);
    });

    it("with more items than a real batch can hold get 413", async () => {
      await start();
      const body = `{"value":[${"0,".repeat(30_000)}0]}`;
      assert.equal((await server.request("/notifications", body)).status, 413);
    });

    it("with broken JSON, or JSON of another shape, get 400", async () => {
      await start();
      const whole = JSON.stringify({ value: [buildNotification(CALL_ID)] });
      for (const body of [whole.slice(0, -1), "", " ", "nul", "[]", "{}", '{"value":{}}', '"value"', "\u0000"]) {
        assert.equal((await server.request("/notifications", body)).status, 400, body);
      }
      assert.equal(server.enqueued.length, 0);
      assert.equal(server.counts.get("request_malformed"), 9);
    });

    it("by another method get 405", async () => {
      await start();
      for (const method of ["GET", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
        assert.equal((await server.request("/lifecycle", "", { method })).status, 405, method);
      }
      assert.equal(server.counts.get("request_method_not_allowed"), 5);
    });

    it("that are cut short are counted and forgotten", async () => {
      await start();
      const socket = createConnection(server.address.port, "127.0.0.1");
      await new Promise((resolve) => socket.once("connect", resolve));
      socket.write("POST /api/graph/notifications HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n");
      socket.write("Content-Length: 100\r\n\r\n{", () => socket.destroy());
      while (!server.counts.has("request_malformed")) await new Promise((resolve) => setImmediate(resolve));
      assert.equal((await server.post([buildNotification(CALL_ID)])).status, 202);
    });
  });

  it("logs neither bodies nor secrets", async () => {
    await start({ enqueue: () => Promise.reject(new Error(`E11000 ${CALL_ID}`)) });
    await server.post([buildNotification(CALL_ID, { personal: "Ada Lovelace" })]);
    await server.request("/notifications", `{"value": [${WEBHOOK_CLIENT_STATE}`);
    assert.equal(server.log.length, 1);
    for (const text of [WEBHOOK_CLIENT_STATE, "Ada", CALL_ID]) assert.ok(!server.log.join("").includes(text));
  });
});
