import type { Log } from "../log.ts";
import type { ListingPass } from "../store/store.ts";

/** Tells of a pass at most this often. */
const TELL_EVERY_MS = 30_000;

/** How much of its span a pass has listed, in [0, 1]. */
export function partListed({ start, end, place }: Pick<ListingPass, "start" | "end" | "place">): number {
  const wholeMs = end.getTime() - start.getTime();
  return wholeMs <= 0 ? 1 : Math.min(1, Math.max(0, (end.getTime() - place.getTime()) / wholeMs));
}

/** How long work takes that came from one part to another in `tookMs`; null when that does not tell yet. */
export function msLeft(fromPart: number, toPart: number, tookMs: number): number | null {
  if (toPart >= 1) return 0;
  if (toPart <= fromPart || tookMs <= 0) return null;
  return Math.round((tookMs / (toPart - fromPart)) * (1 - toPart));
}

/** What the log says of the passes of this process. */
export function reconcileProgressLog(log: Log): {
  /** Before every window of a pass that was begun earlier. */
  resumed(requestId: string, pass: ListingPass): void;
  advanced(pass: ListingPass, now: Date): void;
} {
  let told: { requestId: string; part: number; at: Date | null } = { requestId: "", part: 0, at: null };
  return {
    resumed(requestId, pass) {
      if (told.requestId === requestId) return;
      told = { requestId, part: partListed(pass), at: null };
      const { name, place, listed, enqueued } = pass;
      log.info({ pass: name, place, listed, enqueued }, "listing pass goes on from its place");
    },
    advanced(pass, now) {
      const { name, requestId, start, end, listed, enqueued } = pass;
      if (pass.finishedAt !== null) {
        log.info({ pass: name, start, end, listed, enqueued }, "listing pass done");
        return;
      }
      const part = partListed(pass);
      if (told.requestId !== requestId || told.at === null) {
        told = { requestId, part, at: now };
        return;
      }
      const tookMs = now.getTime() - told.at.getTime();
      if (tookMs < TELL_EVERY_MS) return;
      const left = msLeft(told.part, part, tookMs);
      const fields = { percent: Math.floor(part * 100), secondsLeft: left === null ? null : Math.round(left / 1000) };
      log.info({ pass: name, ...fields, listed, enqueued }, "listing pass goes on");
      told = { requestId, part, at: now };
    },
  };
}
