import express, { type NextFunction, type Request, type RequestHandler, type Response, type Router } from "express";
import { appendTo } from "../calls/append-to.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import { errorCode, ServiceError } from "../service-error.ts";
import { isUnreachable } from "../store/store-error.ts";
import { withLogFields } from "../telemetry/log-fields.ts";
import { sendError, toldError } from "./api-error.ts";
import { limitFailedSignIns, limitPeople, RATE_LIMITS, type RateLimits } from "./rate-limits.ts";
import type { Audience, Route, SignedIn } from "./route.ts";
import { rawQuery } from "./raw-query.ts";
import { sendFile } from "./send-file.ts";
import { comesFromThisMachine } from "./this-machine.ts";
import { presentRequestId } from "./watch-requests.ts";

export type ApiRouterOptions = {
  routes: readonly Route[];
  /** Who sent the request. Throws ServiceError "sign_in_required", "token_expired", "sign_in_unavailable". */
  signIn: (request: Request) => Promise<SignedIn>;
  /** RATE_LIMITS unless given. */
  limits?: RateLimits;
  clock: Clock;
  log: Log;
};

/** What else stands in its place in a path is not taken into the log. */
const CALL_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is known of a request on its way to its handler. */
type Passage = { requestId: string; viewer: SignedIn | null; refusal: unknown };

/**
 * Answers the routes: who may is asked first, then every parameter is checked, then the handler is called. What a
 * handler gives is answered as JSON with an ETag, or as a file; nobody between may keep it. Everything else is answered
 * `{code, message, requestId}`: see api-error.ts.
 */
export function createApiRouter({ routes, signIn, limits = RATE_LIMITS, clock, log }: ApiRouterOptions): Router {
  const router = express.Router({ caseSensitive: true });
  const passages = new WeakMap<Request, Passage>();

  function passageOf(request: Request): Passage {
    const known = passages.get(request);
    if (known !== undefined) return known;
    const passage: Passage = { requestId: presentRequestId(), viewer: null, refusal: null };
    passages.set(request, passage);
    return passage;
  }

  function begin(request: Request, response: Response, next: NextFunction): void {
    response.set({ "cache-control": "private, no-cache", vary: "authorization" });
    response.set("x-request-id", passageOf(request).requestId);
    const { callId } = request.params;
    if (typeof callId !== "string" || !CALL_ID.test(callId)) return next();
    withLogFields({ callId: callId.toLowerCase() }, next);
  }

  async function ask(request: Request, _response: Response, next: NextFunction): Promise<void> {
    const passage = passageOf(request);
    try {
      passage.viewer = await signIn(request);
      next();
    } catch (error) {
      passage.refusal = error;
      next();
    }
  }

  const limitFailed = limitFailedSignIns(limits);
  function turnAway(request: Request, response: Response, next: NextFunction): unknown {
    const { refusal } = passageOf(request);
    if (refusal === null) return next();
    // A sign-in service that does not answer is nobody's fault.
    if (toldError(refusal)?.status !== 401) return next(refusal);
    return limitFailed(request, response, (error?: unknown) => next(error ?? refusal));
  }

  function admitAdmins(request: Request, _response: Response, next: NextFunction): void {
    if (passageOf(request).viewer?.isAdmin !== true) throw new ServiceError("admins_only", "This is for admins only.");
    next();
  }

  const limitPerson = limitPeople(limits, (request) => passageOf(request).viewer?.personId ?? "");
  const ADMISSION: Record<Audience, RequestHandler[]> = {
    everybody: [],
    person: [ask, turnAway, limitPerson],
    admin: [ask, turnAway, limitPerson, admitAdmins],
  };

  function handle(route: Route): RequestHandler {
    return async (request, response) => {
      const gone = new AbortController();
      response.once("close", () => gone.abort("the answer is sent, or its caller gone"));
      const answer = await route.run({
        ...passageOf(request),
        params: { ...request.params },
        query: rawQuery(request.originalUrl),
        body: request.body as unknown,
        contentType: contentTypeOf(request),
        now: clock.now(),
        signal: gone.signal,
        isFromThisMachine: comesFromThisMachine(request),
      });
      if (answer.kind === "json") {
        response.json(answer.value);
        return;
      }
      await sendFile(response, answer.file).catch((error: unknown) => {
        if (!response.headersSent) throw error;
        log.warn({ code: errorCode(error), requestId: passageOf(request).requestId }, "file cut short");
      });
    };
  }

  function refuse(error: unknown, request: Request, response: Response, next: NextFunction): void {
    if (response.headersSent) return next(error);
    const { requestId } = passageOf(request);
    const told = toldError(error) ?? unreadable(error);
    if (told !== null) return sendError(response, told, requestId);
    if (isUnreachable(error)) {
      log.warn({ code: errorCode(error), requestId }, "database does not answer");
      const failing = { status: 503, code: "store_failing", message: "The database does not answer. Try again soon." };
      return sendError(response, failing, requestId);
    }
    log.error({ code: errorCode(error), requestId, error }, "request failed");
    sendError(response, { status: 500, code: "failed", message: "Something went wrong here." }, requestId);
  }

  for (const [path, ofPath] of byPath(routes)) {
    router.all(path, begin, methodGuard(ofPath));
    for (const route of ofPath) {
      const method = route.method.toLowerCase() as Lowercase<Route["method"]>;
      router[method](path, ...ADMISSION[route.who], ...bodyReaders(route), handle(route));
    }
  }
  router.use(refuse);
  return router;
}

