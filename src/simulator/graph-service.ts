import type { AccessTokens } from "./access-tokens.ts";
import { batchRoute } from "./batch-route.ts";
import { callLogRoutes } from "./call-log-routes.ts";
import type { CallLogsWorld } from "./call-log-routes.ts";
import { callRecordRoutes } from "./call-record-routes.ts";
import type { CallRecordsWorld } from "./call-record-page.ts";
import type { Faults, RequestFaults } from "./faults.ts";
import { GraphFault } from "./graph-exchange.ts";
import type { GraphRequest, GraphResponse } from "./graph-exchange.ts";
import type { Random } from "./random.ts";
import { subscriptionRoutes } from "./subscription-routes.ts";
import type { SubscriptionsWorld } from "./subscription-routes.ts";

export type GraphWorld = {
  callRecords: CallRecordsWorld;
  callLogs: CallLogsWorld;
  subscriptions: SubscriptionsWorld;
  tokens: AccessTokens;
  requestFaults: RequestFaults;
  faults: Pick<Faults, "callRecordPermissionMissing">;
  ids: Random;
  now: () => Date;
};

/** What CallRecords.Read.All is needed for: the records, and the subscriptions to them. */
const PROTECTED = /^\/(?:communications\/callRecords|subscriptions)\b/i;

/** Everything below /v1.0 and /beta: checks the token, finds the route, and answers errors in Graph's shape. */
export async function answerGraph(world: GraphWorld, request: Omit<GraphRequest, "app">): Promise<GraphResponse> {
  const requestId = world.ids.guid();
  const clientRequestId = request.headers["client-request-id"] ?? requestId;
  const ids = { requestId, clientRequestId, date: world.now().toISOString().slice(0, 19) };
  const response = await guarded(ids, async () => {
    const app = world.tokens.authenticate(request.headers["authorization"], world.now());
    const answerOne = (one: GraphRequest): Promise<GraphResponse> => guarded(ids, () => route(world, one));
    return (await batchRoute({ ...request, app }, answerOne)) ?? (await route(world, { ...request, app }));
  });
  const headers = { "request-id": requestId, "client-request-id": clientRequestId, ...response.headers };
  return { ...response, headers };
}

type Ids = Parameters<GraphFault["toResponse"]>[0];

async function guarded(ids: Ids, answer: () => Promise<GraphResponse>): Promise<GraphResponse> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof GraphFault) return error.toResponse(ids);
    throw error;
  }
}

async function route(world: GraphWorld, request: GraphRequest): Promise<GraphResponse> {
  world.requestFaults.strike();
  if (world.faults.callRecordPermissionMissing > 0 && PROTECTED.test(request.path)) {
    throw new GraphFault(403, "Forbidden", "Insufficient privileges to complete the operation.");
  }
  const response =
    callLogRoutes(world.callLogs, request) ??
    callRecordRoutes(world.callRecords, request) ??
    (await subscriptionRoutes(world.subscriptions, request));
  if (response) return response;
  const segment = request.path.split("/").pop() ?? "";
  throw new GraphFault(400, "BadRequest", `Resource not found for the segment '${segment.slice(0, 60)}'.`);
}
