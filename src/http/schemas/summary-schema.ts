import { z } from "zod";
import type { FeedbackSummary, Summary } from "../../calls/summary.ts";
import { callTypeSchema, modalitySchema, platformSchema } from "./graph-words.ts";

/** Calls, or something else that is counted, by quality. */
export const qualityCountsSchema = z.strictObject({ good: z.number(), poor: z.number(), unclassified: z.number() });

export const feedbackSummarySchema = z.strictObject({
  rated: z.number(),
  notRated: z.number(),
  average: z.number().nullable(),
  poor: z.number(),
  tokens: z.record(z.string(), z.number()),
}) satisfies z.ZodType<FeedbackSummary>;

export const summarySchema = z.strictObject({
  calls: z.number(),
  durationSeconds: z.number(),
  byType: z.partialRecord(callTypeSchema, z.number()),
  byModality: z.partialRecord(modalitySchema, z.number()),
  quality: qualityCountsSchema,
  feedback: feedbackSummarySchema,
  platforms: z.partialRecord(platformSchema, z.number()),
  people: z.array(
    z.strictObject({
      id: z.string(),
      displayName: z.string().nullable(),
      calls: z.number(),
      durationSeconds: z.number(),
    }),
  ),
  byDay: z.array(
    z.strictObject({ date: z.string(), calls: z.number(), durationSeconds: z.number(), poor: z.number() }),
  ),
}) satisfies z.ZodType<Summary>;
