import { badRequest, parseBody } from "./graph-exchange.ts";
import type { GraphRequest, GraphResponse } from "./graph-exchange.ts";
import { isJsonObject } from "./json-value.ts";
import type { JsonObject, JsonValue } from "./json-value.ts";

const LARGEST_BATCH = 20;

/** JSON batching: every request answered on its own, inside a 200 (learn.microsoft.com/graph/json-batching). */
export async function batchRoute(
  request: GraphRequest,
  answer: (request: GraphRequest) => Promise<GraphResponse>,
): Promise<GraphResponse | null> {
  if (!/^\/\$batch$/i.test(request.path) || request.method !== "POST") return null;
  const requests = parseBody(request)["requests"];
  if (!Array.isArray(requests) || requests.length === 0) throw badRequest("Batch requests must contain 'requests'.");
  if (requests.length > LARGEST_BATCH)
    throw badRequest(`Number of batch request steps exceeds the maximum value of ${LARGEST_BATCH}.`);
  const responses: JsonObject[] = [];
  const failed = new Set<string>();
  for (const item of requests) {
    const step = readStep(item);
    if (step.dependsOn.some((id) => failed.has(id))) {
      failed.add(step.id);
      responses.push({
        id: step.id,
        status: 424,
        headers: {},
        body: { error: { code: "FailedDependency", message: "" } },
      });
      continue;
    }
    const response = await answer({ ...request, ...step.request });
    if (response.status >= 400) failed.add(step.id);
    responses.push({ id: step.id, status: response.status, headers: response.headers ?? {}, body: response.body });
  }
  return { status: 200, body: { responses } };
}

type Step = {
  id: string;
  dependsOn: string[];
  request: Pick<GraphRequest, "method" | "path" | "query" | "headers" | "body">;
};

function readStep(item: JsonValue): Step {
  if (!isJsonObject(item) || typeof item["id"] !== "string" || typeof item["url"] !== "string") {
    throw badRequest("Every batch request needs an id, a method and a relative url.");
  }
  const url = new URL(item["url"].replace(/^\/?(v1\.0|beta)?\/?/, "/"), "https://graph.invalid");
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(isJsonObject(item["headers"]) ? item["headers"] : {})) {
    if (typeof value === "string") headers[name.toLowerCase()] = value;
  }
  const method = typeof item["method"] === "string" ? item["method"].toUpperCase() : "GET";
  const body = item["body"] === undefined ? "" : JSON.stringify(item["body"]);
  const dependsOn = Array.isArray(item["dependsOn"]) ? item["dependsOn"].map(String) : [];
  return { id: item["id"], dependsOn, request: { method, path: url.pathname, query: url.searchParams, headers, body } };
}
