import { EPOCH } from "./store-context.ts";
import type { IngestJob, JobSource, JobStage } from "./store.ts";

export type IngestJobDocument = {
  _id: string;
  tenantId: string;
  callId: string;
  generation: number;
  /** One of `PRIORITY`, the lowest that was asked for; absent once done or exhausted. */
  priority?: number;
  /** Place in SOURCES of the most urgent unserved enqueue; absent once done or exhausted. */
  sourceRank?: number;
  attempts: number;
  /** Null when done or exhausted. */
  nextAttemptAt: Date | null;
  leaseOwner: string | null;
  /** 1970-01-01 when free, so that "free" and "run out" are one comparison. */
  leaseUntil: Date;
  /** Claims since a lease was last given back; every one beyond the first took over from a claimant that died. */
  claims: number;
  /** The first unserved enqueue; absent once done or exhausted. */
  notifiedAt?: Date;
  /** The last time it was enqueued because Graph lists its call; absent once done. */
  listedAt?: Date;
  /** When the call started, once it was fetched. */
  callStart?: Date;
  /** Place in SOURCES of the most urgent enqueue that ever led to a fetch. */
  servedRank?: number;
  exhaustedAt?: Date;
  /** What an exhausted job had been asked for. */
  gaveUp?: { source: JobSource; notifiedAt: Date };
  lastError?: { code: string; at: Date };
  /** Of the last enqueue that was traced; absent once done or exhausted. */
  traceparent?: string;
  /** Set when done: the TTL index removes the job then. */
  expireAt?: Date;
};

/** The most urgent first. */
const SOURCES: readonly JobSource[] = ["notification", "replay", "reconcile", "backfill"];

export function sourceRank(source: JobSource): number {
  return SOURCES.indexOf(source);
}

/** The lowest goes first: calls nobody has seen before those of which there is a later version. */
export const PRIORITY = { newCall: 0, notifiedAgain: 1, listed: 2 } as const;

/** Every priority by name: the index that serves the queries starts with it. */
export const ANY_PRIORITY = { $in: Object.values(PRIORITY) };

export const FREE_LEASE = { leaseOwner: null, leaseUntil: EPOCH };

/** What a call that has, or has had, a job is enqueued with; one that waits as a new call stays one. */
function priorityOf(source: JobSource): number {
  return source === "notification" ? PRIORITY.notifiedAgain : PRIORITY.listed;
}

/** A new generation, whatever stage the job is in. A lease stays: the worker that holds it gives it back. */
export function dueAgain(source: JobSource, at: Date) {
  return {
    $inc: { generation: 1 },
    $set: { attempts: 0, claims: 0, nextAttemptAt: at },
    $min: { priority: priorityOf(source), sourceRank: sourceRank(source), notifiedAt: at },
    $unset: { exhaustedAt: "", gaveUp: "", expireAt: "" },
  } as const;
}

export function ingestJobOf(document: IngestJobDocument, stage: JobStage): IngestJob {
  const isLeased = document.leaseUntil > EPOCH;
  return {
    callId: document.callId,
    generation: document.generation,
    stage,
    source: document.gaveUp?.source ?? SOURCES[document.sourceRank ?? SOURCES.length - 1] ?? "backfill",
    attempts: document.attempts + Math.max(0, document.claims - 1),
    takeovers: Math.max(0, document.claims - 1),
    nextAttemptAt: document.nextAttemptAt,
    leaseOwner: document.leaseOwner,
    leaseUntil: isLeased ? document.leaseUntil : null,
    notifiedAt: document.gaveUp?.notifiedAt ?? document.notifiedAt ?? EPOCH,
    lastError: document.lastError ?? null,
    ...(document.traceparent !== undefined && { traceparent: document.traceparent }),
  };
}
