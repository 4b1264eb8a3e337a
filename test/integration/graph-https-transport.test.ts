import assert from "node:assert/strict";
import { createServer, type Server } from "node:https";
import { gzipSync } from "node:zlib";
import { createHttpsTransport } from "../../src/graph/https-transport.ts";
import { tlsMaterial, type TlsMaterial } from "../../src/simulator/certificate.ts";

describe("the https transport", () => {
  let tls: TlsMaterial;
  let server: Server;
  let root = "";
  let connections = 0;
  const open: { close(): void }[] = [];

  before(async () => {
    tls = await tlsMaterial(null);
    server = createServer(tls, (request, response) => {
      switch (request.url) {
        case "/zipped":
          response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync('{"a":"ü"}'));
          break;
        case "/nothing":
          response.writeHead(204).end();
          break;
        case "/broken":
          response.writeHead(200, { "content-length": "100" });
          response.write("half");
          request.socket.destroy();
          break;
        case "/never":
          break;
        default:
          response.writeHead(200, { "x-method": request.method ?? "", "x-asked": request.headers["x-ask"] ?? "" });
          request.pipe(response);
      }
    });
    server.on("secureConnection", () => connections++);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    assert.ok(bound !== null && typeof bound === "object");
    root = `https://127.0.0.1:${bound.port}`;
  });

  after(async () => {
    for (const transport of open) transport.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const transportTo = (caCertificate?: string) => {
    const transport = createHttpsTransport(caCertificate);
    open.push(transport);
    return (path: string, more: { body?: string; signal?: AbortSignal } = {}): Promise<Response> =>
      transport.send({
        url: root + path,
        method: more.body === undefined ? "GET" : "POST",
        headers: { "x-ask": "yes" },
        body: more.body ?? null,
        signal: more.signal ?? new AbortController().signal,
      });
  };

  it("sends method, headers and body, and keeps its connection", async () => {
    const send = transportTo(tls.cert);
    const before = connections;
    for (const body of ["one", "two", "three"]) {
      const response = await send("/echo", { body });
      assert.equal(await response.text(), body);
      assert.equal(response.headers.get("x-method"), "POST");
      assert.equal(response.headers.get("x-asked"), "yes");
    }
    assert.equal(connections - before, 1);
  });

  it("reads zipped and empty answers", async () => {
    const send = transportTo(tls.cert);
    assert.deepEqual(await (await send("/zipped")).json(), { a: "ü" });
    const nothing = await send("/nothing");
    assert.equal(nothing.status, 204);
    assert.equal(await nothing.text(), "");
  });

  it("rejects answers that break off, requests called off and strangers", async () => {
    const send = transportTo(tls.cert);
    await assert.rejects(send("/broken"));
    const abort = new AbortController();
    const waiting = send("/never", { signal: abort.signal });
    setImmediate(() => abort.abort());
    await assert.rejects(waiting, { name: "AbortError" });
    await assert.rejects(transportTo()("/echo"), { code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });
});
