import { createServer, request, type IncomingHttpHeaders } from "node:http";
import express, { type Router } from "express";
import { createApiRouter, type ApiRouterOptions } from "../../src/http/api-router.ts";
import { answerTheRest } from "../../src/http/answer-the-rest.ts";
import type { Route, SignedIn } from "../../src/http/route.ts";
import { createLog } from "../../src/log.ts";
import { DrivenClock } from "./driven-clock.ts";

export type Answered = { status: number; headers: IncomingHttpHeaders; text: string; json: () => unknown };

export type Asking = {
  method?: string;
  headers?: Record<string, string | string[]>;
  body?: string | Uint8Array;
};

export type ApiServer = {
  address: string;
  /** Sends exactly what it is told, hostile or not; a path may be any text. */
  ask(path: string, asking?: Asking): Promise<Answered>;
  stop(): Promise<void>;
};

/** Serves routers on loopback, and answers the rest as the service does. */
export async function serveRouters(...routers: Router[]): Promise<ApiServer> {
  const app = express().disable("x-powered-by");
  for (const router of routers) app.use(router);
  answerTheRest(app, createLog("silent"));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  if (bound === null || typeof bound === "string") throw new Error("no port");
  const address = `http://127.0.0.1:${bound.port}`;
  return {
    address,
    ask: (path, asking) => askAddress(address, path, asking),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Like fetch, which refuses to send much of what strangers send. */
export function askAddress(address: string, path: string, asking: Asking = {}): Promise<Answered> {
  const { hostname, port } = new URL(address);
  const { method = "GET", headers = {}, body } = asking;
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers: { ...lengthOf(body), ...headers }, agent: false });
    sent.on("response", (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (text += chunk));
      response.on("error", reject);
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: () => JSON.parse(text) as unknown,
        }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** Node.js itself tells no length of a body of DELETE, and what follows is then no body but a broken second request. */
function lengthOf(body: Asking["body"]): { "content-length"?: number } {
  return body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
}

export const SOMEBODY: SignedIn = { personId: "somebody", isAdmin: false, displayName: "Some Body" };

/** Routes as the API answers them, on a sign-in that takes whoever `viewer` is; `lines` are what was logged. */
export async function serveRoutes(
  routes: readonly Route[],
  { viewer = SOMEBODY, ...over }: Partial<ApiRouterOptions> & { viewer?: SignedIn } = {},
): Promise<ApiServer & { lines: string[] }> {
  const lines: string[] = [];
  const router = createApiRouter({
    routes,
    signIn: () => Promise.resolve(viewer),
    clock: new DrivenClock(),
    log: createLog("debug", { write: (line) => lines.push(line) }),
    ...over,
  });
  return { ...(await serveRouters(router)), lines };
}
