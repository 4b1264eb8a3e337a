import { z } from "zod";
import type { Comparison } from "../../calls/comparison.ts";

const interval = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

export const comparisonSchema = z.strictObject({
  minimumSample: z.number(),
  dimensions: z.array(
    z.strictObject({
      dimension: z.enum(["microphone", "speaker", "connection", "wifiBand", "vpnOrRelay", "place", "platform"]),
      groups: z.array(
        z.strictObject({
          value: z.string(),
          calls: z.number(),
          good: z.number(),
          poor: z.number(),
          unclassified: z.number(),
          poorShare: interval.nullable(),
        }),
      ),
      finding: z.discriminatedUnion("kind", [
        z.strictObject({
          kind: z.literal("different"),
          better: z.string(),
          worse: z.string(),
          difference: interval,
        }),
        z.strictObject({ kind: z.literal("similar") }),
        z.strictObject({ kind: z.literal("tooFew") }),
      ]),
    }),
  ),
}) satisfies z.ZodType<Comparison>;
