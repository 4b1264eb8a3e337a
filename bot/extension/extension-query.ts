import { z } from "zod";

const queryShape = z.looseObject({
  commandId: z.literal("findCall"),
  parameters: z.array(z.looseObject({ name: z.string(), value: z.unknown() })).default([]),
  queryOptions: z
    .looseObject({ skip: z.number().int().min(0).default(0), count: z.number().int().min(1).default(25) })
    .default({ skip: 0, count: 25 }),
});

export type ExtensionQuery = { text: string; skip: number; count: number };

/**
 * A search by the message extension's command "findCall", or null when it is none. The first one, before anything was
 * typed, has the parameter "initialRun" and no text.
 * https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
 */
export function extensionQuery(value: unknown): ExtensionQuery | null {
  const { data } = queryShape.safeParse(value);
  if (data === undefined) return null;
  const typed = data.parameters.find(({ name }) => name === "search")?.value;
  const { skip, count } = data.queryOptions;
  return { text: typeof typed === "string" ? typed.trim() : "", skip, count };
}
