import assert from "node:assert/strict";
import { z } from "zod";
import { openApiRoute } from "../../../src/http/openapi.ts";
import { shortText, wholeNumberField } from "../../../src/http/parameters.ts";
import { fileRoute, route, uploadRoute, type Route } from "../../../src/http/route.ts";
import { documentFaults } from "../../support/openapi-rules.ts";
import { serveRoutes } from "../../support/api-server.ts";

const ROUTES = [
  route({
    method: "GET",
    path: "/api/things/:thing",
    summary: "A thing",
    who: "person",
    params: { thing: shortText(20) },
    query: { limit: wholeNumberField(1, 50).optional(), sort: z.enum(["up", "down"]) },
    response: z.strictObject({ name: z.string().nullable() }),
    handle: () => ({ name: null }),
  }),
  route({
    method: "PATCH",
    path: "/api/things/:thing",
    summary: "Changes a thing",
    who: "admin",
    params: { thing: shortText(20) },
    body: { name: shortText(10).optional() },
    response: z.strictObject({}),
    handle: () => ({}),
  }),
  uploadRoute({
    method: "PUT",
    path: "/api/things.csv",
    summary: "Replaces all things",
    who: "admin",
    takes: ["text/csv"],
    response: z.strictObject({}),
    handle: () => ({}),
  }),
  fileRoute({
    method: "GET",
    path: "/api/things.csv",
    summary: "All things",
    who: "everybody",
    contentTypes: ["text/csv"],
    handle: () => ({ name: "things.csv", contentType: "text/csv", content: "" }),
  }),
];

describe("the API's document", () => {
  async function documentOf(routes: readonly Route[]): Promise<Record<string, never>> {
    const server = await serveRoutes([...routes, openApiRoute(routes, "1.2.3")]);
    const { status, json } = await server.ask("/api/openapi.json");
    await server.stop();
    assert.equal(status, 200);
    return json() as Record<string, never>;
  }

  it("keeps to OpenAPI 3.1, with every route and itself", async () => {
    const document = await documentOf(ROUTES);
    assert.deepEqual(documentFaults(document), []);
    const { paths, info } = document as unknown as { paths: Record<string, object>; info: { version: string } };
    assert.equal(info.version, "1.2.3");
    assert.deepEqual(
      Object.entries(paths).map(([path, operations]) => [path, Object.keys(operations)]),
      [
        ["/api/things/{thing}", ["get", "patch"]],
        ["/api/things.csv", ["put", "get"]],
        ["/api/openapi.json", ["get"]],
      ],
    );
  });

  it("tells of a route all that it takes and answers", async () => {
    const { paths } = (await documentOf(ROUTES)) as unknown as { paths: Record<string, Record<string, unknown>> };
    const get = paths["/api/things/{thing}"]?.["get"] as Record<string, unknown> & {
      responses: Record<string, unknown>;
    };
    assert.deepEqual(get["security"], [{ person: [] }]);
    const parameters = get["parameters"] as { name: string; in: string; required: boolean }[];
    assert.deepEqual(
      parameters.map(({ name, in: place, required }) => [name, place, required]),
      [
        ["thing", "path", true],
        ["limit", "query", false],
        ["sort", "query", true],
      ],
    );
    assert.deepEqual(Object.keys(get.responses), ["200", "400", "401", "403", "404", "409", "429", "500", "503"]);
    const file = paths["/api/things.csv"]?.["get"] as { security: unknown; responses: { 200: { content: object } } };
    assert.deepEqual([file.security, Object.keys(file.responses[200].content)], [[], ["text/csv"]]);
    const upload = paths["/api/things.csv"]?.["put"] as { requestBody: { content: object } };
    assert.deepEqual(Object.keys(upload.requestBody.content), ["text/csv"]);
  });
});
