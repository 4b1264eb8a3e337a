import { z } from "zod";
import type { CallContent, CallPlan } from "./call-model.ts";
import type { CallWorld } from "./call-world.ts";
import { badRequest, notFound } from "./graph-exchange.ts";
import type { GraphRequest, GraphResponse } from "./graph-exchange.ts";
import type { JsonObject } from "./json-value.ts";
import { matchesStart, parseCallRecordFilter, parseExpand, parseSelect, readPreferences } from "./odata-query.ts";
import type { ExpandItem, Preferences } from "./odata-query.ts";
import { participantsJson, recordJson, sessionJson, sessionsOf } from "./record-json.ts";
import type { WireOptions } from "./record-json.ts";
import type { SignedText } from "./signed-text.ts";
import type { ThrottleWindows } from "./throttle-windows.ts";
import { wireForm, withoutNulls } from "./wire-form.ts";

/** Documented page sizes, which are also the largest one may ask for. */
export const PAGE_SIZES = { list: 60, sessions: 60, participants: 130 } as const;

export type CallRecordsWorld = {
  tenantId: string;
  world: CallWorld;
  throttle: ThrottleWindows;
  skipTokens: SignedText;
  graphRoot: () => string;
  now: () => Date;
  listLagSeconds: () => number;
  administrativeUnitOf: (personId: string) => string | null;
};

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const COLLECTION = "/communications/callRecords";

const listToken = z.object({
  of: z.literal("list"),
  filter: z.string(),
  size: z.number(),
  start: z.number(),
  id: z.string(),
});
const pageToken = z.object({ of: z.string(), id: z.string(), size: z.number(), offset: z.number() });

type Found = { plan: CallPlan; content: CallContent; options: WireOptions; preferences: Preferences };

/** GET below /communications/callRecords; null for paths that are not of them. */
export function callRecordRoutes(world: CallRecordsWorld, request: GraphRequest): GraphResponse | null {
  const match = /^\/communications\/callRecords(?:\/([^/]+)|\('([^']+)'\))?(?:\/(sessions|participants_v2))?$/i.exec(
    request.path,
  );
  if (!match || request.method !== "GET") return null;
  const id = match[1] ?? match[2];
  const now = world.now().getTime();
  const account = `${request.app.clientId}/${world.tenantId}`;
  const preferences = readPreferences(request.headers);
  if (id === undefined) {
    world.throttle.admit(
      [
        ["global", account],
        ["callRecordsAppTenant", account],
        ["listCallRecords", account],
      ],
      now,
    );
    return { status: 200, body: wireForm(listPage(world, request, preferences), preferences) };
  }
  world.throttle.admit(
    [
      ["global", account],
      ["callRecordsAppTenant", account],
      ["oneCallRecord", `${account}/${id.toLowerCase()}`],
    ],
    now,
  );
  const found = findRecord(world, id, preferences);
  const body = collectionOf(match[3])(world, request, found);
  return { status: 200, body: wireForm(found.content.style.writesNulls ? body : withoutNulls(body), preferences) };
}

function collectionOf(
  name: string | undefined,
): (world: CallRecordsWorld, request: GraphRequest, found: Found) => JsonObject {
  switch (name?.toLowerCase()) {
    case "sessions":
      return sessionsPage;
    case "participants_v2":
      return participantsPage;
    default:
      return record;
  }
}

function findRecord(world: CallRecordsWorld, id: string, preferences: Preferences): Found {
  if (!GUID.test(id)) throw badRequest(`Invalid callRecord id '${id.slice(0, 60)}'.`);
  const now = world.now().getTime();
  world.world.planThrough(now);
  const plan = world.world.get(id);
  if (plan && world.world.isExpired(plan, now)) {
    throw notFound("Call record not found. Call records older than 30 days are not available.");
  }
  const version = plan ? world.world.currentVersion(plan, now) : -1;
  if (!plan || version < 0) throw notFound("");
  const options = {
    version,
    unknownMembers: preferences.unknownMembers,
    administrativeUnitOf: world.administrativeUnitOf,
  };
  return { plan, content: world.world.contentOf(plan), options, preferences };
}

function pageSize(preferences: Preferences, largest: number): number {
  if (preferences.maxPageSize !== null && preferences.maxPageSize > largest) {
    throw badRequest(`The value of the preference odata.maxpagesize must not exceed ${largest}.`);
  }
  return preferences.maxPageSize ?? largest;
}

