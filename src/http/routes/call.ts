import { z } from "zod";
import { callDetailJson } from "../../answers/call-json.ts";
import { ServiceError } from "../../service-error.ts";
import type { Store } from "../../store/store.ts";
import type { CallPageJson } from "../api-types.ts";
import { askedTimeZone, type AskedPeriodParts } from "../asked-period.ts";
import type { ChatAnswers } from "../chat-answers.ts";
import { idField, timeZoneField } from "../parameters.ts";
import { route, type Route } from "../route.ts";
import { callDetailSchema } from "../schemas/call-schema.ts";

const callPageSchema = z.strictObject({
  call: callDetailSchema,
  timeZone: z.string(),
  newer: z.string().nullable(),
  older: z.string().nullable(),
}) satisfies z.ZodType<CallPageJson>;

/** One of one's own calls. */
export function callRoutes(
  parts: AskedPeriodParts & { chat: ChatAnswers; participations: Pick<Store["participations"], "neighbors"> },
): Route[] {
  return [
    route({
      method: "GET",
      path: "/api/me/calls/:callId",
      summary: 'One of one\'s own calls with everything measured; "last" is the newest one',
      who: "person",
      params: { callId: idField },
      query: { timeZone: timeZoneField.optional() },
      response: callPageSchema,
      async handle({ viewer, params, query, now }) {
        const timeZone = await askedTimeZone(query.timeZone, viewer, parts);
        const answer = await parts.chat({ intent: "call", asked: params.callId }, { viewer, now, timeZone });
        if (answer.intent !== "call" || answer.found === null) throw callNotFound();
        const { participation } = answer.found;
        const neighbors = await parts.participations.neighbors(viewer, participation);
        return { call: callDetailJson(answer.found), timeZone, ...neighbors };
      },
    }),
  ];
}

/** Also of a call that exists and was somebody else's: that it does is not told. */
export function callNotFound(): ServiceError {
  return new ServiceError("call_not_found", "There is no such call.");
}
