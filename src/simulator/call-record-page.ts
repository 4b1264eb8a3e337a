import type { z } from "zod";
import type { CallWorld } from "./call-world.ts";
import { badRequest } from "./graph-exchange.ts";
import type { JsonObject } from "./json-value.ts";
import type { Preferences } from "./odata-query.ts";
import type { SignedText } from "./signed-text.ts";
import type { ThrottleWindows } from "./throttle-windows.ts";

/** Documented page sizes, which are also the largest one may ask for. */
export const PAGE_SIZES = { list: 60, sessions: 60, participants: 130 } as const;

/** Starts of calls, half-open, and when the last page was given; in milliseconds. */
export type ListedWindow = { start: number; end: number; at: number };

export type CallRecordsWorld = {
  tenantId: string;
  world: CallWorld;
  throttle: ThrottleWindows;
  skipTokens: SignedText;
  graphRoot: () => string;
  now: () => Date;
  /** A list of everyone's calls was given to its last page. */
  onListedToEnd: (window: ListedWindow) => void;
  listLagSeconds: () => number;
  administrativeUnitOf: (personId: string) => string | null;
};

export const COLLECTION = "/communications/callRecords";

export function pageSize(preferences: Preferences, largest: number): number {
  if (preferences.maxPageSize !== null && preferences.maxPageSize > largest) {
    throw badRequest(`The value of the preference odata.maxpagesize must not exceed ${largest}.`);
  }
  return preferences.maxPageSize ?? largest;
}

export function refuseOptions(query: URLSearchParams, supported: readonly string[]): void {
  for (const name of query.keys()) {
    if (name.startsWith("$") && !supported.includes(name))
      throw badRequest(`The query option '${name}' is not supported.`);
  }
}

export function selected(
  json: JsonObject,
  select: readonly string[] | null,
  always: readonly string[] = [],
): JsonObject {
  if (!select) return json;
  return Object.fromEntries(Object.entries(json).filter(([name]) => select.includes(name) || always.includes(name)));
}
export function context(world: CallRecordsWorld, rest: string): string {
  return `${world.graphRoot()}/v1.0/$metadata#communications/callRecords${rest}`;
}

export function link(
  world: CallRecordsWorld,
  path: string,
  options: Record<string, string>,
  skipToken: string,
): string {
  const query = Object.entries({ ...options, $skiptoken: skipToken }).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `${world.graphRoot()}/v1.0${path}?${query.join("&")}`;
}

export function badSkipToken(): Error {
  return badRequest("Skip token is invalid or malformed.");
}

export function openToken<T>(world: CallRecordsWorld, query: URLSearchParams, schema: z.ZodType<T>): T | null {
  const sealed = query.get("$skiptoken");
  if (sealed === null) return null;
  const opened = schema.safeParse(world.skipTokens.open(sealed));
  if (!opened.success) throw badSkipToken();
  return opened.data;
}
