import assert from "node:assert/strict";
import { GraphError } from "../../../src/graph/graph-error.ts";
import { FAKE_ROOT, fakeGraph, type FakeAnswer } from "../../support/fake-graph.ts";

const PATH = "/communications/callRecords/c1";

/** Answers one after the other, the last one for ever. */
function inTurn(...answers: FakeAnswer[]): () => FakeAnswer {
  let turn = 0;
  return () => answers[Math.min(turn++, answers.length - 1)] ?? {};
}

describe("the Graph client", () => {
  it("asks for v1.0 with a token, whether or not the root names the version", async () => {
    for (const graphRoot of [FAKE_ROOT, `${FAKE_ROOT}/`, `${FAKE_ROOT}/v1.0`, `${FAKE_ROOT}/v1.0/`]) {
      const { client, requests } = fakeGraph(() => ({ body: { id: "c1" } }), { graphRoot });
      assert.deepEqual(await client.send({ method: "GET", path: `${PATH}?$expand=sessions($expand=segments)` }), {
        id: "c1",
      });
      assert.equal(requests[0]?.url, `${FAKE_ROOT}/v1.0${PATH}?$expand=sessions($expand=segments)`);
      assert.equal(requests[0]?.headers["authorization"], "Bearer token-1");
    }
  });

  it("sends bodies as JSON and understands empty answers", async () => {
    const { client, requests } = fakeGraph(() => ({ status: 204 }));
    assert.equal(await client.send({ method: "PATCH", path: "/subscriptions/s", body: { a: 1 } }), null);
    assert.equal(requests[0]?.method, "PATCH");
    assert.equal(requests[0]?.body, '{"a":1}');
    assert.match(requests[0]?.headers["content-type"] ?? "", /application\/json/);
  });

  it("follows links exactly as they were written, and only to where it belongs", async () => {
    const { client, requests } = fakeGraph(() => ({ body: {} }));
    const link = `${FAKE_ROOT}/v1.0${PATH}/sessions?$skiptoken=a%2Bb&from=1&$expand=segments&$expand=x`;
    await client.send({ method: "GET", path: link });
    assert.equal(requests[0]?.url, link);
    for (const foreign of ["https://evil.example/v1.0/x", `http://graph.example/v1.0${PATH}`, `${FAKE_ROOT}/other/x`]) {
      await assert.rejects(client.send({ method: "GET", path: foreign }), { code: "graph_foreign_link" });
    }
    assert.equal(requests.length, 1, "no token went elsewhere");
  });

  it("waits as long as Retry-After says, in seconds or as a date", async () => {
    for (const header of ["17", "Mon, 02 Mar 2026 08:00:17 GMT"]) {
      const { client, clock, requests } = fakeGraph(
        inTurn({ status: 429, headers: { "retry-after": header } }, { body: {} }),
      );
      const start = clock.now().getTime();
      await clock.run(client.send({ method: "GET", path: PATH }));
      assert.equal(requests.length, 2);
      assert.equal(clock.now().getTime() - start, 17_000);
    }
  });

  it("holds back every request for the same record after 429", async () => {
    const { client, clock, requests } = fakeGraph(
      inTurn({ status: 429, headers: { "retry-after": "30" } }, { body: {} }),
    );
    const first = client.send({ method: "GET", path: PATH });
    await clock.advance(0);
    const second = client.send({ method: "GET", path: `${PATH}/sessions` });
    const other = client.send({ method: "GET", path: "/communications/callRecords/other" });
    await clock.advance(29_999);
    await other;
    assert.equal(requests.length, 2);
    await clock.advance(1);
    await Promise.all([first, second]);
    assert.equal(requests.length, 4);
  });

  it("backs off with jitter after 5xx and lost connections, and gives up in the end", async () => {
    for (const answer of [
      () => ({ status: 503 }),
      () => ({ status: 500 }),
      () => Promise.reject(new Error("ECONNRESET")),
    ]) {
      const { client, clock, requests } = fakeGraph(answer);
      const start = clock.now().getTime();
      const failing = client.send({ method: "GET", path: PATH });
      await assert.rejects(clock.run(failing), (error) => {
        assert.ok(error instanceof GraphError);
        assert.equal(error.retryable, true);
        assert.match(error.code, /^graph_(unavailable|unreachable)$/);
        return true;
      });
      assert.equal(requests.length, 5);
      assert.equal(clock.now().getTime() - start, 500 + 1000 + 2000 + 4000, "half of 1, 2, 4 and 8 seconds");
    }
  });

  it("leaves long waits to the caller", async () => {
    const { client, clock, requests } = fakeGraph(() => ({ status: 503, headers: { "retry-after": "600" } }));
    await assert.rejects(clock.run(client.send({ method: "GET", path: PATH })), {
      code: "graph_unavailable",
      retryable: true,
      retryAfterMs: 600_000,
    });
    assert.equal(requests.length, 1);
  });

  it("does not repeat what cannot succeed, and says why", async () => {
    const body = { error: { code: "NotFound", message: "gone", innerError: { "request-id": "r1" } } };
    for (const [status, code] of [
      [400, "graph_bad_request"],
      [403, "graph_forbidden"],
      [404, "graph_not_found"],
      [409, "graph_conflict"],
      [418, "graph_unexpected_status"],
    ] as const) {
      const { client, requests } = fakeGraph(() => ({ status, body }));
      await assert.rejects(client.send({ method: "GET", path: PATH }), {
        code,
        status,
        graphCode: "NotFound",
        graphMessage: "gone",
        requestId: "r1",
        retryable: false,
      });
      assert.equal(requests.length, 1);
    }
  });

  it("survives error bodies of any shape", async () => {
    for (const body of [
      "",
      "<html>",
      "null",
      "[]",
      { error: "x" },
      { error: { code: 7, innerError: null } },
      { error: null },
    ]) {
      const { client } = fakeGraph(() => ({ status: 400, body }));
      await assert.rejects(client.send({ method: "GET", path: PATH }), { code: "graph_bad_request", graphCode: null });
    }
  });

  it("replaces a refused token once", async () => {
    const { client, requests, tokensIssued } = fakeGraph(({ headers }) =>
      headers["authorization"] === "Bearer token-2" ? { body: {} } : { status: 401 },
    );
    await client.send({ method: "GET", path: PATH });
    assert.equal(requests.length, 2);
    await client.send({ method: "GET", path: PATH });
    assert.equal(tokensIssued(), 2, "the new token is kept");

    const refused = fakeGraph(() => ({ status: 401 }));
    await assert.rejects(refused.client.send({ method: "GET", path: PATH }), {
      code: "graph_unauthorized",
      retryable: false,
    });
    assert.equal(refused.requests.length, 2);
  });

  it("asks for one token however many requests wait for it, and for a new one before it ends", async () => {
    const { client, clock, tokensIssued } = fakeGraph(() => ({ body: {} }));
    await Promise.all(Array.from({ length: 20 }, () => client.send({ method: "GET", path: PATH })));
    assert.equal(tokensIssued(), 1);
    await clock.advance(56 * 60_000);
    await client.send({ method: "GET", path: PATH });
    assert.equal(tokensIssued(), 2);
  });

  it("tells a wrong secret from a sign-in service that cannot be reached", async () => {
    const failing = (error: Error) =>
      fakeGraph(() => ({ body: {} }), { createCredential: () => ({ getToken: () => Promise.reject(error) }) });
    const wrong = failing(new Error("invalid_client: AADSTS7000215: Invalid client secret provided for app Secret."));
    await assert.rejects(wrong.client.send({ method: "GET", path: PATH }), (error) => {
      assert.ok(error instanceof GraphError);
      assert.equal(error.code, "graph_sign_in_failed");
      assert.equal(error.graphCode, "AADSTS7000215");
      assert.equal(error.remedy, "fix-configuration");
      assert.doesNotMatch(error.message, /Secret/);
      return true;
    });
    const down = failing(Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" }));
    const sending = down.client.send({ method: "GET", path: PATH });
    await assert.rejects(down.clock.run(sending), { code: "graph_sign_in_failed", retryable: true });
  });

  it("does not repeat a sign-in with a certificate that is not there or is none", async () => {
    const missing = Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" });
    for (const error of [missing, new Error("The file does not contain a PEM-encoded certificate.")]) {
      const { client } = fakeGraph(() => ({}), { createCredential: () => ({ getToken: () => Promise.reject(error) }) });
      await assert.rejects(client.send({ method: "GET", path: PATH }), {
        code: "graph_sign_in_failed",
        retryable: false,
        remedy: "fix-configuration",
      });
    }
  });

  it("gives up an attempt that takes too long, and calls it off", async () => {
    const signals: AbortSignal[] = [];
    const { client, clock } = fakeGraph(
      ({ signal }) => {
        signals.push(signal);
        return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("aborted"))));
      },
      { timeoutMs: 10_000, maxAttempts: 2 },
    );
    await assert.rejects(clock.run(client.send({ method: "GET", path: PATH })), {
      code: "graph_timeout",
      retryable: true,
    });
    assert.deepEqual(
      signals.map((signal) => signal.aborted),
      [true, true],
    );
  });

  it("can be called off while it waits for its turn, for Graph and for another attempt", async () => {
    const hanging = fakeGraph(
      ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("x")))),
    );
    const unavailable = fakeGraph(() => ({ status: 503, headers: { "retry-after": "60" } }));
    for (const { client, clock } of [hanging, unavailable]) {
      const abort = new AbortController();
      const sending = client.send({ method: "GET", path: PATH, signal: abort.signal });
      await clock.advance(1000);
      abort.abort();
      await assert.rejects(sending, { code: "graph_aborted" });
      assert.equal(clock.sleeping, 0);
      await assert.rejects(client.send({ method: "GET", path: PATH, signal: abort.signal }), { code: "graph_aborted" });
    }
  });

  it("reports an answer that is not JSON", async () => {
    const { client } = fakeGraph(() => ({ body: "<html>" }));
    await assert.rejects(client.send({ method: "GET", path: PATH }), { code: "graph_bad_answer", retryable: true });
  });
});
