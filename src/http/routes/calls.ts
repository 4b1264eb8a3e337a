import { z } from "zod";
import { callsCsv, callsCsvName, CSV_CONTENT_TYPE } from "../../answers/calls-csv.ts";
import type { CallPlace, Store } from "../../store/store.ts";
import type { CallsPageJson, CallTotalsJson } from "../api-types.ts";
import { askedPeriod, type AskedPeriodParts } from "../asked-period.ts";
import { cursorOf, placeOfCursor, type ListPlace } from "../list-cursor.ts";
import { callListFields, conditionsOf } from "../call-list-fields.ts";
import { callRow } from "../call-row.ts";
import { shortText, wholeNumberField } from "../parameters.ts";
import { fileRoute, route, type Route } from "../route.ts";
import { callRowSchema } from "../schemas/call-schema.ts";
import { inPeriodFields } from "../schemas/period-schema.ts";

const PAGE_SIZE = 50;
const LARGEST_PAGE = 200;

const pageSchema = z.strictObject({
  ...inPeriodFields,
  calls: z.array(callRowSchema),
  next: z.string().nullable(),
}) satisfies z.ZodType<CallsPageJson>;

const choicesSchema = z.array(z.strictObject({ name: z.string(), calls: z.number() }));

const totalsSchema = z.strictObject({
  ...inPeriodFields,
  calls: z.number(),
  durationSeconds: z.number(),
  poor: z.number(),
  choices: z.strictObject({
    devices: choicesSchema,
    people: z.array(z.strictObject({ id: z.string(), displayName: z.string().nullable(), calls: z.number() })),
    platforms: choicesSchema,
    connections: choicesSchema,
  }),
}) satisfies z.ZodType<CallTotalsJson>;

/** One's list of calls: in pages, in totals, and as a file. */
export function callsRoutes(
  parts: AskedPeriodParts & { participations: Pick<Store["participations"], "page" | "matching" | "totals"> },
): Route[] {
  const { participations } = parts;
  return [
    route({
      method: "GET",
      path: "/api/me/calls",
      summary: "One's calls of a period that meet the conditions, newest first, in pages",
      who: "person",
      query: {
        ...callListFields,
        cursor: shortText(500).optional(),
        limit: wholeNumberField(1, LARGEST_PAGE).optional(),
      },
      response: pageSchema,
      async handle(request) {
        const { viewer, query } = request;
        const { period, inPeriod } = await askedPeriod(request, parts);
        const { start, end } = period;
        const { calls, next } = await participations.page(
          viewer,
          { personId: viewer.personId, start, end, conditions: conditionsOf(query) },
          {
            after: query.cursor === undefined ? null : callPlaceOf(placeOfCursor(query.cursor)),
            limit: query.limit ?? PAGE_SIZE,
          },
        );
        return { ...inPeriod, calls: calls.map(callRow), next: next && cursorOf({ at: next.start, id: next.callId }) };
      },
    }),
    route({
      method: "GET",
      path: "/api/me/calls/totals",
      summary: "Totals of one's calls that meet the conditions, and what could be asked for",
      who: "person",
      query: callListFields,
      response: totalsSchema,
      async handle(request) {
        const { viewer, query } = request;
        const { period, inPeriod } = await askedPeriod(request, parts);
        const { start, end } = period;
        const conditions = conditionsOf(query);
        const list = { personId: viewer.personId, start, end, conditions };
        return { ...inPeriod, ...(await participations.totals(viewer, list)) };
      },
    }),
    fileRoute({
      method: "GET",
      path: "/api/me/calls.csv",
      summary: "One's calls of a period that meet the conditions, as a table",
      who: "person",
      query: callListFields,
      contentTypes: [CSV_CONTENT_TYPE],
      async handle(request) {
        const { viewer, query } = request;
        const { period, timeZone } = await askedPeriod(request, parts);
        const { start, end } = period;
        const list = { personId: viewer.personId, start, end, conditions: conditionsOf(query) };
        const calls = await participations.matching(viewer, list);
        const content = callsCsv(calls, timeZone);
        return { name: callsCsvName(period, timeZone), contentType: CSV_CONTENT_TYPE, content };
      },
    }),
  ];
}

function callPlaceOf({ at, id }: ListPlace): CallPlace {
  return { start: at, callId: id };
}
