import assert from "node:assert/strict";
import { MongoNetworkError } from "mongodb";
import { z } from "zod";
import { DetailedError } from "../../../src/http/detailed-error.ts";
import { shortText, wholeNumberField } from "../../../src/http/parameters.ts";
import { fileRoute, route, uploadRoute } from "../../../src/http/route.ts";
import { ServiceError } from "../../../src/service-error.ts";
import { serveRoutes, SOMEBODY, type ApiServer, type Asking } from "../../support/api-server.ts";

const SECRET = "mongodb://user:secret@host";

const ROUTES = [
  route({
    method: "GET",
    path: "/api/things/:thing",
    summary: "A thing",
    who: "person",
    params: { thing: shortText(20) },
    query: { limit: wholeNumberField(1, 50).optional(), sort: z.enum(["up", "down"]).optional() },
    response: z.object({ thing: z.string(), limit: z.number().nullable(), viewer: z.string() }),
    handle: ({ params, query, viewer }) => ({
      thing: params.thing,
      limit: query.limit ?? null,
      viewer: viewer.personId,
    }),
  }),
  route({
    method: "GET",
    path: "/api/things/all",
    summary: "All things",
    who: "everybody",
    response: z.object({ viewer: z.null() }),
    handle: ({ viewer }) => ({ viewer }),
  }),
  route({
    method: "PATCH",
    path: "/api/things/:thing",
    summary: "Changes a thing",
    who: "admin",
    params: { thing: shortText(20) },
    body: { name: shortText(10).optional() },
    bodyLimitBytes: 1_000,
    response: z.object({ name: z.string().nullable() }),
    handle: ({ body }) => ({ name: body.name ?? null }),
  }),
  fileRoute({
    method: "GET",
    path: "/api/things.csv",
    summary: "All things as a file",
    who: "person",
    contentTypes: ["text/csv"],
    handle: () => ({ name: "things ü.csv", contentType: "text/csv; charset=utf-8", content: "a,b\r\n" }),
  }),
  uploadRoute({
    method: "PUT",
    path: "/api/things.csv",
    summary: "Takes all things from a file",
    who: "admin",
    takes: ["text/csv", "text/tab-separated-values"],
    bodyLimitBytes: 20,
    response: z.object({ contentType: z.string(), text: z.string(), viewer: z.string() }),
    handle({ viewer }, { contentType, bytes }) {
      const text = new TextDecoder().decode(bytes);
      if (text === "wrong") throw new DetailedError("bad_request", "It is wrong.", { line: 1, code: "hidden" });
      return { contentType, text, viewer: viewer.personId };
    },
  }),
  route({
    method: "GET",
    path: "/api/failing/:how",
    summary: "Fails",
    who: "person",
    params: { how: shortText(20) },
    response: z.object({}),
    handle: ({ params }) => {
      if (params.how === "known") throw new ServiceError("call_not_found", "There is no such call.");
      if (params.how === "database") throw new MongoNetworkError(SECRET);
      if (params.how === "own") throw new ServiceError("store_uri_invalid", SECRET);
      throw new Error(SECRET);
    },
  }),
];

