import { z } from "zod";
import { lookJson } from "../../answers/instant-json.ts";
import type { StoredOfPerson } from "../../calls/erasure.ts";
import type { ErasedJson, PrivacyJson } from "../api-types.ts";
import { answerOf, type ChatAnswers } from "../chat-answers.ts";
import { personExport, type PersonExportParts } from "../person-export.ts";
import { fileRoute, route, type Route } from "../route.ts";

const EXPORT_CONTENT_TYPE = "application/json; charset=utf-8";

const storedSchema = z.strictObject({
  participations: z.number(),
  sessions: z.number(),
  phoneCalls: z.number(),
  conversations: z.number(),
  looks: z.number(),
}) satisfies z.ZodType<StoredOfPerson>;

const privacySchema = z.strictObject({
  stored: storedSchema,
  retentionDays: z.number(),
  looks: z.array(
    z.strictObject({
      at: z.string(),
      viewer: z.strictObject({ id: z.string(), displayName: z.string().nullable() }),
      look: z.discriminatedUnion("what", [
        z.strictObject({ what: z.literal("calls"), start: z.string(), end: z.string() }),
        z.strictObject({ what: z.literal("lastCall"), before: z.string() }),
        z.strictObject({ what: z.literal("call"), callId: z.string() }),
        z.strictObject({ what: z.literal("incident"), since: z.string() }),
        z.strictObject({ what: z.literal("sentCall"), callId: z.string() }),
        z.strictObject({ what: z.literal("export") }),
      ]),
      reason: z.string().nullable(),
    }),
  ),
  more: z.number(),
}) satisfies z.ZodType<PrivacyJson>;

const erasedSchema = z.strictObject({
  receiptId: z.string(),
  at: z.string(),
  erased: storedSchema,
}) satisfies z.ZodType<ErasedJson>;

/** What is stored of the person, who looked, everything as a file, and its erasure. */
export function privacyRoutes(
  parts: PersonExportParts & { chat: ChatAnswers; organizationTimeZone: string; retentionDays: number },
): Route[] {
  const { chat, organizationTimeZone: timeZone, retentionDays } = parts;
  return [
    route({
      method: "GET",
      path: "/api/me/privacy",
      summary: "How much is stored of the person, and who looked at it",
      who: "person",
      response: privacySchema,
      async handle({ viewer, now }) {
        const asker = { viewer, now, timeZone };
        const [asked, seen] = await Promise.all([
          chat({ intent: "forgetMe", isConfirmed: false }, asker),
          chat({ intent: "whoLooked" }, asker),
        ]);
        const forgetMe = answerOf(asked, "forgetMe");
        if (forgetMe.stage !== "asked") throw new TypeError("erased without being asked to");
        const { looks, more } = answerOf(seen, "whoLooked");
        return { stored: forgetMe.stored, retentionDays, looks: looks.map(lookJson), more };
      },
    }),
    fileRoute({
      method: "GET",
      path: "/api/me/privacy/export",
      summary: "Everything that is stored of the person, as a JSON file",
      who: "person",
      contentTypes: [EXPORT_CONTENT_TYPE],
      handle: ({ viewer, now }) => ({
        name: `callwise-everything-${now.toISOString().slice(0, 10)}.json`,
        contentType: EXPORT_CONTENT_TYPE,
        content: personExport(viewer, now, parts),
      }),
    }),
    route({
      method: "POST",
      path: "/api/me/privacy/erase",
      summary: "Erases the person everywhere; later calls are kept without their name. Gives a receipt",
      who: "person",
      body: { confirm: z.literal(true, { error: "must be true" }) },
      response: erasedSchema,
      async handle({ viewer, now }) {
        const answer = await chat({ intent: "forgetMe", isConfirmed: true }, { viewer, now, timeZone });
        const done = answerOf(answer, "forgetMe");
        if (done.stage !== "done") throw new TypeError("asked to erase, and did not");
        const { receiptId, at, erased } = done.erasure;
        return { receiptId, at: at.toISOString(), erased };
      },
    }),
  ];
}
