import type { PhoneCall, PhoneCallKind } from "../calls/phone-call.ts";
import type { GraphClient } from "./graph-client.ts";
import { normalizeCallLogRow } from "./normalize-call-log.ts";
import { pagesOf } from "./pages.ts";

/** One page of a log; `leftOut` counts rows without an id or a time. */
export type CallLogPage = { rows: PhoneCall[]; leftOut: number };

export type CallLogSource = {
  /**
   * The rows of calls that started in the window, page by page (1,000 rows each), in no documented order. Microsoft's
   * log lags 24 to 48 hours. A window's last instant belongs to it for `pstn` and not for `directRouting`; rows are
   * keyed, so it does no harm to ask for an instant twice.
   *
   * @param window at most 90 days
   * @throws GraphError `graph_forbidden` without the permission CallRecords.Read.All, and all others of the client
   */
  list(kind: PhoneCallKind, window: { start: Date; end: Date }, signal?: AbortSignal): AsyncGenerator<CallLogPage>;
};

const FUNCTIONS: Record<PhoneCallKind, string> = { pstn: "getPstnCalls", directRouting: "getDirectRoutingCalls" };

/** https://learn.microsoft.com/en-us/graph/api/callrecords-callrecord-getpstncalls and …-getdirectroutingcalls */
export function createCallLogSource(client: GraphClient): CallLogSource {
  return {
    async *list(kind, { start, end }, signal) {
      const range = `fromDateTime=${start.toISOString()},toDateTime=${end.toISOString()}`;
      const path = `/communications/callRecords/${FUNCTIONS[kind]}(${range})`;
      for await (const page of pagesOf(client, { path, signal })) {
        const rows = page.flatMap((row) => normalizeCallLogRow(kind, row) ?? []);
        yield { rows, leftOut: page.length - rows.length };
      }
    },
  };
}
