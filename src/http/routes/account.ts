import { z } from "zod";
import { dueDigest } from "../../calls/digest-time.ts";
import type { Store } from "../../store/store.ts";
import type { MeJson } from "../api-types.ts";
import { timeZoneField } from "../parameters.ts";
import { route, type Route, type SignedIn } from "../route.ts";

export type AccountParts = {
  preferences: Pick<Store["preferences"], "of" | "save" | "claimDigest">;
  people: Pick<Store["people"], "names">;
  /** BCP 47 tags with what their speakers call them. */
  languages: readonly [Language, ...Language[]];
  organizationTimeZone: string;
  retentionDays: number;
};

type Language = { tag: string; ownName: string };

const meSchema = z.strictObject({
  person: z.strictObject({ id: z.string(), displayName: z.string().nullable() }),
  isAdmin: z.boolean(),
  preferences: z.strictObject({
    language: z.string().nullable(),
    timeZone: z.string().nullable(),
    digest: z.boolean(),
  }),
  organizationTimeZone: z.string(),
  languages: z.array(z.strictObject({ tag: z.string(), ownName: z.string() })),
  retentionDays: z.number(),
}) satisfies z.ZodType<MeJson>;

/** Who signed in, and what they chose. */
export function accountRoutes(parts: AccountParts): Route[] {
  const { preferences, people, languages, organizationTimeZone, retentionDays } = parts;
  const tags = languages.map(({ tag }) => tag);

  async function me({ personId, isAdmin, displayName }: SignedIn): Promise<MeJson> {
    const name = displayName ?? (await people.names([personId])).get(personId) ?? null;
    return {
      person: { id: personId, displayName: name },
      isAdmin,
      preferences: await preferences.of(personId),
      organizationTimeZone,
      languages: languages.map(({ tag, ownName }) => ({ tag, ownName })),
      retentionDays,
    };
  }

  return [
    route({
      method: "GET",
      path: "/api/me",
      summary: "The person who is signed in, and what they chose",
      who: "person",
      response: meSchema,
      handle: ({ viewer }) => me(viewer),
    }),
    route({
      method: "PATCH",
      path: "/api/me/preferences",
      summary: "Changes any part of what the person chose; null lets Callwise choose again",
      who: "person",
      body: {
        language: z
          .enum(tags, { error: `must be one of ${tags.join(", ")}` })
          .nullable()
          .optional(),
        timeZone: timeZoneField.nullable().optional(),
        digest: z.boolean({ error: "must be true or false" }).optional(),
      },
      response: meSchema,
      async handle({ viewer, body: { language, timeZone, digest }, now }) {
        await preferences.save(viewer.personId, {
          ...(language !== undefined && { language }),
          ...(timeZone !== undefined && { timeZone }),
          ...(digest !== undefined && { digest }),
        });
        const changed = await me(viewer);
        // As in chat, the first digest sent is next week's.
        const due = digest === true ? dueDigest(now, changed.preferences.timeZone ?? organizationTimeZone) : null;
        if (due !== null) await preferences.claimDigest(viewer.personId, due);
        return changed;
      },
    }),
  ];
}
