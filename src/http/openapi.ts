import { z } from "zod";
import type { ErrorJson } from "./api-types.ts";
import { route, type Route } from "./route.ts";

type Json = Record<string, unknown>;

const errorSchema = z.looseObject({
  code: z.string().describe("Stable, in snake_case"),
  message: z.string().describe("English, for whoever writes a client"),
  requestId: z.string().describe("Names the request in the service's log"),
}) satisfies z.ZodType<ErrorJson>;

const REFUSALS = {
  400: "A parameter or the body is not valid: bad_request",
  401: "Nobody is signed in: sign_in_required, token_expired",
  403: "Not for this person, or not from here: admins_only, not_allowed",
  404: "There is nothing of this name",
  409: "What was asked for has changed meanwhile: conflict",
  413: "The body is too large: too_large",
  415: "The body is of another type: wrong_content_type",
  429: "Too many requests, Retry-After says until when: too_many_requests",
  500: "Something failed here: failed",
  503: "The database or the sign-in service does not answer: store_failing, sign_in_unavailable",
} as const;

/** GET /api/openapi.json: the document of all `routes` and of itself. */
export function openApiRoute(routes: readonly Route[], version: string): Route {
  const own: Route = route({
    method: "GET",
    path: "/api/openapi.json",
    summary: "This document",
    who: "everybody",
    response: z.looseObject({ openapi: z.string() }),
    handle: () => document,
  });
  const document = openApiDocument([...routes, own], version);
  return own;
}

/** What OpenAPI 3.1 (spec.openapis.org/oas/v3.1.0) says of the routes, from the schemas that they are checked by. */
export function openApiDocument(routes: readonly Route[], version: string): Json & { openapi: string } {
  const paths: Record<string, Json> = {};
  for (const each of routes) {
    const path = each.path.replaceAll(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [each.method.toLowerCase()]: operation(each) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Callwise",
      version,
      description: "How a person's Microsoft Teams calls went. Instants are UTC, dates local, durations in seconds.",
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      securitySchemes: {
        person: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "A token of Microsoft Entra ID for the tab's application, with the scope access_as_user",
        },
      },
      schemas: { Error: jsonSchema(errorSchema, "output") },
    },
  };
}

function operation(each: Route): Json {
  const { method, path, summary, who, params, query } = each;
  const parameters = [...parametersOf("path", params), ...parametersOf("query", query)];
  return {
    operationId: operationId(method, path),
    summary,
    ...(who === "admin" && { description: "For admins only." }),
    security: who === "everybody" ? [] : [{ person: [] }],
    parameters,
    ...requestBody(each),
    responses: { 200: success(each), ...refusals(each) },
  };
}

function operationId(method: string, path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "" && word !== "api");
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function parametersOf(place: "path" | "query", schema: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = jsonSchema(schema, "input");
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: field,
  }));
}

function requestBody({ body, takes }: Route): Json {
  if (takes !== null) {
    return { requestBody: { required: true, content: Object.fromEntries(takes.map((type) => [type, {}])) } };
  }
  if (body === null) return {};
  return { requestBody: { required: true, content: { "application/json": { schema: jsonSchema(body, "input") } } } };
}

function success({ answers }: Route): Json {
  if (answers.kind === "json") {
    const schema = jsonSchema(answers.schema, "output");
    return { description: "The answer", content: { "application/json": { schema } } };
  }
  const types = answers.contentTypes.map((type) => type.replace(/;.*/s, ""));
  return { description: "A file", content: Object.fromEntries(types.map((type) => [type, {}])) };
}

function refusals({ method, who, body, takes }: Route): Json {
  const hasBody = body !== null || takes !== null;
  const isForAnyone = who === "everybody" && method === "GET";
  const may: Record<keyof typeof REFUSALS, boolean> = {
    400: true,
    401: who !== "everybody",
    403: !isForAnyone,
    404: !isForAnyone,
    409: !isForAnyone,
    413: hasBody,
    415: hasBody,
    429: who !== "everybody",
    500: true,
    503: true,
  };
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };
  return Object.fromEntries(
    Object.entries(REFUSALS)
      .filter(([status]) => may[Number(status) as keyof typeof REFUSALS])
      .map(([status, description]) => [status, { description, content }]),
  );
}

type ObjectSchema = Json & { properties?: Record<string, unknown>; required?: string[] };

function jsonSchema(schema: z.ZodType, io: "input" | "output"): ObjectSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  void $schema;
  return rest;
}
