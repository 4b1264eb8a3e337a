import type { GraphClient } from "./graph-client.ts";
import { count, identifier, instant, looseObject } from "./loose-schema.ts";
import { pagesOf } from "./pages.ts";

/** A call record as Graph's list shows it; instants that Graph did not deliver are null, a missing version is 0. */
export type ListedCallRecord = {
  callId: string;
  version: number;
  start: Date | null;
  end: Date | null;
  lastModified: Date | null;
};

/** Values that came after an enum's sentinel arrive only when asked for; empty members are left away. */
export const PREFER = "include-unknown-enum-members, omit-values=nulls";

const rowSchema = looseObject({
  id: identifier,
  version: count,
  startDateTime: instant,
  endDateTime: instant,
  lastModifiedDateTime: instant,
});

/**
 * The pages (60 rows each) of the records whose call started in [start, end). Graph documents no order and no filter on
 * versions; a row without an id is left out.
 */
export async function* listCallRecords(
  client: GraphClient,
  window: { start: Date; end: Date },
  signal?: AbortSignal,
): AsyncGenerator<ListedCallRecord[]> {
  const filter = `startDateTime ge ${window.start.toISOString()} and startDateTime lt ${window.end.toISOString()}`;
  const path = `/communications/callRecords?$filter=${filter}`;
  const pages = pagesOf(client, { path, headers: { prefer: PREFER }, signal, priority: "listing" });
  for await (const page of pages) yield page.flatMap(listedCallRecord);
}

function listedCallRecord(value: unknown): ListedCallRecord[] {
  const row = rowSchema.parse(value);
  if (row.id === undefined) return [];
  return [
    {
      callId: row.id,
      version: row.version ?? 0,
      start: row.startDateTime ?? null,
      end: row.endDateTime ?? null,
      lastModified: row.lastModifiedDateTime ?? null,
    },
  ];
}
