import type { CallDetail } from "../calls/answer.ts";
import type { JudgedCallRecord } from "../calls/judged-call-record.ts";
import type { Participation } from "../calls/participation.ts";
import type { Viewer } from "../calls/viewer.ts";
import type { PhoneCalls } from "./phone-calls.ts";

/** Everything that is kept, for one tenant. Built by `openStore`. */
export type Store = {
  callRecords: CallRecords;
  participations: Participations;
  phoneCalls: PhoneCalls;
  ingestJobs: IngestJobs;
  subscriptions: Subscriptions;
  leases: Leases;
  conversations: Conversations;
  close(): Promise<void>;
};

// --- Write model: call records ---

/**
 * What became of a record: `saved`; `unchanged` when the same version, or a more complete copy of it, is already held;
 * `stale` when a higher version is.
 */
export type SaveOutcome = "saved" | "unchanged" | "stale";

export type CallRecords = {
  /** Children first, stale children out, header last. Running it twice leaves what running it once leaves. */
  save(judged: JudgedCallRecord): Promise<SaveOutcome>;
  /** The held version of each of these calls; calls not held are absent. */
  versions(callIds: readonly string[]): Promise<Map<string, number>>;
  count(): Promise<number>;
};

// --- Read model: participations. Every read takes the viewer. ---

export type ParticipationQuery = {
  personId: string;
  /** Half-open, by the call's start. */
  start: Date;
  end: Date;
};

export type Participations = {
  /**
   * A person's calls in an interval, newest first (ties by call id).
   * Throws ServiceError "not_allowed" for another person's calls unless the viewer is an admin; then the look is logged.
   */
  find(viewer: Viewer, query: ParticipationQuery): Promise<Participation[]>;
  /** The newest call that started before `before`, or null. Same access rule. */
  last(viewer: Viewer, personId: string, before: Date): Promise<Participation | null>;
  /** One call as this person may see it (own sessions only); null when it is unknown or the person was not in it. */
  call(viewer: Viewer, personId: string, callId: string): Promise<CallDetail | null>;
  /** The people with most calls since an instant: what `callwise status` and the start screen suggest asking for. */
  mostActive(since: Date, limit: number): Promise<{ personId: string; displayName: string | null; calls: number }[]>;
};

// --- The queue ---

/** Derived: done and exhausted jobs have no next attempt; running ones hold a lease; failed ones wait for a retry. */
export type JobStage = "queued" | "running" | "done" | "failed" | "exhausted";

/** Live notifications are claimed before everything else. */
export type JobSource = "notification" | "backfill" | "reconcile" | "replay";

export type IngestJob = {
  callId: string;
  /** Grows with every enqueue; a job that was enqueued while it ran runs again. */
  generation: number;
  stage: JobStage;
  source: JobSource;
  /** Failed attempts of this generation. */
  attempts: number;
  nextAttemptAt: Date | null;
  leaseOwner: string | null;
  leaseUntil: Date | null;
  /** The first enqueue that has not been served yet. */
  notifiedAt: Date;
  lastError: { code: string; at: Date } | null;
};

export type IngestJobs = {
  /** Durable when it resolves. Enqueuing a call twice leaves one job. One round trip whatever the batch. */
  enqueue(items: readonly { callId: string; source: JobSource; at: Date }[]): Promise<void>;
  /** Leases up to `limit` due jobs to `owner`, live notifications first, then the longest due. */
  claim(request: { owner: string; limit: number; now: Date; leaseMs: number }): Promise<IngestJob[]>;
  /** Done, unless the job was enqueued again meanwhile: then it is due at once. Nothing happens if the lease is lost. */
  complete(job: IngestJob, now: Date): Promise<void>;
  /** Waits until `nextAttemptAt`, or is exhausted when that is null; due at once if enqueued again meanwhile. */
  fail(job: IngestJob, failure: { code: string; now: Date; nextAttemptAt: Date | null }): Promise<void>;
  /** Gives a lease back without counting an attempt (shutdown). */
  release(job: IngestJob): Promise<void>;
  extendLease(job: IngestJob, until: Date): Promise<boolean>;
  /** Makes exhausted jobs (or one call's job, whatever its stage) due again. Returns how many. */
  replay(which: "exhausted" | { callId: string }, at: Date): Promise<number>;
  counts(now: Date): Promise<Record<JobStage, number>>;
  exhausted(limit: number): Promise<IngestJob[]>;
  /** When the next job becomes due (lease ends count), or null. */
  nextDueAt(now: Date): Promise<Date | null>;
};

// --- Upkeep ---

export type StoredSubscription = {
  /** Graph's id; an id of our own while Graph is being asked, so that its client state is known before. */
  subscriptionId: string;
  clientState: string;
  resource: string;
  changeType: string;
  notificationUrl: string;
  expiresAt: Date;
  createdAt: Date;
  /** The last renewal or reauthorization; null when Graph asked for one since. */
  lastReauthorizedAt: Date | null;
  /** Set when another subscription took its place: its late notifications are still accepted until it expires. */
  retiredAt: Date | null;
};

export type Subscriptions = {
  save(subscription: StoredSubscription): Promise<void>;
  remove(subscriptionId: string): Promise<void>;
  all(): Promise<StoredSubscription[]>;
};

export type Leases = {
  /** True when `owner` now holds the named lease until `now + ms`, also when it held it already. */
  acquire(name: string, owner: string, now: Date, ms: number): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
};

// --- Bot ---

/** What a proactive message needs; opaque to everybody but bot/. */
export type StoredConversation = {
  conversationId: string;
  conversationType: "personal" | "groupChat" | "channel";
  serviceUrl: string;
  channelId: string;
  botId: string;
  tenantId: string;
  /** Entra object id of the person of a personal conversation. */
  personId: string | null;
  teamId: string | null;
  locale: string | null;
  updatedAt: Date;
};

export type Conversations = {
  save(conversation: StoredConversation): Promise<void>;
  remove(conversationId: string): Promise<void>;
  all(): Promise<StoredConversation[]>;
};
