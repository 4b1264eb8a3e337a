import { z } from "zod";
import { statusJson } from "../../answers/instant-json.ts";
import type { StatusFigures } from "../../calls/status-figures.ts";
import type { StatusPageJson } from "../api-types.ts";
import { route, type Route } from "../route.ts";

const totals = {
  listed: z.number(),
  held: z.number(),
  missing: z.number(),
  provisional: z.number(),
  settled: z.number(),
  repaired: z.number(),
  hours: z.number(),
  incompleteHours: z.number(),
};

const delaySchema = z
  .strictObject({ count: z.number(), p50Ms: z.number(), p95Ms: z.number(), maxMs: z.number() })
  .nullable();

const statusSchema = z.strictObject({
  at: z.string(),
  health: z.strictObject({
    state: z.enum(["healthy", "behind", "blind", "broken"]),
    findings: z.array(
      z.strictObject({
        code: z.string(),
        state: z.enum(["behind", "blind", "broken"]),
        problem: z.string(),
        remedy: z.string(),
        figures: z
          .strictObject({
            calls: z.number().exactOptional(),
            hours: z.number().exactOptional(),
            minutes: z.number().exactOptional(),
            at: z.string().nullable().exactOptional(),
            areListed: z.boolean().exactOptional(),
            errorCode: z.string().exactOptional(),
            part: z.enum(["subscription", "listing"]).exactOptional(),
          })
          .exactOptional(),
      }),
    ),
  }),
  callRecords: z.number(),
  completeness: z.strictObject({ ...totals, upToDate: z.number() }),
  days: z.array(z.strictObject({ ...totals, date: z.string() })),
  delays: z.strictObject({ own: delaySchema, graph: delaySchema }),
  lastNotifiedAt: z.string().nullable(),
  jobs: z.strictObject({
    queued: z.number(),
    running: z.number(),
    done: z.number(),
    failed: z.number(),
    exhausted: z.number(),
  }),
  dueSince: z.string().nullable(),
  exhausted: z.array(
    z.looseObject({
      callId: z.string(),
      code: z.string().nullable(),
      at: z.string().nullable(),
      reason: z.string(),
      remedy: z.string(),
    }),
  ),
}) satisfies z.ZodType<StatusPageJson>;

/** Whether all calls are here, and what to do. */
export function statusRoutes({ readStatus }: { readStatus: () => Promise<StatusFigures> }): Route[] {
  return [
    route({
      method: "GET",
      path: "/api/admin/status",
      summary: "Whether all calls are here, what is missing, and what to do",
      who: "admin",
      response: statusSchema,
      handle: async () => statusJson(await readStatus()),
    }),
  ];
}
