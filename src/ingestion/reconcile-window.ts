import type { Clock } from "../clock.ts";
import type { CallRecords, IngestJobs, ListingPass } from "../store/store.ts";
import type { Window } from "./reconcile-plan.ts";

export type ListedCall = { callId: string; version: number; start: Date | null };

export type ReconcileWindowOptions = {
  list: (window: Window, signal?: AbortSignal) => AsyncIterable<ListedCall[]>;
  versions: CallRecords["versions"];
  enqueueListed: IngestJobs["enqueueListed"];
  onEnqueued?: () => void;
  /** Called with everything that Graph listed in a window, once that is the whole of it. */
  onListed?: (window: Window, listed: readonly ListedCall[], at: Date) => Promise<void>;
  clock: Pick<Clock, "now">;
};

/** A job given up because Graph had no such record has news when Graph lists it; for others a day must have passed. */
const GIVEN_UP_AGAIN_AFTER_MS = 24 * 3_600_000;
/** Its process would die of it once more: only a new notification or `callwise replay` makes it due again. */
const NEVER_AGAIN = "job_crashed";
const NOT_LISTED_THEN = "call_record_not_found";

/**
 * Lists the calls that started in a window and enqueues those that are not held in the listed version. May run twice.
 * Throws what the list and the store throw.
 */
export async function reconcileWindow(
  options: ReconcileWindowOptions,
  window: Window,
  source: ListingPass["source"],
  signal: AbortSignal,
): Promise<{ listed: number; enqueued: number }> {
  const listed: ListedCall[] = [];
  let enqueued = 0;
  const at = options.clock.now();
  for await (const page of options.list(window, signal)) {
    if (page.length === 0) continue;
    listed.push(...page.map(({ callId, version, start }) => ({ callId, version, start })));
    const held = await options.versions(page.map(({ callId }) => callId));
    const wanted = page.filter(({ callId, version }) => (held.get(callId) ?? -Infinity) < version);
    if (wanted.length === 0) continue;
    const now = options.clock.now();
    const added = await options.enqueueListed({
      callIds: wanted.map(({ callId }) => callId),
      source,
      at: now,
      staysGivenUp: (givenUp) => staysGivenUp(givenUp, now),
    });
    enqueued += added;
    if (added > 0) options.onEnqueued?.();
  }
  await options.onListed?.(window, listed, at);
  return { listed: listed.length, enqueued };
}

function staysGivenUp({ code, at }: { code: string | null; at: Date }, now: Date): boolean {
  if (code === NEVER_AGAIN) return true;
  return code !== NOT_LISTED_THEN && now.getTime() - at.getTime() < GIVEN_UP_AGAIN_AFTER_MS;
}
