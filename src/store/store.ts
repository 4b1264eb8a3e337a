import type { CallDetail } from "../calls/answer.ts";
import type { CallConditions } from "../calls/call-conditions.ts";
import type { CallTotals } from "../calls/call-totals.ts";
import type { Erasure, ErasureRequester, StoredOfPerson } from "../calls/erasure.ts";
import type { JudgedCallRecord } from "../calls/judged-call-record.ts";
import type { Look } from "../calls/look.ts";
import type { OrganizationSummary } from "../calls/organization.ts";
import type { Participation } from "../calls/participation.ts";
import type { DaySpan } from "../calls/period.ts";
import type { Viewer } from "../calls/viewer.ts";
import type { AlertChannels } from "./alert-channels.ts";
import type { AlertRules } from "./alert-rules.ts";
import type { Buildings } from "./buildings.ts";
import type { Deliveries } from "./deliveries.ts";
import type { HelpRequests } from "./help-requests.ts";
import type { Incidents } from "./incidents.ts";
import type { OwnRecords } from "./own-records.ts";
import type { PersonalFields } from "./personal-fields.ts";
import type { PhoneCalls } from "./phone-calls.ts";
import type { RevealedPeople } from "./revealed-people.ts";
import type { LedgerHours } from "./ledger-hour.ts";
import type { RequestShares } from "./request-shares.ts";
import type { RuleReadings } from "./rule-readings.ts";
import type { ServiceHeartbeats } from "./service-heartbeats.ts";

/** Everything that is kept, for one tenant. Built by `openStore`. */
export type Store = {
  callRecords: CallRecords;
  participations: Participations;
  phoneCalls: PhoneCalls;
  ingestJobs: IngestJobs;
  subscriptions: Subscriptions;
  leases: Leases;
  requestShares: RequestShares;
  progress: Progress;
  ledgerHours: LedgerHours;
  serviceHeartbeats: ServiceHeartbeats;
  conversations: Conversations;
  people: People;
  preferences: Preferences;
  accessLog: LooksSeen;
  rollups: Rollups;
  buildings: Buildings;
  erasures: Erasures;
  personalFields: PersonalFields;
  ownRecords: OwnRecords;
  alertChannels: AlertChannels;
  alertRules: AlertRules;
  ruleReadings: RuleReadings;
  incidents: Incidents;
  deliveries: Deliveries;
  revealedPeople: RevealedPeople;
  helpRequests: HelpRequests;
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
  /** Whether a call is held that started before an instant: then all since are, but for those that are missing. */
  reachesBack(instant: Date): Promise<boolean>;
};

// --- Read model: participations. Every read takes the viewer. ---

export type ParticipationQuery = {
  personId: string;
  /** Half-open, by the call's start. */
  start: Date;
  end: Date;
};

export type CallListQuery = ParticipationQuery & { conditions: CallConditions };

/** A place in a person's list of calls, newest first: right after the call that began then and has this id. */
export type CallPlace = { start: Date; callId: string };

/** Newest first. `next` is the place at which the next page begins; null: this is the last one. */
export type CallPage = { calls: Participation[]; next: CallPlace | null };

export type Participations = {
  /**
   * A person's calls in an interval, newest first (ties by call id).
   * Throws ServiceError "not_allowed" for another person's calls unless the viewer is an admin; then the look is logged.
   * In anonymous mode admins are refused as well, "anonymous_mode".
   */
  find(viewer: Viewer, query: ParticipationQuery): Promise<Participation[]>;
  /** The newest call that started before `before`, or null. Same access rule. */
  last(viewer: Viewer, personId: string, before: Date): Promise<Participation | null>;
  /** One call as this person may see it (own sessions only); null when it is unknown or the person was not in it. */
  call(viewer: Viewer, personId: string, callId: string): Promise<CallDetail | null>;
  /**
   * A part of a person's list of calls, from a place on. Calls that arrive meanwhile neither repeat nor skip others.
   * Same access rule, as for the next two.
   */
  page(viewer: Viewer, query: CallListQuery, request: { after: CallPlace | null; limit: number }): Promise<CallPage>;
  /** The whole list, newest first. */
  matching(viewer: Viewer, query: CallListQuery): Promise<Participation[]>;
  /** Totals of the list, and what could be asked for among all calls of the interval. */
  totals(viewer: Viewer, query: CallListQuery): Promise<CallTotals>;
  /** Ids of the viewer's own calls that come right before and after a place in time. */
  neighbors(viewer: Viewer, place: CallPlace): Promise<{ newer: string | null; older: string | null }>;
  /** Ids of the viewer's own calls that begin so, newest call first; GUIDs are kept in lower case. */
  ownCallIds(viewer: Viewer, prefix: string, limit: number): Promise<string[]>;
  /**
   * Of a person's calls in an interval: who else in them has a name with words that begin like those of `name`
   * (case and accents aside), or has this id, with the calls they shared, most first. Same access rule.
   */
  companions(viewer: Viewer, query: ParticipationQuery, name: string): Promise<Companion[]>;
  /**
   * How many different people used each of these public addresses since an instant, counted until there are `enough`: many share
   * an office's, few a home's. Addresses that nobody used are absent.
   */
  peopleByPublicAddress(addresses: readonly string[], since: Date, enough: number): Promise<Map<string, number>>;
  /** The people with most calls since an instant: what `callwise status` and the start screen suggest asking for. */
  mostActive(since: Date, limit: number): Promise<{ personId: string; displayName: string | null; calls: number }[]>;
};

