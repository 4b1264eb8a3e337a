import assert from "node:assert/strict";
import { fileRoute, type FileAnswer } from "../../../src/http/route.ts";
import { serveRoutes, type ApiServer } from "../../support/api-server.ts";

describe("answering a file", () => {
  let server: ApiServer & { lines: string[] };
  let content: FileAnswer["content"];

  before(async () => {
    const handle = (): FileAnswer => ({ name: "calls.txt", contentType: "text/plain; charset=utf-8", content });
    const about = { method: "GET", path: "/api/file", summary: "A file", who: "person" } as const;
    server = await serveRoutes([fileRoute({ ...about, contentTypes: ["text/plain"], handle })]);
  });
  after(() => server.stop());

  async function* pieces(count: number, fault?: Error): AsyncGenerator<string> {
    for (let piece = 0; piece < count; piece += 1) yield await Promise.resolve(`piece ${piece} é\n`);
    if (fault !== undefined) throw fault;
  }

  it("is the same whole and piece by piece", async () => {
    content = "piece 0 é\npiece 1 é\n";
    const whole = await server.ask("/api/file");
    content = pieces(2);
    const inPieces = await server.ask("/api/file");
    for (const { status, text, headers } of [whole, inPieces]) {
      assert.equal(status, 200);
      assert.equal(text, "piece 0 é\npiece 1 é\n");
      assert.equal(headers["content-type"], "text/plain; charset=utf-8");
      assert.match(headers["content-disposition"] ?? "", /^attachment; filename="?calls\.txt"?$/);
    }
  });

  it("may be empty, or larger than a connection's buffers", async () => {
    content = pieces(0);
    assert.equal((await server.ask("/api/file")).text, "");
    content = pieces(50_000);
    assert.equal((await server.ask("/api/file")).text.match(/piece/g)?.length, 50_000);
  });

  it("is an error when it fails before its first piece", async () => {
    content = pieces(0, new Error("secret"));
    const { status, text } = await server.ask("/api/file");
    assert.equal(status, 500);
    assert.doesNotMatch(text, /secret|piece/);
  });

  it("breaks off when it fails later, and the service goes on", async () => {
    content = pieces(3, new Error("secret"));
    await assert.rejects(server.ask("/api/file"), { code: "ECONNRESET" });
    assert.ok(server.lines.some((line) => line.includes("file cut short") && !line.includes("secret")));
    content = "whole";
    assert.equal((await server.ask("/api/file")).text, "whole");
  });
});
