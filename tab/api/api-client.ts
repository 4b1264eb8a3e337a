import type { TokenSource } from "../sign-in/token-source.ts";
import { ApiError } from "./api-error.ts";
import type { ApiParams, ApiRoute, FileRoute } from "./api-routes.ts";
import type { ConnectionState } from "./connection-state.ts";

export type SendMethod = "POST" | "PUT" | "PATCH" | "DELETE";

export type ApiFile = { name: string; content: Blob };

/** Asks the service. Everything throws ApiError and nothing else, but for an abort. */
export type ApiClient = {
  get: <Answer>(route: ApiRoute<Answer>, params?: ApiParams, signal?: AbortSignal) => Promise<Answer>;
  /** `body` goes as JSON. */
  send: <Answer>(method: SendMethod, route: ApiRoute<Answer>, body?: unknown) => Promise<Answer>;
  /** Puts a file there, as it is. */
  upload: <Answer>(route: ApiRoute<Answer>, file: Blob, contentType: string) => Promise<Answer>;
  file: (route: FileRoute, params?: ApiParams) => Promise<ApiFile>;
};

/** `tokens` is null before anybody has signed in: then only open routes answer. */
export function createApiClient(tokens: TokenSource | null, connection: ConnectionState): ApiClient {
  async function ask(path: string, init: RequestInit): Promise<Response> {
    const response = await authorized(path, init);
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  /** A token that the service no longer takes is renewed once, silently. */
  async function authorized(path: string, init: RequestInit): Promise<Response> {
    if (tokens === null) return reach(path, init);
    const token = await tokens.token();
    const response = await reach(path, withToken(init, token));
    if (response.status !== 401) return response;
    return reach(path, withToken(init, await tokens.renewed(token)));
  }

  async function reach(path: string, init: RequestInit): Promise<Response> {
    try {
      const response = await fetch(path, init);
      connection.reached();
      return response;
    } catch (error) {
      if (init.signal?.aborted) throw error;
      connection.failed();
      throw new ApiError("network", 0, null);
    }
  }

  return {
    async get<Answer>(route: ApiRoute<Answer>, params: ApiParams = {}, signal?: AbortSignal) {
      return json<Answer>(await ask(withParams(route.path, params), signal ? { signal } : {}));
    },
    async send<Answer>(method: SendMethod, route: ApiRoute<Answer>, body?: unknown) {
      const content =
        body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
      return json<Answer>(await ask(route.path, { method, ...content }));
    },
    async upload<Answer>(route: ApiRoute<Answer>, file: Blob, contentType: string) {
      return json<Answer>(
        await ask(route.path, { method: "PUT", body: file, headers: { "content-type": contentType } }),
      );
    },
    async file(route, params = {}) {
      const response = await ask(withParams(route.file, params), {});
      return { name: fileName(response) ?? "callwise", content: await response.blob() };
    },
  };
}

/** A path with its query string. */
export function withParams(path: string, params: ApiParams): string {
  const given = Object.entries(params).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

function withToken(init: RequestInit, token: string): RequestInit {
  const headers = new Headers(init.headers);
  headers.set("authorization", `Bearer ${token}`);
  return { ...init, headers };
}

/** The service's routes are held to the same types by their schemas, and it serves this very bundle. */
async function json<Answer>(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new ApiError("unreadable", response.status, null);
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const text = (name: string): string | null => {
    const value: unknown = body !== null && typeof body === "object" ? Reflect.get(body, name) : null;
    return typeof value === "string" ? value : null;
  };
  return new ApiError(text("code") ?? "unreadable", response.status, text("requestId"), body);
}

function fileName(response: Response): string | null {
  return /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? null;
}
