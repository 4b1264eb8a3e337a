import { z } from "zod";
import { periodJson } from "../../answers/instant-json.ts";
import { addDays, createLocalTime } from "../../calls/local-time.ts";
import { periodBefore } from "../../calls/period-before.ts";
import { daysOf, resolvePeriod, type PeriodName } from "../../calls/period.ts";
import type { Store } from "../../store/store.ts";
import type { OrganizationPageJson } from "../api-types.ts";
import { periodIn } from "../asked-period.ts";
import { answerOf, type ChatAnswers } from "../chat-answers.ts";
import { periodFields } from "../parameters.ts";
import { route, type Route } from "../route.ts";
import { organizationSchema } from "../schemas/organization-schema.ts";
import { inPeriodFields, periodSchema } from "../schemas/period-schema.ts";

const organizationPageSchema = z.strictObject({
  ...inPeriodFields,
  organization: organizationSchema,
  before: z.strictObject({
    period: periodSchema,
    isWhole: z.boolean(),
    organization: organizationSchema.pick({ calls: true, people: true, quality: true, failures: true }),
  }),
}) satisfies z.ZodType<OrganizationPageJson>;

/** Everyone's figures. They are kept by day of the organization's zone, so a period is understood in that. */
export function organizationRoutes({
  chat,
  organizationTimeZone: timeZone,
  callRecords,
  rollups,
}: {
  chat: ChatAnswers;
  callRecords: Pick<Store["callRecords"], "reachesBack">;
  rollups: Pick<Store["rollups"], "totals">;
  organizationTimeZone: string;
}): Route[] {
  return [
    route({
      method: "GET",
      path: "/api/admin/organization",
      summary: "Everyone's figures of a period, with what poor calls have in common",
      who: "admin",
      query: { period: periodFields.period },
      response: organizationPageSchema,
      async handle({ viewer, query, now }) {
        const { period, inPeriod } = periodIn(timeZone, query.period ?? "last28days", now);
        const nameBefore = wholeDays(periodBefore(period, now, timeZone), timeZone);
        const today = createLocalTime(timeZone).dateOf(now);
        const [{ organization }, { calls, people, quality, failures }] = await Promise.all([
          chat({ intent: "organization", periodName: period.name }, { viewer, now, timeZone }).then((answer) =>
            answerOf(answer, "organization"),
          ),
          rollups.totals(daysOf(nameBefore, today)),
        ]);
        const before = resolvePeriod(nameBefore, now, timeZone);
        return {
          ...inPeriod,
          organization,
          before: {
            period: periodJson(before),
            isWhole: await callRecords.reachesBack(before.start),
            organization: { calls, people, quality, failures },
          },
        };
      },
    }),
  ];
}

/** The days that an interval touches: everyone's figures are known by day only. */
function wholeDays({ start, end }: { start: Date; end: Date }, timeZone: string): PeriodName {
  const { dateOf } = createLocalTime(timeZone);
  const from = dateOf(start);
  const to = dateOf(new Date(end.getTime() - 1));
  return { kind: "range", from, to: to < from ? addDays(from, -1) : to };
}
