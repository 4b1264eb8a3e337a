import { z } from "zod";
import { callDetailJson } from "../../answers/call-json.ts";
import { HELP_DAYS, LONGEST_NOTE, type HelpRequest } from "../../calls/help-request.ts";
import { ServiceError } from "../../service-error.ts";
import type { Store } from "../../store/store.ts";
import type { HelpRequestJson, HelpRequestsJson, SentCallJson, SentCallsJson } from "../api-types.ts";
import { idField, shortText } from "../parameters.ts";
import { route, type Route } from "../route.ts";
import { callDetailSchema } from "../schemas/call-schema.ts";
import { qualitySchema } from "../schemas/graph-words.ts";
import { namedSchema } from "../schemas/incident-schema.ts";

export type HelpRequestParts = {
  helpRequests: Pick<Store["helpRequests"], "send" | "revoke" | "of" | "readable" | "view">;
  /** A request is to be told, or told anew, at once. */
  onSent: () => void;
};

const requestSchema = z.strictObject({
  id: z.string(),
  callId: z.string(),
  callStart: z.string(),
  note: z.string().nullable(),
  at: z.string(),
  until: z.string(),
  endedAt: z.string().nullable(),
}) satisfies z.ZodType<HelpRequestJson>;

const requestsSchema = z.strictObject({ requests: z.array(requestSchema) }) satisfies z.ZodType<HelpRequestsJson>;

const sentCallSchema = z.strictObject({
  person: namedSchema,
  note: z.string().nullable(),
  until: z.string(),
  call: callDetailSchema,
}) satisfies z.ZodType<SentCallJson>;

/** More than these are found in the channels that were told of them. */
const MOST_SENT = 100;

const sentCallsSchema = z.strictObject({
  requests: z.array(
    z.strictObject({
      id: z.string(),
      callStart: z.string(),
      note: z.string().nullable(),
      quality: qualitySchema.nullable(),
      at: z.string(),
      until: z.string(),
    }),
  ),
}) satisfies z.ZodType<SentCallsJson>;

/** Calls that people send to the helpdesk. */
export function helpRequestRoutes({ helpRequests, onSent }: HelpRequestParts): Route[] {
  return [
    route({
      method: "GET",
      path: "/api/me/help",
      summary: "The calls that the person sent to the helpdesk, newest first",
      who: "person",
      response: requestsSchema,
      handle: async ({ viewer }) => ({ requests: (await helpRequests.of(viewer)).map(requestJson) }),
    }),
    route({
      method: "POST",
      path: "/api/me/calls/:callId/help",
      summary: "Sends one of the person's calls to the helpdesk: admins can read it for so many days",
      who: "person",
      params: { callId: idField },
      body: {
        days: z.int().min(HELP_DAYS.least).max(HELP_DAYS.most),
        note: z.string().max(LONGEST_NOTE, `must have at most ${LONGEST_NOTE} characters`).nullable().optional(),
      },
      response: requestSchema,
      async handle({ viewer, params: { callId }, body: { days, note = null } }) {
        const request = await helpRequests.send(viewer, callId, { days, note });
        onSent();
        return requestJson(request);
      },
    }),
    route({
      method: "DELETE",
      path: "/api/me/calls/:callId/help",
      summary: "Takes back a call that the person sent to the helpdesk",
      who: "person",
      params: { callId: idField },
      response: requestSchema,
      async handle({ viewer, params: { callId } }) {
        const request = await helpRequests.revoke(viewer, callId);
        if (request === null) throw new ServiceError("call_not_found", "This call was not sent.");
        onSent();
        return requestJson(request);
      },
    }),
    route({
      method: "GET",
      path: "/api/admin/help",
      summary: "The calls that people sent to the helpdesk and that can be read now, newest first; not whose they are",
      who: "admin",
      response: sentCallsSchema,
      handle: async ({ viewer }) => ({
        requests: (await helpRequests.readable(viewer, MOST_SENT)).map((request) => ({
          id: request.id,
          callStart: request.callStart.toISOString(),
          note: request.note,
          quality: request.evidence?.quality ?? null,
          at: request.at.toISOString(),
          until: request.until.toISOString(),
        })),
      }),
    }),
    route({
      method: "POST",
      path: "/api/admin/help/:requestId",
      summary: "A call that its person sent to the helpdesk; that person sees who looked",
      who: "admin",
      params: { requestId: shortText(60) },
      response: sentCallSchema,
      async handle({ viewer, params: { requestId } }): Promise<SentCallJson> {
        const viewed = await helpRequests.view(viewer, requestId);
        if (viewed === null) throw new ServiceError("help_request_over", "This call cannot be read any more.");
        const { request, detail } = viewed;
        return {
          person: { id: request.personId, displayName: detail.participation.displayName },
          note: request.note,
          until: request.until.toISOString(),
          call: callDetailJson(detail),
        };
      },
    }),
  ];
}

function requestJson({ id, callId, callStart, note, at, until, endedAt }: HelpRequest): HelpRequestJson {
  return {
    id,
    callId,
    callStart: callStart.toISOString(),
    note,
    at: at.toISOString(),
    until: until.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  };
}
