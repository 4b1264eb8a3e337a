import { z } from "zod";
import type { HandlingJson, IncidentContentJson, IncidentJson } from "../../answers/incident-json.ts";
import { CALL_FACTOR_KINDS } from "../../calls/call-factor.ts";
import { mediaKindSchema } from "./graph-words.ts";
import { periodSchema } from "./period-schema.ts";

const affected = {
  calls: z.number(),
  people: z.number(),
  window: periodSchema,
  series: z.array(z.strictObject({ start: z.string(), calls: z.number(), of: z.number() })),
};

const figures = { count: z.number(), of: z.number(), share: z.number(), low: z.number(), high: z.number() };

const reasons = z.array(
  z.strictObject({
    metric: z.enum([
      "averageRoundTripTimeMs",
      "averagePacketLossRate",
      "averageJitterMs",
      "averageVideoFrameLossPercentage",
      "averageVideoFrameRate",
      "postForwardErrorCorrectionPacketLossRate",
    ]),
    mediaKind: mediaKindSchema,
    direction: z.enum(["sent", "heard"]),
    calls: z.number(),
  }),
);

const factor = z.strictObject({ kind: z.enum(CALL_FACTOR_KINDS), value: z.string() });

const contentSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("ingestionHealth"),
    state: z.enum(["behind", "blind", "broken"]),
    findings: z.array(
      z.looseObject({
        code: z.string(),
        state: z.enum(["behind", "blind", "broken"]),
        problem: z.string(),
        remedy: z.string(),
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal("exhaustedJobs"),
    calls: z.number(),
    isAtLeast: z.boolean(),
    reasons: z.array(
      z.strictObject({ code: z.string().nullable(), calls: z.number(), reason: z.string(), remedy: z.string() }),
    ),
  }),
  z.strictObject({ kind: z.literal("poorCall"), ...affected, rated: z.number(), measured: z.number() }),
  z.strictObject({ kind: z.literal("repeatedPoorCalls"), ...affected, reasons }),
  z.strictObject({
    kind: z.literal("poorShare"),
    ...affected,
    figures: z.strictObject(figures),
    threshold: z.number(),
    reasons,
  }),
  z.strictObject({
    kind: z.literal("poorShareAboveBaseline"),
    ...affected,
    factor,
    alike: z.array(factor),
    figures: z.strictObject({
      ...figures,
      baseline: z.strictObject({ share: z.number(), of: z.number(), days: z.number(), isOwn: z.boolean() }),
      difference: z.strictObject({ value: z.number(), low: z.number(), high: z.number() }),
      lift: z.number(),
    }),
    cause: z.enum([
      "networkSegment",
      "building",
      "accessPoint",
      "relay",
      "device",
      "driver",
      "clientVersion",
      "platform",
      "connection",
      "trunk",
    ]),
    reasons,
  }),
  z.strictObject({
    kind: z.literal("callFailures"),
    ...affected,
    figures: z.strictObject(figures),
    threshold: z.number(),
    failures: z.array(z.strictObject({ stage: z.string(), reason: z.string().nullable(), calls: z.number() })),
  }),
]) as z.ZodType<IncidentContentJson>;

/** What every incident is told as. */
export const incidentFields = {
  id: z.string(),
  ruleId: z.string(),
  state: z.enum(["suspected", "open", "resolved"]),
  number: z.number(),
  revision: z.number(),
  since: z.string(),
  revisedAt: z.string(),
  resolvedAt: z.string().nullable(),
  reopened: z.number(),
  peopleAffected: z.number(),
  content: contentSchema,
} satisfies { [Name in keyof IncidentJson]: z.ZodType<IncidentJson[Name]> };

export const namedSchema = z.strictObject({ id: z.string(), displayName: z.string().nullable() });

const done = { by: namedSchema, at: z.string() };

export const handlingSchema = z.strictObject({
  acknowledged: z.strictObject(done).nullable(),
  muted: z.strictObject({ ...done, until: z.string() }).nullable(),
  assigned: z.strictObject({ ...done, to: namedSchema }).nullable(),
}) satisfies z.ZodType<HandlingJson>;