describe("API router", () => {
  let server: ApiServer & { lines: string[] };
  beforeEach(async () => {
    server = await serveRoutes(ROUTES, { viewer: { ...SOMEBODY, isAdmin: true } });
  });
  afterEach(() => server.stop());

  async function refused(path: string, asking?: Asking): Promise<{ status: number; code: unknown; message: unknown }> {
    const { status, json, headers } = await server.ask(path, asking);
    const body = json();
    assert.ok(typeof body === "object" && body !== null);
    assert.deepEqual(Object.keys(body), ["code", "message", "requestId"]);
    const { code, message, requestId } = body as Record<string, unknown>;
    assert.equal(headers["x-request-id"], requestId);
    return { status, code, message };
  }

  const send = (body: string | Uint8Array, contentType = "application/json"): Asking => ({
    method: "PATCH",
    headers: { "content-type": contentType },
    body,
  });

  it("gives a handler what was asked, checked, and who asks", async () => {
    const { status, json, headers } = await server.ask("/api/things/a%20b?limit=7");
    assert.deepEqual([status, json()], [200, { thing: "a b", limit: 7, viewer: "somebody" }]);
    assert.equal(headers["cache-control"], "private, no-cache");
    assert.match(headers["content-type"] ?? "", /^application\/json/);
  });

  it("asks nobody where everybody may, and a fixed word is no parameter", async () => {
    const { json } = await server.ask("/api/things/all");
    assert.deepEqual(json(), { viewer: null });
  });

  it("answers 304 to whom the same was given before", async () => {
    const first = await server.ask("/api/things/a");
    const etag = first.headers.etag ?? "";
    const again = await server.ask("/api/things/a", { headers: { "if-none-match": etag } });
    assert.deepEqual([again.status, again.text], [304, ""]);
    const other = await server.ask("/api/things/b", { headers: { "if-none-match": etag } });
    assert.equal(other.status, 200);
  });

  it("gives a file with its name and type", async () => {
    const { status, text, headers } = await server.ask("/api/things.csv");
    assert.deepEqual([status, text], [200, "a,b\r\n"]);
    assert.equal(headers["content-type"], "text/csv; charset=utf-8");
    assert.match(headers["content-disposition"] ?? "", /^attachment; filename="things \?\.csv"; filename\*=UTF-8''/);
  });

  it("refuses whoever does not sign in before it reads what they send", async () => {
    await server.stop();
    server = await serveRoutes(ROUTES, {
      signIn: () => Promise.reject(new ServiceError("sign_in_required", "Sign in.")),
    });
    const { status, headers } = await server.ask("/api/things/a", send("{"));
    assert.deepEqual([status, headers["www-authenticate"]], [401, "Bearer"]);
    assert.equal((await refused("/api/things/a?limit=x")).code, "sign_in_required");
  });

  it("lets only admins where only admins may", async () => {
    await server.stop();
    server = await serveRoutes(ROUTES);
    const { status, code } = await refused("/api/things/a", send("{}"));
    assert.deepEqual([status, code], [403, "admins_only"]);
  });

  it("tells a known error with its own words and status", async () => {
    assert.deepEqual(await refused("/api/failing/known"), {
      status: 404,
      code: "call_not_found",
      message: "There is no such call.",
    });
  });

  for (const how of ["own", "unknown"]) {
    it(`says nothing of an error that nobody should see (${how}), and logs it under the request's id`, async () => {
      const { status, headers, text } = await server.ask(`/api/failing/${how}`);
      assert.equal(status, 500);
      assert.ok(!text.includes("secret"));
      const requestId = headers["x-request-id"];
      assert.ok(typeof requestId === "string" && server.lines.some((line) => line.includes(requestId)));
      assert.ok(!server.lines.join("").includes("secret"));
    });
  }

  it("says that the database does not answer, without its words", async () => {
    const { status, code, message } = await refused("/api/failing/database");
    assert.deepEqual([status, code], [503, "store_failing"]);
    assert.ok(!`${String(message)}${server.lines.join("")}`.includes("secret"));
  });

  describe("refuses, naming the field and never its value:", () => {
    const long = "x".repeat(5_000);
    for (const [path, named] of [
      ["/api/things/a?limit=zebra", "limit"],
      ["/api/things/a?limit=51", "limit"],
      ["/api/things/a?limit=-1", "limit"],
      ["/api/things/a?limit=1e1", "limit"],
      ["/api/things/a?limit=", "limit"],
      ["/api/things/a?sort=zebra", "sort"],
      ["/api/things/a?limit[]=1", "limit"],
      ["/api/things/a?limit=1&limit=2", "twice"],
      ["/api/things/a?zebra=1", "limit, sort"],
      ["/api/things/a?__proto__=1", "limit, sort"],
      ["/api/things/a?__proto__[isAdmin]=true", "limit, sort"],
      ["/api/things/a?constructor=1", "limit, sort"],
      ["/api/things/a?limit=%00", "control"],
      [`/api/things/a?sort=${long}`, "too long"],
      [`/api/things/${long}`, "thing"],
      ["/api/things/a%00b", "thing"],
      ["/api/things/zebra%0d%0a", "thing"],
      ["/api/things/%E0%A4%A", "cannot be read"],
    ] as const) {
      it(path.slice(0, 60), async () => {
        const { status, code, message } = await refused(path);
        assert.deepEqual([status, code], [400, "bad_request"]);
        assert.ok(typeof message === "string" && message.includes(named), String(message));
        assert.ok(!/zebra|xxx/.test(message));
      });
    }
  });

  describe("refuses a body:", () => {
    for (const [what, asking, status] of [
      ["no JSON", send("{zebra"), 400],
      ["none", { method: "PATCH" }, 415],
      ["a list", send('["zebra"]'), 400],
      ["a text", send('"zebra"'), 400],
      ["null", send("null"), 400],
      ["another type in a field", send('{"name":{"zebra":1}}'), 400],
      ["control characters", send('{"name":"a\\u0000"}'), 400],
      ["half a character", send('{"name":"\\ud800"}'), 400],
      ["a field too long", send('{"name":"zebrazebrazebra"}'), 400],
      ["an unknown field", send('{"zebra":1}'), 400],
      ["__proto__", send('{"__proto__":{"name":"zebra"}}'), 400],
      ["deep nesting", send("[".repeat(400)), 400],
      ["too large", send(`{"name":"${"x".repeat(2_000)}"}`), 413],
      ["another content type", send("name=zebra", "application/x-www-form-urlencoded"), 415],
      ["no content type", { method: "PATCH", body: "{}" }, 415],
      ["an unknown charset", send("{}", "application/json; charset=zebra"), 415],
      [
        "compressed",
        { ...send("{}"), headers: { "content-type": "application/json", "content-encoding": "gzip" } },
        415,
      ],
    ] as const satisfies [string, Asking, number][]) {
      it(what, async () => {
        const given = await refused("/api/things/a", asking);
        assert.equal(given.status, status, String(given.message));
        assert.ok(!/zebra|xxx/.test(String(given.message)));
        assert.deepEqual(server.lines, []);
      });
    }
  });

  const put = (body: string, contentType: string): Asking => ({ ...send(body, contentType), method: "PUT" });

  it("gives a handler the file that was sent, as it is", async () => {
    const { status, json } = await server.ask("/api/things.csv", put('a,"b"\r\n', "Text/CSV; charset=utf-8"));
    assert.deepEqual([status, json()], [200, { contentType: "text/csv", text: 'a,"b"\r\n', viewer: "somebody" }]);
    const empty = await server.ask("/api/things.csv", put("", "text/tab-separated-values"));
    assert.deepEqual(empty.json(), { contentType: "text/tab-separated-values", text: "", viewer: "somebody" });
  });

  it("refuses a file of another type, too large, or compressed", async () => {
    const zipped = { ...put("a", "text/csv"), headers: { "content-type": "text/csv", "content-encoding": "gzip" } };
    for (const [asking, status] of [
      [put("{}", "application/json"), 415],
      [{ method: "PUT", body: "a" }, 415],
      [put("x".repeat(21), "text/csv"), 413],
      [zipped, 415],
    ] as const) {
      assert.equal((await refused("/api/things.csv", asking)).status, status);
    }
  });

  it("tells details beside a code, and never instead of it", async () => {
    const { status, json } = await server.ask("/api/things.csv", put("wrong", "text/csv"));
    const { requestId, ...told } = json() as Record<string, unknown>;
    assert.deepEqual([status, told], [400, { code: "bad_request", message: "It is wrong.", line: 1 }]);
    assert.equal(typeof requestId, "string");
  });

  for (const method of ["HEAD", "OPTIONS", "DELETE", "PUT", "PROPFIND", "TRACE"]) {
    it(`answers ${method} with the methods that there are`, async () => {
      const { status, headers } = await server.ask("/api/things/a", { method });
      assert.deepEqual([status, headers.allow], [405, "GET, PATCH"]);
    });
  }

  it("has no other spelling of a path", async () => {
    assert.equal((await server.ask("/API/things/a")).status, 404);
    assert.equal((await server.ask("/api/things")).status, 404);
  });
});
