import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { createTabSite } from "../../../src/http/tab-site.ts";
import { serveRouters, type ApiServer } from "../../support/api-server.ts";

const PAGE = "<!doctype html><title>Tab</title>";
const SCRIPT = "console.log('tab')";

describe("tab site", () => {
  let folder: string;
  let server: ApiServer;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "callwise-tab-"));
    const build = path.join(folder, "dist");
    await mkdir(path.join(build, "assets"), { recursive: true });
    await mkdir(path.join(build, ".vite"));
    await writeFile(path.join(build, "index.html"), PAGE);
    await writeFile(path.join(build, "assets", "main-1a2b.js"), SCRIPT);
    await writeFile(path.join(build, "assets", "main-1a2b.js.gz"), gzipSync(SCRIPT));
    await writeFile(path.join(build, "assets", "logo-3c4d.png"), "png");
    await writeFile(path.join(build, ".vite", "manifest.json"), "{}");
    await writeFile(path.join(folder, "secret.json"), "secret");
    server = await serveRouters(createTabSite({ directory: build }));
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  for (const page of ["/tab/", "/tab/calls", "/tab/calls/0e4c3a5e-1d5b-4b6f-8f0a-9b1c2d3e4f50?x=1", "/tab/admin/a/b"]) {
    it(`gives the page at ${page}, to be asked for again`, async () => {
      const { status, text, headers } = await server.ask(page);
      assert.deepEqual([status, text], [200, PAGE]);
      assert.equal(headers["content-type"], "text/html; charset=utf-8");
      assert.equal(headers["cache-control"], "no-cache");
      const again = await server.ask(page, { headers: { "if-none-match": headers.etag ?? "" } });
      assert.equal(again.status, 304);
    });
  }

  it("gives files that never change, as they are to whoever takes nothing else", async () => {
    const { status, text, headers } = await server.ask("/tab/assets/main-1a2b.js", {
      headers: { "accept-encoding": "identity" },
    });
    assert.deepEqual([status, text], [200, SCRIPT]);
    assert.match(headers["content-type"] ?? "", /^text\/javascript/);
    assert.equal(headers["cache-control"], "public, max-age=31536000, immutable");
    assert.equal(headers["content-encoding"], undefined);
    assert.equal(headers.vary, "accept-encoding");
  });

  it("gives the compressed file to whoever takes it", async () => {
    const response = await fetch(`${server.address}/tab/assets/main-1a2b.js`, {
      headers: { "accept-encoding": "gzip, br" },
    });
    assert.equal(response.headers.get("content-encoding"), "gzip");
    assert.match(response.headers.get("content-type") ?? "", /^text\/javascript/);
    assert.equal(Number(response.headers.get("content-length")), gzipSync(SCRIPT).length);
    assert.equal(await response.text(), gunzipSync(gzipSync(SCRIPT)).toString());
  });

  it("gives a file that was not compressed to everybody", async () => {
    const { status, headers } = await server.ask("/tab/assets/logo-3c4d.png", {
      headers: { "accept-encoding": "gzip" },
    });
    assert.deepEqual([status, headers["content-type"]], [200, "image/png"]);
  });

  for (const file of [
    "/tab/assets/main-0000.js",
    "/tab/assets/calls",
    "/tab/favicon.ico",
    "/tab/.vite/manifest.json",
    "/tab/../secret.json",
    "/tab/%2e%2e/secret.json",
    "/tab/..%2fsecret.json",
    "/tab/assets/..%2f..%2f..%2fsecret.json",
    "/tab//etc/passwd.json",
    "/tab/assets/%00.js",
    "/tab/assets/%E0%A4%A.js",
  ]) {
    it(`has no file ${file}`, async () => {
      const { status, text } = await server.ask(file);
      assert.ok(status === 404 || status === 400, String(status));
      assert.ok(!text.includes("secret"));
    });
  }

  it("leads from the root, and from its name without a slash, to the tab", async () => {
    for (const [from, to] of [
      ["/", "/tab/"],
      ["/tab", "/tab/"],
      ["/tab?period=today", "/tab/?period=today"],
    ] as const) {
      const { status, headers } = await server.ask(from);
      assert.deepEqual([status, headers.location], [302, to]);
    }
  });

  it("says what to do when nothing was built", async () => {
    const unbuilt = await serveRouters(createTabSite({ directory: path.join(folder, "nothing") }));
    const { status, text, headers } = await unbuilt.ask("/tab/calls");
    const file = await unbuilt.ask("/tab/assets/main-1a2b.js");
    await unbuilt.stop();
    assert.equal(status, 503);
    assert.match(text, /npm run build/);
    assert.equal(headers["cache-control"], "no-store");
    assert.equal(file.status, 404);
  });
});
