import { z } from "zod";
import { periodJson } from "../../answers/instant-json.ts";
import { addressesToCount } from "../../calls/address-use.ts";
import { compareCalls, DEVICE_DIMENSIONS, NETWORK_DIMENSIONS } from "../../calls/compare-calls.ts";
import { OFFICE_PEOPLE } from "../../calls/comparison-value.ts";
import { feedbackByDay } from "../../calls/feedback-by-day.ts";
import { heatMap } from "../../calls/heat-map.ts";
import type { Participation } from "../../calls/participation.ts";
import { periodBefore } from "../../calls/period-before.ts";
import type { Interval } from "../../calls/interval.ts";
import { qualityByDay } from "../../calls/quality-by-day.ts";
import { isPoorCall, summarize } from "../../calls/summary.ts";
import type { Store } from "../../store/store.ts";
import type { OverviewJson } from "../api-types.ts";
import { askedPeriod, type AskedPeriodParts } from "../asked-period.ts";
import { callRow } from "../call-row.ts";
import { periodFields } from "../parameters.ts";
import { route, type Route } from "../route.ts";
import { callRowSchema } from "../schemas/call-schema.ts";
import { comparisonSchema } from "../schemas/comparison-schema.ts";
import { inPeriodFields, periodSchema } from "../schemas/period-schema.ts";
import { qualityCountsSchema, summarySchema } from "../schemas/summary-schema.ts";

const POOR_CALLS_SHOWN = 5;

const overviewSchema = z.strictObject({
  ...inPeriodFields,
  summary: summarySchema,
  before: z.strictObject({ period: periodSchema, isWhole: z.boolean(), summary: summarySchema }),
  feedbackByDay: z.array(
    z.strictObject({ date: z.string(), rated: z.number(), average: z.number().nullable(), poor: z.number() }),
  ),
  qualityByDay: z.array(z.strictObject({ date: z.string(), ...qualityCountsSchema.shape })),
  heatMap: z.array(z.strictObject({ weekday: z.number(), hour: z.number(), calls: z.number(), poor: z.number() })),
  devices: comparisonSchema,
  networks: comparisonSchema,
  poorCalls: z.array(callRowSchema),
}) satisfies z.ZodType<OverviewJson>;

/** One's calls of a period at a glance. */
export function overviewRoutes(
  parts: AskedPeriodParts & {
    participations: Pick<Store["participations"], "find" | "peopleByPublicAddress">;
    callRecords: Pick<Store["callRecords"], "reachesBack">;
  },
): Route[] {
  const { participations, callRecords } = parts;
  return [
    route({
      method: "GET",
      path: "/api/me/overview",
      summary: "One's calls of a period at a glance, beside those of the days before",
      who: "person",
      query: periodFields,
      response: overviewSchema,
      async handle(request) {
        const { viewer, now } = request;
        const { personId } = viewer;
        const { period, timeZone, inPeriod } = await askedPeriod(request, parts);
        const before = periodBefore(period, now, timeZone);
        const callsOf = ({ start, end }: Interval): Promise<Participation[]> =>
          participations.find(viewer, { personId, start, end });
        const ownAndPeople = async (): Promise<{ own: Participation[]; people: Map<string, number> }> => {
          const own = await callsOf(period);
          const { addresses, since } = addressesToCount(own, period, now);
          return { own, people: await participations.peopleByPublicAddress(addresses, since, OFFICE_PEOPLE) };
        };
        const [{ own, people }, ownBefore, isWhole] = await Promise.all([
          ownAndPeople(),
          callsOf(before),
          callRecords.reachesBack(before.start),
        ]);
        const summary = summarize(own, period, now, timeZone);
        const dates = summary.byDay.map(({ date }) => date);
        return {
          ...inPeriod,
          summary,
          before: { period: periodJson(before), isWhole, summary: summarize(ownBefore, before, now, timeZone) },
          feedbackByDay: feedbackByDay(own, dates, timeZone),
          qualityByDay: qualityByDay(own, dates, timeZone),
          heatMap: heatMap(own, timeZone),
          devices: compareCalls(own, DEVICE_DIMENSIONS, new Map()),
          networks: compareCalls(own, NETWORK_DIMENSIONS, people),
          poorCalls: own.filter(isPoorCall).slice(0, POOR_CALLS_SHOWN).map(callRow),
        };
      },
    }),
  ];
}