function refuseOptions(query: URLSearchParams, supported: readonly string[]): void {
  for (const name of query.keys()) {
    if (name.startsWith("$") && !supported.includes(name))
      throw badRequest(`The query option '${name}' is not supported.`);
  }
}

function listPage(world: CallRecordsWorld, request: GraphRequest, preferences: Preferences): JsonObject {
  const { query } = request;
  if (query.has("$expand"))
    throw badRequest("The query option '$expand' is not supported on a collection of call records.");
  refuseOptions(query, ["$filter", "$select", "$skiptoken"]);
  const token = openToken(world, query, listToken);
  const text = token?.filter ?? query.get("$filter") ?? "";
  const filter = text === "" ? { starts: [], participants: [] } : parseCallRecordFilter(text);
  const size = token?.size ?? pageSize(preferences, PAGE_SIZES.list);
  const select = query.has("$select") ? parseSelect(query.get("$select") ?? "") : null;
  // A list that lags shows a record only some time after it can be read.
  const now = world.now().getTime();
  const lagged = now - world.listLagSeconds() * 1000;
  const page: CallPlan[] = [];
  let isMore = false;
  for (const plan of world.world.listed(now)) {
    // Continuing after the last one given keeps a pass whole while records come and go around it.
    if (token && (plan.start < token.start || (plan.start === token.start && plan.id <= token.id))) continue;
    if (!matchesStart(filter, plan.start) || world.world.readableAt(plan) > lagged) continue;
    if (!filter.participants.every((person) => takesPart(world, plan, person))) continue;
    isMore = page.length === size;
    if (isMore) break;
    page.push(plan);
  }
  const { unknownMembers } = preferences;
  const value = page.map((plan) => {
    const version = world.world.currentVersion(plan, now);
    const content = world.world.contentOf(plan);
    const json = recordJson(
      plan,
      content,
      { version, unknownMembers, administrativeUnitOf: world.administrativeUnitOf },
      true,
    );
    return selected(content.style.writesNulls ? json : withoutNulls(json), select);
  });
  const body: JsonObject = { "@odata.context": context(world, ""), value };
  const last = page[page.length - 1];
  if (isMore && last) {
    const next = { of: "list", filter: text, size, start: last.start, id: last.id };
    const options = { ...(text !== "" && { $filter: text }), ...(select && { $select: select.join(",") }) };
    body["@odata.nextLink"] = link(world, COLLECTION, options, world.skipTokens.seal(next));
  }
  return body;
}

function takesPart(world: CallRecordsWorld, plan: CallPlan, personId: string): boolean {
  const index = world.world.settings.people.findIndex((person) => person.id === personId);
  if (index >= 0 && plan.members.includes(index)) return true;
  if (index >= 0 && !plan.scripted) return false;
  return world.world.contentOf(plan).participants.some((identity) => identity.id === personId);
}

function record(world: CallRecordsWorld, request: GraphRequest, found: Found): JsonObject {
  const { query } = request;
  refuseOptions(query, ["$expand", "$select"]);
  const { plan, content, options, preferences } = found;
  const expand = parseExpand(query.get("$expand") ?? "");
  const select = query.has("$select") ? parseSelect(query.get("$select") ?? "") : null;
  const sizes = {
    sessions: expand.some(({ name }) => name === "sessions"),
    participants: expand.some(({ name }) => name === "participants_v2"),
  };
  const largest = sizes.participants && !sizes.sessions ? PAGE_SIZES.participants : PAGE_SIZES.sessions;
  const size = expand.length === 0 ? null : pageSize(preferences, largest);
  const path = `${COLLECTION}/${plan.id}`;
  const body: JsonObject = {
    "@odata.context": context(world, `${query.has("$expand") ? `(${query.get("$expand")})` : ""}/$entity`),
    ...selected(recordJson(plan, content, options, false), select),
  };
  for (const item of expand) {
    switch (item.name) {
      case "sessions":
        body["sessions@odata.context"] = context(world, `('${plan.id}')/sessions`);
        addSessions(
          world,
          body,
          "sessions",
          path,
          found,
          item,
          preferences.maxPageSize === null ? PAGE_SIZES.sessions : (size ?? 60),
          0,
        );
        break;
      case "participants_v2":
        body["participants_v2@odata.context"] = context(world, `('${plan.id}')/participants_v2`);
        addParticipants(
          world,
          body,
          "participants_v2",
          path,
          found,
          preferences.maxPageSize === null ? PAGE_SIZES.participants : (size ?? 130),
          0,
        );
        break;
      case "organizer_v2":
        break;
      default:
        throw badRequest(
          `Parsing OData Select and Expand failed: Could not find a property named '${item.name}' on type 'microsoft.graph.callRecords.callRecord'.`,
        );
    }
  }
  return body;
}

