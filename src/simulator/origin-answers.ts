import type { Clock } from "../clock.ts";
import { controlRoutes } from "./control-routes.ts";
import type { ControlWorld } from "./control-routes.ts";
import type { Faults, RequestFaults } from "./faults.ts";
import { answerGraph } from "./graph-service.ts";
import type { GraphWorld } from "./graph-service.ts";
import type { OriginAnswer, OriginRequest } from "./https-origin.ts";
import { signIn } from "./sign-in.ts";
import type { SignInWorld } from "./sign-in.ts";

export type OriginWorld = {
  control: ControlWorld;
  signIn: SignInWorld;
  graph: GraphWorld;
  requestFaults: RequestFaults;
  faults: Pick<Faults, "clockAheadSeconds">;
  clock: Clock;
};

/** One origin that is Graph, the sign-in service and the simulator's control desk. */
export function originAnswers(world: OriginWorld): (request: OriginRequest) => Promise<OriginAnswer> {
  const dated = (answer: OriginAnswer): OriginAnswer => {
    if (answer === "drop connection") return answer;
    const at = new Date(world.clock.now().getTime() + world.faults.clockAheadSeconds * 1000);
    return { ...answer, headers: { Date: at.toUTCString(), ...answer.headers } };
  };
  return async (request) => dated(await answerOf(world, request));
}

async function answerOf(world: OriginWorld, request: OriginRequest): Promise<OriginAnswer> {
  const { pathname } = request.url;
  if (pathname.startsWith("/_simulator/")) {
    const given = await controlRoutes(world.control, request.method, request.url, request.body);
    return json(given.status, given.body, {});
  }
  const versioned = /^\/(?:v1\.0|beta)(\/.*)$/i.exec(pathname);
  if (versioned) return graphAnswer(world, request, versioned[1] ?? "");
  const given = await signIn(world.signIn, request.method, pathname, new URLSearchParams(request.body));
  return given ? json(given.status, given.body, {}) : json(404, { error: "not_found" }, {});
}

async function graphAnswer(world: OriginWorld, request: OriginRequest, escapedPath: string): Promise<OriginAnswer> {
  const transport = world.requestFaults.transport();
  // Real time too, so that an answer comes when nobody drives the clock.
  if (transport.delayMs > 0) await Promise.race([world.clock.sleep(transport.delayMs), realTime(transport.delayMs)]);
  if (transport.drops) return "drop connection";
  const { method, headers, body } = request;
  const path = unescape(escapedPath);
  const response = await answerGraph(world.graph, { method, path, query: request.url.searchParams, headers, body });
  return json(response.status, response.body, response.headers ?? {});
}

/** A path that cannot be unescaped is answered as it stands: as one that is not there. */
function unescape(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function realTime(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}

function json(status: number, body: unknown, headers: Record<string, string>): OriginAnswer {
  if (body === null) return { status, headers, body: "" };
  const type = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
  return { status, headers: { "Content-Type": type, ...headers }, body: JSON.stringify(body) };
}
