import assert from "node:assert/strict";
import { createServer, request, type IncomingHttpHeaders, type Server } from "node:http";
import express from "express";
import { createAdminStatusRouter, type AdminStatusOptions } from "../../../src/http/admin-status-router.ts";

describe("GET /api/admin/status", () => {
  let server: Server | null = null;
  let port = 0;

  async function serve(over: Partial<AdminStatusOptions> = {}): Promise<void> {
    const options = { read: () => Promise.resolve({ tenantId: "one" }), isOpenOnLoopback: true, ...over };
    const started = createServer(express().use(createAdminStatusRouter(options)));
    await new Promise<void>((resolve) => started.listen(0, "127.0.0.1", resolve));
    const bound = started.address();
    assert.ok(bound !== null && typeof bound === "object");
    [server, port] = [started, bound.port];
  }
  afterEach((done) => void (server ? server.close(done) : done()));

  function get(
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: object; headers: IncomingHttpHeaders }> {
    return new Promise((resolve, reject) => {
      const asked = request({ port, host: "127.0.0.1", path: "/api/admin/status", headers, agent: false }, (answer) => {
        let text = "";
        answer.on("data", (chunk: Buffer) => (text += chunk.toString()));
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, body: JSON.parse(text) as object, headers: answer.headers }),
        );
      });
      asked.on("error", reject).end();
    });
  }

  it("answers this machine in simulated mode, and is not kept by anybody", async () => {
    await serve();
    const { status, body, headers } = await get();
    assert.deepEqual([status, body], [200, { tenantId: "one" }]);
    assert.equal(headers["cache-control"], "no-store");
    assert.equal((await get({ host: `localhost:${port}` })).status, 200);
  });

  it("answers nobody otherwise, and does not even read", async () => {
    await serve({ isOpenOnLoopback: false, read: () => assert.fail("read") });
    const { status, body } = await get();
    assert.equal(status, 401);
    assert.deepEqual(Object.keys(body), ["code", "message", "requestId"]);
    assert.equal("code" in body && body.code, "sign_in_required");
  });

  for (const headers of [
    { "x-forwarded-for": "203.0.113.9" },
    { "x-forwarded-host": "127.0.0.1" },
    { forwarded: "for=203.0.113.9" },
    { "x-real-ip": "203.0.113.9" },
    { host: "callwise.example.org" },
    { host: "127.0.0.1.example.org" },
  ]) {
    it(`refuses what somebody else may have sent: ${JSON.stringify(headers)}`, async () => {
      await serve({ read: () => assert.fail("read") });
      assert.equal((await get(headers)).status, 401);
    });
  }

  it("says that the store does not answer, without its words", async () => {
    await serve({ read: () => Promise.reject(new Error("mongodb://user:password@host")) });
    const { status, body } = await get();
    assert.equal(status, 503);
    assert.doesNotMatch(JSON.stringify(body), /password/);
  });
});