/** Paths with a fixed word come before those with a parameter in its place. */
function byPath(routes: readonly Route[]): [string, Route[]][] {
  const grouped = new Map<string, Route[]>();
  for (const route of routes) appendTo(grouped, route.path, route);
  const order = (path: string): string => path.replaceAll("/:", "/\u{10FFFF}");
  return [...grouped].sort(([a], [b]) => (order(a) < order(b) ? -1 : 1));
}

function methodGuard(routes: readonly Route[]): RequestHandler {
  const allowed: readonly string[] = routes.map(({ method }) => method);
  return (request, response, next) => {
    if (allowed.includes(request.method)) return next();
    response.set("allow", allowed.join(", "));
    throw new ServiceError("method_not_allowed", `This takes ${allowed.join(", ")}.`);
  };
}

function bodyReaders({ body, takes, bodyLimitBytes }: Route): RequestHandler[] {
  if (takes !== null) return [isOneOf(takes), express.raw({ limit: bodyLimitBytes, inflate: false, type: () => true })];
  if (body === null) return [];
  // No inflation: a small body could become a large one.
  return [isJson, express.json({ limit: bodyLimitBytes, inflate: false, strict: false, type: "application/json" })];
}

function isJson(request: Request, response: Response, next: NextFunction): void {
  if (request.is("application/json") !== false) return next();
  // Answered without reading the body, so the connection cannot be used again.
  response.set("connection", "close");
  throw new ServiceError("wrong_content_type", "The body must be JSON (application/json).");
}

function isOneOf(contentTypes: readonly string[]): RequestHandler {
  return (request, response, next) => {
    if (contentTypes.includes(contentTypeOf(request))) return next();
    response.set("connection", "close");
    throw new ServiceError("wrong_content_type", `The body must be a file (${contentTypes.join(" or ")}).`);
  };
}

/** Without its parameters, in lower case. */
function contentTypeOf(request: Request): string {
  return (request.headers["content-type"] ?? "").split(";", 1).join("").trim().toLowerCase();
}

/** Errors of Express itself and its body reader, which say whose fault it is; their messages may quote what was sent. */
function unreadable(error: unknown): { status: number; code: string; message: string } | null {
  const status = error instanceof Error && "status" in error ? error.status : null;
  if (typeof status !== "number" || status < 400 || status >= 500) return null;
  if (status === 413) return { status, code: "too_large", message: "The body is too large." };
  if (status === 415) return { status, code: "wrong_content_type", message: "The body must be plain JSON in UTF-8." };
  return { status: 400, code: "bad_request", message: "This request cannot be read." };
}
