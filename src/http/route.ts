import { z } from "zod";
import type { Viewer } from "../calls/viewer.ts";

/** Whom a route answers: `person` is anybody of the tenant who signed in. */
export type Audience = "everybody" | "person" | "admin";

/** Who signed in, as their token says. */
export type SignedIn = Viewer & { displayName: string | null };

type Shape = z.ZodRawShape;
type Parsed<Fields extends Shape> = z.output<z.ZodObject<Fields, z.core.$strict>>;
/** No fields at all. */
type None = Record<never, never>;

/** What a handler is given: everything in it is checked. */
export type RouteRequest<
  Who extends Audience = "person",
  Params extends Shape = None,
  Query extends Shape = None,
  Body extends Shape = None,
> = {
  viewer: Who extends "everybody" ? null : SignedIn;
  params: Parsed<Params>;
  query: Parsed<Query>;
  body: Parsed<Body>;
  now: Date;
  /** Names this request in the log and in its answer. */
  requestId: string;
  /** Aborts when the caller is gone before the answer. */
  signal: AbortSignal;
  /** The connection comes from this very machine, and nobody passed it on: see this-machine.ts. */
  isFromThisMachine: boolean;
};

/** A file that was sent, as the whole body. */
export type Upload = { contentType: string; bytes: Uint8Array };

/** A file to be saved under `name`; a large one's content comes piece by piece. */
export type FileAnswer = { name: string; contentType: string; content: string | Buffer | AsyncIterable<string> };

type Definition<Who extends Audience, Params extends Shape, Query extends Shape, Body extends Shape> = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** With `:name` for each of `params`. */
  path: `/api/${string}`;
  /** One line, for the API's document. */
  summary: string;
  who: Who;
  /** Fields of the path, the query string and the JSON body. Others than these are refused. */
  params?: Params;
  query?: Query;
  body?: Body;
  /** Default 64 KB. */
  bodyLimitBytes?: number;
};

type Handler<Who extends Audience, Params extends Shape, Query extends Shape, Body extends Shape, Value> = (
  request: RouteRequest<Who, Params, Query, Body>,
) => Promise<Value> | Value;

/** What the router has before anything is checked. A file that was sent is a Buffer in `body`. */
export type RawRequest = Omit<RouteRequest<"person">, "viewer" | "params" | "query" | "body"> & {
  contentType: string;
  viewer: SignedIn | null;
  params: unknown;
  query: unknown;
  body: unknown;
};

/** A route as the router and the API's document see it. */
export type Route = Required<Pick<Definition<Audience, Shape, Shape, Shape>, "method" | "path" | "summary" | "who">> & {
  params: z.ZodObject;
  query: z.ZodObject;
  /** null: it takes none. */
  body: z.ZodObject | null;
  /** Content types of the file that it takes as its body; null: it takes none. */
  takes: readonly string[] | null;
  bodyLimitBytes: number;
  /** Of a JSON answer its schema, of a file its content types. */
  answers: { kind: "json"; schema: z.ZodType } | { kind: "file"; contentTypes: readonly string[] };
  /** Throws ParameterFault before the handler is called, and whatever the handler throws. */
  run(given: RawRequest): Promise<{ kind: "json"; value: unknown } | { kind: "file"; file: FileAnswer }>;
};

/** One field that is not as it should be; `field` is one of the schema's own names, or null for a field it does not know. */
export class ParameterFault extends Error {
  readonly place: "path" | "query" | "body";
  readonly field: string | null;
  readonly known: readonly string[];
  readonly fault: string;

  constructor(place: ParameterFault["place"], schema: z.ZodObject, issue: z.core.$ZodIssue | undefined) {
    super("a parameter is not valid");
    this.place = place;
    this.known = Object.keys(schema.shape);
    const field = this.known.find((name) => name === issue?.path[0]);
    this.field = field ?? null;
    this.fault = issue === undefined || issue.code === "unrecognized_keys" ? "has an unknown field" : issue.message;
  }
}

