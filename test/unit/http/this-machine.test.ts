import assert from "node:assert/strict";
import express from "express";
import { comesFromThisMachine } from "../../../src/http/this-machine.ts";
import { serveRouters, type ApiServer } from "../../support/api-server.ts";

describe("whether a request comes from this machine", () => {
  let server: ApiServer;
  before(async () => {
    const router = express.Router();
    router.get("/", (request, response) => void response.json(comesFromThisMachine(request)));
    server = await serveRouters(router);
  });
  after(() => server.stop());

  for (const host of [null, "localhost", "LOCALHOST:3978", "127.0.0.1:3978", "[::1]:3978"]) {
    it(`does under the name ${host ?? "of its address"}`, async () => {
      const { json } = await server.ask("/", host === null ? {} : { headers: { host } });
      assert.equal(json(), true);
    });
  }

  for (const headers of [
    { "x-forwarded-for": "203.0.113.9" },
    { "x-forwarded-host": "127.0.0.1" },
    { forwarded: "for=203.0.113.9" },
    { "x-real-ip": "203.0.113.9" },
    { host: "callwise.example.org" },
    { host: "127.0.0.1.example.org" },
    { host: "localhost.example.org" },
  ]) {
    it(`does not when somebody else may have sent it: ${JSON.stringify(headers)}`, async () => {
      const { json } = await server.ask("/", { headers });
      assert.equal(json(), false);
    });
  }
});
