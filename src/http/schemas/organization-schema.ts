import { z } from "zod";
import { ROLLUP_DIMENSIONS, type OrganizationSummary } from "../../calls/organization.ts";
import { feedbackSummarySchema, qualityCountsSchema } from "./summary-schema.ts";

const figures = {
  participations: z.number(),
  durationSeconds: z.number(),
  quality: qualityCountsSchema,
  feedback: feedbackSummarySchema,
  failures: z.number(),
};

export const organizationSchema = z.strictObject({
  ...figures,
  calls: z.number(),
  people: z.number(),
  byDay: z.array(
    z.strictObject({
      date: z.string(),
      calls: z.number(),
      participations: z.number(),
      poor: z.number(),
      classified: z.number(),
    }),
  ),
  minimumSample: z.number(),
  minimumPeople: z.number(),
  dimensions: z.array(
    z.strictObject({
      dimension: z.enum(ROLLUP_DIMENSIONS).exclude(["total"]),
      values: z.array(z.strictObject({ ...figures, value: z.string() })),
      left: z.number(),
    }),
  ),
}) satisfies z.ZodType<OrganizationSummary>;