const BODY_LIMIT_BYTES = 64 * 1024;

/** A route that answers JSON. `response` is the schema of what the handler gives; it should be held to a type of api-types.ts. */
export function route<
  Who extends Audience,
  Response extends z.ZodType,
  Params extends Shape = None,
  Query extends Shape = None,
  Body extends Shape = None,
>(
  definition: Definition<Who, Params, Query, Body> & {
    response: Response;
    handle: Handler<Who, Params, Query, Body, z.output<Response>>;
  },
): Route {
  const { response, handle } = definition;
  const { described, check } = prepare(definition);
  return {
    ...described,
    answers: { kind: "json", schema: response },
    run: async (given) => ({ kind: "json", value: await handle(check(given)) }),
  };
}

/** A route that takes a file as its body, of one of `takes`, and answers JSON. */
export function uploadRoute<
  Who extends Audience,
  Response extends z.ZodType,
  Params extends Shape = None,
  Query extends Shape = None,
>(
  definition: Omit<Definition<Who, Params, Query, None>, "body"> & {
    takes: readonly string[];
    response: Response;
    handle: (
      request: RouteRequest<Who, Params, Query>,
      upload: Upload,
    ) => Promise<z.output<Response>> | z.output<Response>;
  },
): Route {
  const { response, handle, takes } = definition;
  const { described, check } = prepare<Who, Params, Query, None>(definition);
  return {
    ...described,
    takes,
    answers: { kind: "json", schema: response },
    run: async (given) => {
      const { contentType, body } = given;
      const bytes = body instanceof Uint8Array ? body : new Uint8Array();
      return { kind: "json", value: await handle(check(given), { contentType, bytes }) };
    },
  };
}

/** A route that answers a file. */
export function fileRoute<
  Who extends Audience,
  Params extends Shape = None,
  Query extends Shape = None,
  Body extends Shape = None,
>(
  definition: Definition<Who, Params, Query, Body> & {
    contentTypes: readonly string[];
    handle: Handler<Who, Params, Query, Body, FileAnswer>;
  },
): Route {
  const { contentTypes, handle } = definition;
  const { described, check } = prepare(definition);
  return {
    ...described,
    answers: { kind: "file", contentTypes },
    run: async (given) => ({ kind: "file", file: await handle(check(given)) }),
  };
}

function prepare<Who extends Audience, Params extends Shape, Query extends Shape, Body extends Shape>(
  definition: Definition<Who, Params, Query, Body>,
): {
  described: Omit<Route, "answers" | "run">;
  check: (given: RawRequest) => RouteRequest<Who, Params, Query, Body>;
} {
  const { method, path, summary, who, bodyLimitBytes = BODY_LIMIT_BYTES } = definition;
  const params = strict(definition.params);
  const query = strict(definition.query);
  const body = strict(definition.body);
  return {
    described: {
      method,
      path,
      summary,
      who,
      params,
      query,
      body: definition.body === undefined ? null : body,
      takes: null,
      bodyLimitBytes,
    },
    check(given) {
      if (who !== "everybody" && given.viewer === null) throw new TypeError("A route was run without its sign-in.");
      return {
        ...given,
        viewer: given.viewer as RouteRequest<Who>["viewer"],
        params: parsed("path", params, given.params),
        query: parsed("query", query, given.query),
        body: parsed("body", body, definition.body === undefined ? {} : given.body),
      };
    },
  };
}

function strict<Fields extends Shape>(fields: Fields | undefined): z.ZodObject<Fields, z.core.$strict> {
  return z.strictObject(fields ?? ({} as Fields));
}

function parsed<Fields extends Shape>(
  place: ParameterFault["place"],
  schema: z.ZodObject<Fields, z.core.$strict>,
  value: unknown,
): Parsed<Fields> {
  const result = schema.safeParse(value);
  if (!result.success) throw new ParameterFault(place, schema, result.error.issues[0]);
  return result.data;
}
