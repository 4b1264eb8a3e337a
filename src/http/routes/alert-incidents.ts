import { z } from "zod";
import { handlingJson, incidentJson } from "../../answers/incident-json.ts";
import type { IncidentDesk } from "../../calls/incident-desk.ts";
import {
  handlersOf,
  LONGEST_MUTE_MS,
  presentHandling,
  type HandledIncident,
  type HandlingChange,
} from "../../calls/incident-handling.ts";
import { ServiceError } from "../../service-error.ts";
import type { Store } from "../../store/store.ts";
import type { AdminIncidentJson, RevealedPeopleJson } from "../api-types.ts";
import { idField, shortText } from "../parameters.ts";
import { route, type Route, type SignedIn } from "../route.ts";
import { handlingSchema, incidentFields } from "../schemas/incident-schema.ts";

export type AlertIncidentsParts = { desk: IncidentDesk; people: Pick<Store["people"], "names"> };

const MINUTE_MS = 60_000;
const params = { incidentId: shortText(400) };

export const adminIncidentSchema = z.strictObject({
  ...incidentFields,
  handling: handlingSchema,
}) satisfies z.ZodType<AdminIncidentJson>;

const revealedSchema = z.strictObject({
  people: z.array(z.string().nullable()),
  more: z.number(),
}) satisfies z.ZodType<RevealedPeopleJson>;

/** Incidents with what people did about them, by name where it is known. */
export async function adminIncidents(
  incidents: readonly HandledIncident[],
  people: Pick<Store["people"], "names">,
  now: Date,
): Promise<AdminIncidentJson[]> {
  const present = incidents.map((incident) => ({ incident, handling: presentHandling(incident, now) }));
  const names = await people.names([...new Set(present.flatMap(({ handling }) => handlersOf(handling)))]);
  return present.map(({ incident, handling }) => ({
    ...incidentJson(incident),
    handling: handlingJson(handling, names),
  }));
}

/** What admins do about an incident. */
export function alertIncidentRoutes({ desk, people }: AlertIncidentsParts): Route[] {
  async function handled(
    { viewer, incidentId, now }: { viewer: SignedIn; incidentId: string; now: Date },
    change: HandlingChange,
  ): Promise<AdminIncidentJson> {
    const incident = await desk.handle(viewer, incidentId, change);
    const [json] = incident === null ? [] : await adminIncidents([incident], people, now);
    if (json === undefined) throw notFound();
    return json;
  }

  const shared = { method: "POST", who: "admin", params } as const;
  return [
    route({
      ...shared,
      path: "/api/admin/alerts/incidents/:incidentId/acknowledge",
      summary: "Says that somebody has seen it",
      response: adminIncidentSchema,
      handle: ({ viewer, params: { incidentId }, now }) =>
        handled({ viewer, incidentId, now }, { kind: "acknowledge" }),
    }),
    route({
      ...shared,
      path: "/api/admin/alerts/incidents/:incidentId/mute",
      summary: "Leaves its cards as they are for a while; that it is over is told all the same",
      body: {
        minutes: z
          .int()
          .min(1)
          .max(LONGEST_MUTE_MS / MINUTE_MS),
      },
      response: adminIncidentSchema,
      handle: ({ viewer, params: { incidentId }, body: { minutes }, now }) =>
        handled({ viewer, incidentId, now }, { kind: "mute", forMs: minutes * MINUTE_MS }),
    }),
    route({
      ...shared,
      path: "/api/admin/alerts/incidents/:incidentId/unmute",
      summary: "Takes a mute back",
      response: adminIncidentSchema,
      handle: ({ viewer, params: { incidentId }, now }) => handled({ viewer, incidentId, now }, { kind: "unmute" }),
    }),
    route({
      ...shared,
      path: "/api/admin/alerts/incidents/:incidentId/assign",
      summary: "Assigns it to an admin, or with null to nobody",
      body: { to: idField.nullable() },
      response: adminIncidentSchema,
      handle: ({ viewer, params: { incidentId }, body: { to }, now }) =>
        handled({ viewer, incidentId, now }, { kind: "assign", to }),
    }),
    route({
      ...shared,
      path: "/api/admin/alerts/incidents/:incidentId/reveal",
      summary: "Names those affected; each of them sees that this person looked",
      response: revealedSchema,
      async handle({ viewer, params: { incidentId } }) {
        const revealed = await desk.reveal(viewer, incidentId);
        if (revealed === null) throw notFound();
        return { people: revealed.people, more: revealed.more };
      },
    }),
  ];
}

function notFound(): ServiceError {
  return new ServiceError("incident_not_found", "There is no such incident.");
}
