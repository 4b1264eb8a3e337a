import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import express from "express";
import { answerTheRest } from "../../../src/http/answer-the-rest.ts";
import { createLog } from "../../../src/log.ts";

describe("what no router answers", () => {
  let server: Server;
  let lines: string[];
  let address: string;

  beforeEach(async () => {
    lines = [];
    const app = express();
    app.get("/thrown", () => {
      throw new Error("mongodb://user:secret@host");
    });
    app.get("/known/:name", (_request, response) => void response.json({}));
    answerTheRest(app, createLog("debug", { write: (line) => lines.push(line) }));
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    assert.ok(bound !== null && typeof bound === "object");
    address = `http://127.0.0.1:${bound.port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function get(path: string): Promise<{ status: number; body: Record<string, string>; text: string }> {
    const answer = await fetch(`${address}${path}`);
    const text = await answer.text();
    return { status: answer.status, body: JSON.parse(text) as Record<string, string>, text };
  }

  it("is 404 for an unknown path, and repeats nothing of it", async () => {
    const { status, body, text } = await get("/api/megan?token=abc");
    assert.equal(status, 404);
    assert.deepEqual(Object.keys(body), ["code", "message", "requestId"]);
    assert.equal(body["code"], "not_found");
    assert.ok(!/megan|abc/.test(text));
  });

  it("is 400 for a path that cannot be decoded", async () => {
    const { status, body } = await get("/known/%E0%A4%A");
    assert.deepEqual([status, body["code"]], [400, "bad_request"]);
    assert.deepEqual(lines, []);
  });

  it("is 500 for what a router throws: logged with the request id, not told", async () => {
    const { status, body, text } = await get("/thrown");
    assert.deepEqual([status, body["code"]], [500, "failed"]);
    assert.ok(!text.includes("secret"));
    assert.ok(lines.some((line) => line.includes(body["requestId"] ?? "none")));
  });
});
