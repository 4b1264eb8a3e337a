import { z } from "zod";
import { clip } from "../messages/clip.ts";

/** More are not shown by Teams at once. */
const MOST_RESULTS = 25;
/** No name or question is longer. */
const LONGEST_TEXT = 200;

const queryShape = z.looseObject({
  commandId: z.literal("findCall"),
  parameters: z.array(z.looseObject({ name: z.string(), value: z.unknown() })).nullish(),
  queryOptions: z
    .looseObject({ skip: z.int().min(0).catch(0), count: z.int().min(1).max(MOST_RESULTS).catch(MOST_RESULTS) })
    .nullish(),
});

/** `count` is at most 25. */
export type ExtensionQuery = { text: string; skip: number; count: number };

/**
 * A search by the message extension's command "findCall", or null when it is none. The first one, before anything was
 * typed, has the parameter "initialRun" and no text.
 * https://learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/search-commands/respond-to-search
 */
export function extensionQuery(value: unknown): ExtensionQuery | null {
  const { data } = queryShape.safeParse(value);
  if (data === undefined) return null;
  const typed = data.parameters?.find(({ name }) => name === "search")?.value;
  const { skip, count } = data.queryOptions ?? { skip: 0, count: MOST_RESULTS };
  return { text: typeof typed === "string" ? clip(typed, LONGEST_TEXT) : "", skip, count };
}
