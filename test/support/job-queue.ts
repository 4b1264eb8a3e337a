import assert from "node:assert/strict";
import type { IngestJob, IngestJobs } from "../../src/store/store.ts";
import { DrivenClock } from "./driven-clock.ts";
import { openTestDatabase, type TestDatabase, type TestEngine } from "./test-store.ts";

export const QUEUE_START = new Date("2030-03-04T08:00:00Z");
const MINUTE_MS = 60_000;
/** How long a claim keeps a job. */
const LEASE_MINUTES = 5;

/** That many minutes after QUEUE_START. */
export function minutesIn(minutes: number): Date {
  return new Date(QUEUE_START.getTime() + minutes * MINUTE_MS);
}

export type JobQueue = {
  readonly db: TestDatabase;
  readonly jobs: IngestJobs;
  readonly tenantId: string;
  /** Another tenant's queue; with this tenant, the queue as another instance of the service sees it. */
  other(tenantId?: string): IngestJobs;
  claim: (now?: Date, limit?: number, owner?: string) => Promise<IngestJob[]>;
  /** Fails when no job is due. */
  claimOne: (now?: Date, owner?: string) => Promise<IngestJob>;
};

/** A new tenant's queue for each test of the `describe` that calls it. */
export function queueOn(engine: TestEngine): JobQueue {
  let db: TestDatabase;
  let jobs: IngestJobs;
  let tenantId: string;
  before(async () => {
    db = await openTestDatabase(engine);
  });
  after(() => db.close());
  beforeEach(() => {
    ({ ingestJobs: jobs, tenantId } = db.storeFor({ clock: new DrivenClock(QUEUE_START) }));
  });

  const claim: JobQueue["claim"] = (now = QUEUE_START, limit = 10, owner = "worker-1") =>
    jobs.claim({ owner, limit, now, leaseMs: LEASE_MINUTES * MINUTE_MS });
  return {
    get db() {
      return db;
    },
    get jobs() {
      return jobs;
    },
    get tenantId() {
      return tenantId;
    },
    other: (of) => db.storeFor({ clock: new DrivenClock(QUEUE_START), ...(of && { tenantId: of }) }).ingestJobs,
    claim,
    claimOne: async (now = QUEUE_START, owner) => {
      const [job] = await claim(now, 1, owner);
      assert.ok(job, "a job is due");
      return job;
    },
  };
}
