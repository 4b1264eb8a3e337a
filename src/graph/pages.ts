import { z } from "zod";
import type { GraphClient, GraphRequest } from "./graph-client.ts";
import { GraphError } from "./graph-error.ts";
import { isObject } from "./loose-schema.ts";

/** More pages than any collection of Graph's has; only a loop goes on so long. */
const MOST_PAGES = 10_000;

const pageSchema = z.object({ value: z.array(z.unknown()), "@odata.nextLink": z.string().nullish() });

/**
 * The pages of a collection, from the request or the link given to the last one. Every link is followed as Graph wrote
 * it.
 *
 * @throws GraphError of the client; `graph_bad_answer` for a page that is none; `graph_endless_pages` for a link that
 *   leads back
 */
export async function* pagesOf(
  client: GraphClient,
  first: Omit<GraphRequest, "method" | "body">,
): AsyncGenerator<unknown[]> {
  const followed = new Set<string>();
  let path: string | null | undefined = first.path;
  while (typeof path === "string" && path !== "") {
    if (followed.has(path) || followed.size >= MOST_PAGES) {
      throw new GraphError("graph_endless_pages", "Microsoft Graph gave pages whose links lead back.", {
        retryable: true,
      });
    }
    followed.add(path);
    const page = pageSchema.safeParse(await client.send({ ...first, method: "GET", path }));
    if (!page.success) throw badAnswer("a page without a value");
    yield page.data.value;
    path = page.data["@odata.nextLink"];
  }
}

/** The link to the rest of an expanded collection, such as `sessions@odata.nextLink`. */
export function restLink(resource: Record<string, unknown>, collection: string): string | null {
  const link = resource[`${collection}@odata.nextLink`];
  return typeof link === "string" && link !== "" ? link : null;
}

/** @throws GraphError `graph_bad_answer` when the answer is no JSON object */
export function resourceOf(answer: unknown): Record<string, unknown> {
  if (!isObject(answer)) throw badAnswer("no resource");
  return answer;
}

function badAnswer(what: string): GraphError {
  return new GraphError("graph_bad_answer", `Microsoft Graph answered with ${what}.`, { retryable: true });
}
