import assert from "node:assert/strict";
import express from "express";
import { securityHeaders, type SecurityOptions } from "../../../src/http/security-headers.ts";
import { serveRouters } from "../../support/api-server.ts";

describe("security headers", () => {
  async function headersOf(options: SecurityOptions): Promise<Record<string, string | string[] | undefined>> {
    const server = await serveRouters(express.Router().use(securityHeaders(options)));
    const { headers } = await server.ask("/anything");
    await server.stop();
    return headers;
  }

  const directives = (headers: Record<string, string | string[] | undefined>): Map<string, string> =>
    new Map(
      String(headers["content-security-policy"])
        .split(";")
        .map((directive) => directive.split(/ (.*)/s, 2) as [string, string]),
    );

  it("lets Teams frame the tab, and nobody else", async () => {
    const headers = await headersOf({ isHttps: true, framesItself: false });
    assert.equal(
      directives(headers).get("frame-ancestors"),
      "https://teams.microsoft.com https://*.teams.microsoft.com https://teams.cloud.microsoft",
    );
    assert.equal(headers["x-frame-options"], undefined);
  });

  it("lets the tab load and ask nothing but the service", async () => {
    const policy = directives(await headersOf({ isHttps: true, framesItself: false }));
    assert.equal(policy.get("default-src"), "'self'");
    assert.equal(policy.get("script-src"), "'self'");
    assert.equal(policy.get("connect-src"), "'self'");
    assert.equal(policy.get("style-src"), "'self' 'unsafe-inline'");
    assert.equal(policy.get("base-uri"), "'none'");
    assert.equal(policy.get("object-src"), "'none'");
  });

  it("tells nobody where one comes from, and lets nobody guess content types", async () => {
    const headers = await headersOf({ isHttps: true, framesItself: false });
    assert.equal(headers["referrer-policy"], "no-referrer");
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.equal(headers["strict-transport-security"], "max-age=31536000");
    assert.equal(headers["x-powered-by"], undefined);
  });

  it("lets a page of the service itself stand for Teams in simulated mode, over plain http", async () => {
    const headers = await headersOf({ isHttps: false, framesItself: true });
    assert.match(directives(headers).get("frame-ancestors") ?? "", /^'self' https:/);
    assert.equal(headers["strict-transport-security"], undefined);
  });
});