export type Companion = { id: string; displayName: string | null; callIds: string[] };

// --- People ---

/** Users and guests that took part in a call, by their latest name. */
export type People = {
  /**
   * Those with a name whose words begin like the words of `name` (case and accents aside), by name; for admins.
   * Throws ServiceError "anonymous_mode" in that mode.
   */
  named(name: string, limit: number): Promise<{ id: string; displayName: string | null }[]>;
  /** Names that are known of these ids. */
  names(ids: readonly string[]): Promise<Map<string, string>>;
};

export type Preference = {
  /** A BCP 47 tag that Callwise speaks; null: the client's. */
  language: string | null;
  /** IANA name; null: the client's. */
  timeZone: string | null;
  /** Whether the weekly digest is wanted. */
  digest: boolean;
};

export type Preferences = {
  /** The defaults where nothing was chosen. */
  of(personId: string): Promise<Preference>;
  /** Choosing the defaults where nothing was chosen leaves nothing behind. */
  save(personId: string, change: Partial<Preference>): Promise<void>;
  /** Who wants the weekly digest and was sent neither that of this Monday ("YYYY-MM-DD") nor a later one, by id. */
  digestsToSend(monday: string): Promise<(Preference & { personId: string })[]>;
  /** True for one caller alone, who may send it; false when it was claimed, or is not wanted any more. */
  claimDigest(personId: string, monday: string): Promise<boolean>;
  /** Gives back a claim on a digest that certainly did not arrive, so that it may be claimed again. */
  returnDigest(personId: string, monday: string): Promise<void>;
};

export type LookSeen = { at: Date; viewerId: string; look: Look; reason: string | null };

/** Who looked at one's calls. */
export type LooksSeen = {
  /**
   * Others' looks at the viewer's own calls, newest first, and how many there are beyond `limit`. `reason` is the one
   * that the viewer gave, null where none was asked for.
   */
  of(viewer: Viewer, limit: number): Promise<{ looks: LookSeen[]; more: number }>;
  /** Logs that the operator had everything of the person exported. Durable when it resolves. */
  recordExport(personId: string): Promise<void>;
};

/** Figures of the whole organization by day and dimension, recomputed for days that changed, never counted up. */
export type Rollups = {
  /** Recomputes up to `limit` days that changed since they were computed, oldest change first; how many it did. */
  refresh(limit: number): Promise<number>;
  /** Days are those of the tenant's time zone, both included, "YYYY-MM-DD". `now`, else the clock, says what is today. */
  summary(days: DaySpan, minimumClassified: number, now?: Date): Promise<OrganizationSummary>;
  /** The same without what poor calls have in common. */
  totals(days: DaySpan): Promise<Omit<OrganizationSummary, "dimensions">>;
};

export type Erasures = {
  stored(personId: string): Promise<StoredOfPerson>;
  /**
   * Pseudonymizes the person everywhere and removes what is theirs alone; calls that arrive later are pseudonymized as
   * they are saved. Running it again is safe, and gives a new receipt. The receipt that is kept says `by` whom.
   */
  erase(personId: string, by?: ErasureRequester): Promise<Erasure>;
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
  /** How many claimants of this generation vanished with it, one after the other, before this one. */
  takeovers: number;
  nextAttemptAt: Date | null;
  leaseOwner: string | null;
  leaseUntil: Date | null;
  /** The first enqueue that has not been served yet. */
  notifiedAt: Date;
  lastError: { code: string; at: Date } | null;
  /** The trace of the last enqueue that had one and is not served yet. */
  traceparent?: string;
};

/** A call that Graph has told of, by a notification that arrived at that instant, in that trace if any is recorded (W3C). */
export type NotifiedCall = { callId: string; at: Date; traceparent?: string | undefined };

