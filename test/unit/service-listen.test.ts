import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import { closeServer, listen } from "../../src/service-listen.ts";
import { ServiceError } from "../../src/service-error.ts";

const ANY_PORT = { host: "127.0.0.1", port: 0 };

describe("the service's server", () => {
  const servers: Server[] = [];
  const create = (): Server => {
    const server = createServer((_request, response) => response.end());
    servers.push(server);
    return server;
  };

  afterEach(async () => {
    for (const server of servers.splice(0)) if (server.listening) await closeServer(server);
  });

  it("tells the address that it was given, and keeps idle connections for longer than a proxy does", async () => {
    const address = await listen(create(), ANY_PORT);
    const answer = await fetch(address);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("keep-alive"), "timeout=75");
  });

  it("says which settings are at fault when the port is taken", async () => {
    const { port } = new URL(await listen(create(), ANY_PORT));
    await assert.rejects(
      listen(create(), { ...ANY_PORT, port: Number(port) }),
      (error) => error instanceof ServiceError && error.code === "cannot_listen",
    );
  });

  it("is closed although connections are kept", async () => {
    const server = create();
    const address = await listen(server, ANY_PORT);
    await (await fetch(address)).arrayBuffer();
    await closeServer(server);
    await assert.rejects(fetch(address));
  });
});
