import { z } from "zod";
import { callDetailJson } from "../../answers/call-json.ts";
import { canonicalId } from "../../calls/canonical-id.ts";
import { ServiceError } from "../../service-error.ts";
import { anonymousMode } from "../../store/anonymous-mode.ts";
import type { Store } from "../../store/store.ts";
import type { PeopleFoundJson, PersonCallJson, PersonPageJson } from "../api-types.ts";
import { askedPeriod, type AskedPeriodParts } from "../asked-period.ts";
import { callRow } from "../call-row.ts";
import { answerOf, type ChatAnswers } from "../chat-answers.ts";
import { idField, periodFields, shortText } from "../parameters.ts";
import { route, type Route, type SignedIn } from "../route.ts";
import { callDetailSchema, callRowSchema } from "../schemas/call-schema.ts";
import { inPeriodFields } from "../schemas/period-schema.ts";
import { summarySchema } from "../schemas/summary-schema.ts";
import { callNotFound } from "./call.ts";

const MOST_FOUND = 20;

const personSchema = z.strictObject({ id: z.string(), displayName: z.string().nullable() });

const peopleFoundSchema = z.strictObject({ people: z.array(personSchema) }) satisfies z.ZodType<PeopleFoundJson>;

const personPageSchema = z.strictObject({
  ...inPeriodFields,
  person: personSchema,
  summary: summarySchema,
  calls: z.array(callRowSchema),
}) satisfies z.ZodType<PersonPageJson>;

const personCallSchema = z.strictObject({
  person: personSchema,
  call: callDetailSchema,
}) satisfies z.ZodType<PersonCallJson>;

/** Why an admin looks: the person reads it. */
const reasonField = shortText(200).trim().min(3, "must say in a few words why you look; the person will read it");

/** An admin's look at somebody's calls. It takes a reason, and is logged with it where that person sees it. */
export function peopleRoutes(
  parts: AskedPeriodParts & {
    chat: ChatAnswers;
    people: Pick<Store["people"], "named" | "names">;
    /** Nobody is looked at, or found by name. */
    isAnonymous: boolean;
  },
): Route[] {
  const { chat, people, isAnonymous } = parts;

  /** Whom an id means; nothing of theirs is read yet. */
  async function personOf(personId: string): Promise<PersonPageJson["person"]> {
    if (isAnonymous) throw anonymousMode();
    const displayName = (await people.names([personId])).get(personId);
    if (displayName === undefined) throw new ServiceError("person_not_found", "There is no such person.");
    return { id: personId, displayName };
  }

  /** One's own calls are no look, and need no reason. */
  function looking(
    { personId, isAdmin }: SignedIn,
    reason: string,
  ): { personId: string; isAdmin: boolean; reason: string } {
    return { personId, isAdmin, reason };
  }

  return [
    route({
      // A name is nothing for an address, which others write down.
      method: "POST",
      path: "/api/admin/people/search",
      summary: "People by the beginnings of their name's words, or by id",
      who: "admin",
      body: { search: shortText(100) },
      response: peopleFoundSchema,
      async handle({ body: { search } }) {
        if (isAnonymous) throw anonymousMode();
        const id = canonicalId(search.trim());
        const displayName = (await people.names([id])).get(id);
        return { people: displayName === undefined ? await people.named(search, MOST_FOUND) : [{ id, displayName }] };
      },
    }),
    route({
      method: "POST",
      path: "/api/admin/people/:personId/calls",
      summary: "Somebody's calls of a period; logged, with the reason, where that person sees it",
      who: "admin",
      params: { personId: idField },
      body: { ...periodFields, reason: reasonField },
      response: personPageSchema,
      async handle({ viewer, params: { personId }, body, now }) {
        const person = await personOf(personId);
        const { period, timeZone, inPeriod } = await askedPeriod({ query: body, viewer, now }, parts);
        const asker = { viewer: looking(viewer, body.reason), now, timeZone };
        const answer = await chat({ intent: "person", name: personId, periodName: period.name }, asker);
        const { summary, calls } = answer.intent === "calls" ? answer : answerOf(answer, "person");
        return { ...inPeriod, person, summary, calls: calls.map(callRow) };
      },
    }),
    route({
      method: "POST",
      path: "/api/admin/people/:personId/calls/:callId",
      summary: "One of somebody's calls; logged, with the reason, where that person sees it",
      who: "admin",
      params: { personId: idField, callId: idField },
      body: { reason: reasonField },
      response: personCallSchema,
      async handle({ viewer, params: { personId, callId }, body, now }) {
        const person = await personOf(personId);
        const asker = { viewer: looking(viewer, body.reason), personId, now, timeZone: parts.organizationTimeZone };
        const answer = await chat({ intent: "call", asked: callId }, asker);
        if (answer.intent !== "call" || answer.found === null) throw callNotFound();
        return { person, call: callDetailJson(answer.found) };
      },
    }),
  ];
}