function sessionsPage(world: CallRecordsWorld, request: GraphRequest, found: Found): JsonObject {
  refuseOptions(request.query, ["$expand", "$select", "$skiptoken"]);
  const token = openToken(world, request.query, pageToken);
  if (token && (token.of !== "sessions" || token.id !== found.plan.id)) throw badSkipToken();
  const expand = parseExpand(request.query.get("$expand") ?? "");
  if (expand.some(({ name }) => name !== "segments"))
    throw badRequest("Parsing OData Select and Expand failed: only 'segments' can be expanded.");
  const select = request.query.has("$select") ? parseSelect(request.query.get("$select") ?? "") : null;
  const body: JsonObject = { "@odata.context": context(world, `('${found.plan.id}')/sessions`) };
  const size = token?.size ?? pageSize(found.preferences, PAGE_SIZES.sessions);
  const item = { name: "sessions", expand, select };
  addSessions(world, body, "value", `${COLLECTION}/${found.plan.id}`, found, item, size, token?.offset ?? 0);
  return body;
}

function addSessions(
  world: CallRecordsWorld,
  body: JsonObject,
  key: string,
  path: string,
  found: Found,
  item: ExpandItem,
  size: number,
  offset: number,
): void {
  const { plan, content, options } = found;
  const sessions = sessionsOf(content, options.version);
  const isExpanded = item.expand.some(({ name }) => name === "segments");
  body[key] = sessions
    .slice(offset, offset + size)
    .map((session) => selected(sessionJson(session, content, options, isExpanded), item.select, ["segments"]));
  if (offset + size >= sessions.length) return;
  const sealed = world.skipTokens.seal({ of: "sessions", id: plan.id, size, offset: offset + size });
  const query = { ...(isExpanded && { $expand: "segments" }), ...(item.select && { $select: item.select.join(",") }) };
  body[`${key === "value" ? "" : key}@odata.nextLink`] = link(world, `${path}/sessions`, query, sealed);
}

function participantsPage(world: CallRecordsWorld, request: GraphRequest, found: Found): JsonObject {
  refuseOptions(request.query, ["$skiptoken"]);
  const token = openToken(world, request.query, pageToken);
  if (token && (token.of !== "participants" || token.id !== found.plan.id)) throw badSkipToken();
  const body: JsonObject = { "@odata.context": context(world, `('${found.plan.id}')/participants_v2`) };
  const size = token?.size ?? pageSize(found.preferences, PAGE_SIZES.participants);
  addParticipants(world, body, "value", `${COLLECTION}/${found.plan.id}`, found, size, token?.offset ?? 0);
  return body;
}

function addParticipants(
  world: CallRecordsWorld,
  body: JsonObject,
  key: string,
  path: string,
  found: Found,
  size: number,
  offset: number,
): void {
  const { plan, content, options } = found;
  const page = { ...content, participants: content.participants.slice(offset, offset + size) };
  body[key] = participantsJson(page, options);
  if (offset + size >= content.participants.length) return;
  const sealed = world.skipTokens.seal({ of: "participants", id: plan.id, size, offset: offset + size });
  body[`${key === "value" ? "" : key}@odata.nextLink`] = link(world, `${path}/participants_v2`, {}, sealed);
}

function selected(json: JsonObject, select: readonly string[] | null, always: readonly string[] = []): JsonObject {
  if (!select) return json;
  return Object.fromEntries(Object.entries(json).filter(([name]) => select.includes(name) || always.includes(name)));
}

function context(world: CallRecordsWorld, rest: string): string {
  return `${world.graphRoot()}/v1.0/$metadata#communications/callRecords${rest}`;
}

function link(world: CallRecordsWorld, path: string, options: Record<string, string>, skipToken: string): string {
  const query = Object.entries({ ...options, $skiptoken: skipToken }).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `${world.graphRoot()}/v1.0${path}?${query.join("&")}`;
}

function badSkipToken(): Error {
  return badRequest("Skip token is invalid or malformed.");
}

function openToken<T>(world: CallRecordsWorld, query: URLSearchParams, schema: z.ZodType<T>): T | null {
  const sealed = query.get("$skiptoken");
  if (sealed === null) return null;
  const opened = schema.safeParse(world.skipTokens.open(sealed));
  if (!opened.success) throw badSkipToken();
  return opened.data;
}
