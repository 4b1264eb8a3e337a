import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { generate } from "selfsigned";
import { systemClock } from "../../../src/clock.ts";
import type { CheckOutcome } from "../../../src/doctor/check.ts";
import { createHttpExchange, type HttpAnswer } from "../../../src/doctor/http-exchange.ts";
import { webhookCheck, type WebhookCheckParts } from "../../../src/doctor/webhook-check.ts";
import { fakeExchange, systemError, type ExchangeRequest } from "../../support/fake-exchange.ts";
import { SettableClock } from "../../support/settable-clock.ts";

const NOW = new Date("2026-11-23T05:00:00Z");
const DAY_MS = 24 * 3_600_000;
const signal = new AbortController().signal;

function echo({ url }: ExchangeRequest): Partial<HttpAnswer> {
  return {
    headers: { "content-type": "text/plain; charset=utf-8" },
    body: new URL(url).searchParams.get("validationToken") ?? "",
    tls: { fault: null, validTo: new Date(NOW.getTime() + 60 * DAY_MS), protocol: "TLSv1.3" },
  };
}

function check(
  answer: (request: ExchangeRequest) => Partial<HttpAnswer>,
  over: Partial<WebhookCheckParts> = {},
): Promise<CheckOutcome> {
  const parts = {
    publicUrl: "https://calls.example",
    http: fakeExchange(answer),
    resolve: () => Promise.resolve(["203.0.113.7"]),
    isGraphLocal: false,
    clock: new SettableClock(NOW),
  };
  return webhookCheck({ ...parts, ...over })(signal);
}

async function assertFound(
  outcome: Promise<CheckOutcome>,
  state: string,
  found: RegExp,
  remedy: RegExp,
): Promise<void> {
  const given = await outcome;
  assert.equal(given.state, state, given.found);
  assert.match([given.found, ...given.items].join(" "), found);
  assert.match(given.remedy ?? "", remedy);
}

