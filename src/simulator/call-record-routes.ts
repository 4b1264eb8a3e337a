import { z } from "zod";
import type { CallContent, CallPlan } from "./call-model.ts";
import { listPage } from "./call-record-list.ts";
import {
  COLLECTION,
  PAGE_SIZES,
  badSkipToken,
  context,
  link,
  openToken,
  pageSize,
  refuseOptions,
  selected,
} from "./call-record-page.ts";
import type { CallRecordsWorld } from "./call-record-page.ts";
import { badRequest, notFound } from "./graph-exchange.ts";
import type { GraphRequest, GraphResponse } from "./graph-exchange.ts";
import type { JsonObject } from "./json-value.ts";
import { parseExpand, parseSelect, readPreferences } from "./odata-query.ts";
import type { ExpandItem, Preferences } from "./odata-query.ts";
import { participantsJson, recordJson, sessionJson, sessionsOf } from "./record-json.ts";
import type { WireOptions } from "./record-json.ts";
import { wireForm, withoutNulls } from "./wire-form.ts";

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
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