export type IngestJobs = {
  /**
   * Enqueues calls that Graph notifies, whose answer waits for it: durable when it resolves. They become jobs when jobs are
   * claimed, since many at once are stored faster so. Accepting a call twice leaves one job.
   */
  accept(calls: readonly NotifiedCall[]): Promise<void>;
  /**
   * Enqueues calls that Graph lists and that are not held as listed, except those whose job is open already, so that
   * its waits and the count of its attempts go on, and those that were given up for a reason that listing them again
   * does not change (`staysGivenUp`). Returns how many were enqueued.
   */
  enqueueListed(request: {
    callIds: readonly string[];
    source: Extract<JobSource, "backfill" | "reconcile">;
    at: Date;
    staysGivenUp: (givenUp: { code: string | null; at: Date }) => boolean;
  }): Promise<number>;
  /** Of the calls given to `enqueueListed` since an instant: how many wait or run, and how many were given up. */
  listedSince(since: Date): Promise<{ open: number; exhausted: number }>;
  /** Leases up to `limit` due jobs to `owner`, live notifications first, then the longest due. */
  claim(request: { owner: string; limit: number; now: Date; leaseMs: number }): Promise<IngestJob[]>;
  /**
   * Done, unless the job was enqueued again meanwhile: then it is due at once. Nothing happens if the lease is lost.
   * `callStart`, of a call that was fetched, is kept for the ledger, with the most urgent source that led to it.
   */
  complete(job: IngestJob, now: Date, callStart?: Date): Promise<void>;
  /** Waits until `nextAttemptAt`, or is exhausted when that is null; due at once if enqueued again meanwhile. */
  fail(job: IngestJob, failure: { code: string; now: Date; nextAttemptAt: Date | null }): Promise<void>;
  /** Gives a lease back without counting an attempt (shutdown). */
  release(job: IngestJob): Promise<void>;
  extendLease(job: IngestJob, until: Date): Promise<boolean>;
  /** Makes exhausted jobs (or one call's job, whatever its stage) due again. Returns how many. */
  replay(which: "exhausted" | { callId: string }, at: Date): Promise<number>;
  counts(now: Date): Promise<Record<JobStage, number>>;
  exhausted(limit: number): Promise<IngestJob[]>;
  /** When the next job becomes due, or what was accepted can be taken in (lease ends count): in the past when it waits already; or null. */
  nextDueAt(now: Date): Promise<Date | null>;
  /** Those of the calls for which no job waits or runs. */
  unattended(callIds: readonly string[]): Promise<string[]>;
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
  /** The last renewal or reauthorization; null while it is being asked for. */
  lastReauthorizedAt: Date | null;
  /** When Graph asked for a reauthorization that it has not got yet: until then it delivers nothing. */
  reauthorizationAskedAt: Date | null;
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

/** One pass over what Graph lists: of a span of call starts, from its end to its start. */
export type ListingPass = {
  name: string;
  /** Another for every time the pass is asked for. */
  requestId: string;
  source: Extract<JobSource, "backfill" | "reconcile">;
  /** Half-open. */
  start: Date;
  end: Date;
  /** Everything from here to the end is listed. */
  place: Date;
  /** Call records that Graph listed so far. */
  listed: number;
  /** Those that were not held, or in an older version. */
  enqueued: number;
  requestedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
  /** Of the plan it belongs to: an unfinished pass of another plan is begun anew. */
  planVersion: number;
  /** Why it stands still, if it does. */
  lastError: { code: string; at: Date } | null;
};

export type Progress = {
  /** Puts a pass in the place of the one of the same name. */
  save(pass: ListingPass): Promise<void>;
  /** Like `save`; but a pass of the same name that is open is widened to hold both, and begun from its end again. */
  widen(pass: ListingPass): Promise<void>;
  /** False, and nothing changed, when the pass was asked for anew or taken further by somebody else meanwhile. */
  advance(
    pass: ListingPass,
    step: Partial<Pick<ListingPass, "place" | "listed" | "enqueued" | "startedAt" | "finishedAt" | "lastError">>,
  ): Promise<boolean>;
  pass(name: string): Promise<ListingPass | null>;
  /** The oldest request first. */
  passes(): Promise<ListingPass[]>;
  /** Some instance of the service is alive at this instant. */
  beat(at: Date): Promise<void>;
  /** When one was last; null before the first. */
  lastBeat(): Promise<Date | null>;
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
  find(conversationId: string): Promise<StoredConversation | null>;
  /** The person's own chat with the bot, the latest if there are several. */
  personalOf(personId: string): Promise<StoredConversation | null>;
  all(): Promise<StoredConversation[]>;
};