describe("doctor/webhook-check", () => {
  it("shakes hands as Graph does, at both addresses, and says from where", async () => {
    const http = fakeExchange(echo);
    const outcome = await check(echo, { http });
    assert.equal(outcome.state, "ok");
    assert.match(outcome.found, /from this machine, not from Microsoft's/);
    assert.deepEqual(
      http.requests.map(({ method, url, headers }) => [method, new URL(url).pathname, headers?.["content-type"]]),
      ["/api/graph/notifications", "/api/graph/lifecycle"].map((path) => ["POST", path, "text/plain; charset=utf-8"]),
    );
    const tokens = http.requests.map(({ url }) => new URL(url).searchParams.get("validationToken") ?? "");
    assert.ok(tokens.every((token) => /[ :]/.test(token) && token.includes("+")));
  });

  it("finds an address that Graph would not take", async () => {
    await assertFound(check(echo, { publicUrl: "http://127.0.0.1:3978" }), "failed", /not https/, /public certificate/);
    assert.equal((await check(echo, { publicUrl: "http://127.0.0.1:3978", isGraphLocal: true })).state, "ok");
  });

  const wrong: [string, Partial<HttpAnswer>, RegExp, RegExp][] = [
    ["another status", { status: 502 }, /status 502/, /leads to this service/],
    ["a redirect", { status: 301 }, /status 301/, /redirects to/],
    ["a page", { headers: { "content-type": "text/html" } }, /does not repeat/, /sign-in page/],
    ["more than the token", { body: "token\n" }, /does not repeat/, /changes the request/],
    ["an answer that comes late", { durationMs: 10_400 }, /10\.4 seconds/, /holds the service/],
  ];
  for (const [what, over, found, remedy] of wrong) {
    it(`finds ${what}`, () =>
      assertFound(
        check((request) => ({ ...echo(request), ...over })),
        "failed",
        found,
        remedy,
      ));
  }

  it("finds a wrong answer at the second address alone", async () => {
    const answer = (request: ExchangeRequest): Partial<HttpAnswer> =>
      request.url.includes("lifecycle") ? { status: 404 } : echo(request);
    await assertFound(check(answer), "failed", /lifecycle answers with status 404/, /leads to this service/);
  });

  it("finds a slow answer, which Graph holds against it", async () => {
    const slow = check((request) => ({ ...echo(request), durationMs: 4_200 }));
    await assertFound(slow, "warning", /notifications took 4\.2 seconds/, /delays notifications/);
  });

  it("finds nobody there", async () => {
    const failing = (code: string) => (): never => {
      throw systemError(code);
    };
    await assertFound(check(failing("ECONNREFUSED")), "failed", /ECONNREFUSED/, /callwise serve/);
    await assertFound(check(failing("ENOTFOUND")), "failed", /ENOTFOUND/, /host name/);
  });

  it("finds certificates that Graph would not take, or soon not", async () => {
    const tls = (over: object): Promise<CheckOutcome> =>
      check((request) => {
        const good = echo(request);
        return { ...good, tls: { fault: null, validTo: null, protocol: "TLSv1.3", ...good.tls, ...over } };
      });
    const validTo = new Date(NOW.getTime() - DAY_MS);
    await assertFound(tls({ fault: "CERT_HAS_EXPIRED", validTo }), "failed", /expired on 2026-11-22/, /^Renew/);
    await assertFound(tls({ fault: "SELF_SIGNED_CERT_IN_CHAIN" }), "failed", /not trusted/, /public authority/);
    await assertFound(tls({ protocol: "TLSv1.1" }), "failed", /TLSv1\.1 only/, /TLS 1\.2/);
    const soon = new Date(NOW.getTime() + 3 * DAY_MS);
    await assertFound(tls({ validTo: soon }), "warning", /expires in 3 days/, /^Renew/);
  });

  it("finds a host that only this network can reach", async () => {
    for (const address of ["10.4.5.6", "192.168.1.1", "172.20.0.9", "127.0.0.1", "::1", "fd00::1"]) {
      const outcome = check(echo, { resolve: () => Promise.resolve([address]) });
      await assertFound(outcome, "warning", /private address/, /public DNS/);
    }
    assert.equal((await check(echo, { resolve: () => Promise.resolve(["10.4.5.6", "203.0.113.7"]) })).state, "ok");
    assert.equal((await check(echo, { resolve: () => Promise.reject(systemError("ENOTFOUND")) })).state, "ok");
  });
});

describe("doctor/http-exchange", () => {
  async function serve(validDays: [number, number]): Promise<{ url: string; ca: string; stop: () => Promise<void> }> {
    const [from, to] = validDays.map((days) => new Date(systemClock.now().getTime() + days * DAY_MS));
    const made = await generate([{ name: "commonName", value: "localhost" }], {
      ...(from && { notBeforeDate: from }),
      ...(to && { notAfterDate: to }),
      extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
    });
    const server = createServer({ key: made.private, cert: made.cert }, (request, response) => {
      response.setHeader("content-type", "text/plain; charset=utf-8");
      response.end(new URL(request.url ?? "/", "https://x").searchParams.get("validationToken"));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    return {
      url: `https://127.0.0.1:${port}`,
      ca: made.cert,
      async stop() {
        server.closeAllConnections();
        server.close();
        await once(server, "close");
      },
    };
  }

  it("tells of an expired certificate, which the webhook's check finds", async () => {
    const { url, ca, stop } = await serve([-10, -1]);
    try {
      const http = createHttpExchange(systemClock, ca);
      assert.equal((await http.connect(url, signal))?.fault, "CERT_HAS_EXPIRED");
      const parts = { resolve: () => Promise.resolve([]), isGraphLocal: true, clock: systemClock };
      await assertFound(
        webhookCheck({ publicUrl: url, http, ...parts })(signal),
        "failed",
        /certificate at PUBLIC_URL expired/,
        /^Renew/,
      );
    } finally {
      await stop();
    }
  });

  it("trusts whom it was told to trust, and nobody else", async () => {
    const { url, ca, stop } = await serve([-1, 30]);
    try {
      const trusted = await createHttpExchange(systemClock, ca).send({ method: "GET", url, signal });
      assert.deepEqual([trusted.status, trusted.tls?.fault], [200, null]);
      assert.match(trusted.tls?.protocol ?? "", /^TLSv1\.[23]$/);
      const stranger = await createHttpExchange(systemClock, null).connect(url, signal);
      assert.equal(stranger?.fault, "DEPTH_ZERO_SELF_SIGNED_CERT");
    } finally {
      await stop();
    }
  });

  it("rejects when nobody is there, and when it is called off", async () => {
    const http = createHttpExchange(systemClock, null);
    const { url, stop } = await serve([-1, 30]);
    await assert.rejects(http.send({ method: "GET", url, signal: AbortSignal.abort() }), { name: "AbortError" });
    await stop();
    await assert.rejects(http.send({ method: "GET", url, signal }), { code: "ECONNREFUSED" });
    await assert.rejects(http.connect(url, signal), { code: "ECONNREFUSED" });
  });
});
