import { z } from "zod";
import type { CallPlan } from "./call-model.ts";
import {
  COLLECTION,
  PAGE_SIZES,
  context,
  link,
  openToken,
  pageSize,
  refuseOptions,
  selected,
} from "./call-record-page.ts";
import type { CallRecordsWorld, ListedWindow } from "./call-record-page.ts";
import { badRequest } from "./graph-exchange.ts";
import type { GraphRequest } from "./graph-exchange.ts";
import type { JsonObject } from "./json-value.ts";
import { matchesStart, parseCallRecordFilter, parseSelect } from "./odata-query.ts";
import type { CallRecordFilter, Preferences } from "./odata-query.ts";
import { recordJson } from "./record-json.ts";
import { withoutNulls } from "./wire-form.ts";

const listToken = z.object({
  of: z.literal("list"),
  filter: z.string(),
  size: z.number(),
  start: z.number(),
  id: z.string(),
});

/** GET /communications/callRecords: one page of what Graph has, by start. */
export function listPage(world: CallRecordsWorld, request: GraphRequest, preferences: Preferences): JsonObject {
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
  } else if (filter.participants.length === 0) world.onListedToEnd(listedWindow(filter, now));
  return body;
}

/** The span of starts that a filter leaves, open ends being all of time. */
function listedWindow({ starts }: CallRecordFilter, at: number): ListedWindow {
  const bounds = (operators: readonly string[]): number[] =>
    starts.filter(({ operator }) => operators.includes(operator)).map(({ instant }) => instant);
  return { start: Math.max(-Infinity, ...bounds(["ge", "gt"])), end: Math.min(Infinity, ...bounds(["lt", "le"])), at };
}

function takesPart(world: CallRecordsWorld, plan: CallPlan, personId: string): boolean {
  const index = world.world.settings.people.findIndex((person) => person.id === personId);
  if (index >= 0 && plan.members.includes(index)) return true;
  if (index >= 0 && !plan.scripted) return false;
  return world.world.contentOf(plan).participants.some((identity) => identity.id === personId);
}
