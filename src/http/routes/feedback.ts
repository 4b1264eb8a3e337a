import { z } from "zod";
import { disagreementOf, feedbackAgreement } from "../../calls/feedback-agreement.ts";
import { summarizeFeedback } from "../../calls/summary.ts";
import type { Store } from "../../store/store.ts";
import type { FeedbackPageJson } from "../api-types.ts";
import { askedPeriod, type AskedPeriodParts } from "../asked-period.ts";
import { callRow } from "../call-row.ts";
import { periodFields } from "../parameters.ts";
import { route, type Route } from "../route.ts";
import { callRowSchema } from "../schemas/call-schema.ts";
import { inPeriodFields } from "../schemas/period-schema.ts";
import { feedbackSummarySchema, qualityCountsSchema } from "../schemas/summary-schema.ts";

const feedbackPageSchema = z.strictObject({
  ...inPeriodFields,
  feedback: feedbackSummarySchema,
  agreement: z.strictObject({
    ratedPoor: qualityCountsSchema,
    notClear: qualityCountsSchema,
    ratedGood: qualityCountsSchema,
  }),
  calls: z.array(
    z.strictObject({
      ...callRowSchema.shape,
      disagreement: z.enum(["ratedPoorMeasuredGood", "ratedGoodMeasuredPoor"]).nullable(),
    }),
  ),
}) satisfies z.ZodType<FeedbackPageJson>;

/** What one thought of one's calls, beside what was measured. */
export function feedbackRoutes(
  parts: AskedPeriodParts & { participations: Pick<Store["participations"], "find"> },
): Route[] {
  return [
    route({
      method: "GET",
      path: "/api/me/feedback",
      summary: "One's ratings of a period beside what was measured, and calls of poor quality",
      who: "person",
      query: periodFields,
      response: feedbackPageSchema,
      async handle(request) {
        const { viewer } = request;
        const { period, inPeriod } = await askedPeriod(request, parts);
        const { start, end } = period;
        const calls = await parts.participations.find(viewer, { personId: viewer.personId, start, end });
        return {
          ...inPeriod,
          feedback: summarizeFeedback(calls.flatMap(({ ratings }) => ratings)),
          agreement: feedbackAgreement(calls),
          calls: calls
            .filter(({ ratings, quality }) => ratings.length > 0 || quality === "poor")
            .map((call) => ({ ...callRow(call), disagreement: disagreementOf(call) })),
        };
      },
    }),
  ];
}
