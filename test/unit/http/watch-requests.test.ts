import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import express from "express";
import { z } from "zod";
import { createApiRouter } from "../../../src/http/api-router.ts";
import { route } from "../../../src/http/route.ts";
import { watchRequests } from "../../../src/http/watch-requests.ts";
import { createLog } from "../../../src/log.ts";
import { serveRouters, SOMEBODY, type ApiServer } from "../../support/api-server.ts";
import { DrivenClock } from "../../support/driven-clock.ts";

type Observed = { method: string; route: string; status: number };

describe("watchRequests", () => {
  const lines: string[] = [];
  const observed: Observed[] = [];
  let server: ApiServer;

  before(async () => {
    const clock = new DrivenClock();
    const failing = route({
      method: "GET",
      path: "/api/things/:callId",
      summary: "fails",
      who: "person",
      params: { callId: z.string() },
      response: z.object({}),
      handle: () => Promise.reject(new TypeError("this quotes what was sent")),
    });
    const router = createApiRouter({
      routes: [failing],
      signIn: () => Promise.resolve(SOMEBODY),
      clock,
      log: createLog("debug", { write: (line) => lines.push(line) }),
    });
    const observe = ({ method, route, status }: Observed): void => void observed.push({ method, route, status });
    server = await serveRouters(express.Router().use(watchRequests({ observe, clock })), router);
  });
  after(() => server.stop());
  beforeEach(() => {
    lines.length = 0;
    observed.length = 0;
  });

  it("gives one id to the answer's header, its body and the log, and the call beside it", async () => {
    const callId = randomUUID();
    const { headers, json } = await server.ask(`/api/things/${callId.toUpperCase()}`);
    const { requestId } = json() as { requestId: string };
    assert.equal(headers["x-request-id"], requestId);
    const [line, ...more] = lines.map((text) => JSON.parse(text) as Record<string, unknown>);
    assert.deepEqual(more, []);
    assert.deepEqual([line?.["requestId"], line?.["callId"], line?.["code"]], [requestId, callId, "TypeError"]);
  });

  it("takes a proxy's id that is well formed, and no other text", async () => {
    const id = randomUUID();
    for (const [given, isTaken] of [
      [id, true],
      ["somebody@example.com", false],
      [`${id}\tx`, false],
      ["", false],
    ] as const) {
      const { headers } = await server.ask("/api/things/1", { headers: { "x-request-id": given } });
      assert.equal(headers["x-request-id"] === given, isTaken, given);
      assert.match(String(headers["x-request-id"]), /^[0-9a-f-]{36}$/);
    }
  });

  it("does not take into the log what stands in a call's place and is no call's id", async () => {
    await server.ask("/api/things/Anna%20Example");
    assert.equal(lines.length, 1);
    assert.doesNotMatch(lines.join(), /Anna|callId/);
  });

  it("measures by the route's template, never by the path", async () => {
    await server.ask("/api/things/secret");
    await server.ask("/elsewhere/secret", { method: "PROPFIND" });
    assert.deepEqual(observed, [
      { method: "GET", route: "/api/things/:callId", status: 500 },
      { method: "other", route: "other", status: 404 },
    ]);
  });
});
