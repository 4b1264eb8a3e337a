import assert from "node:assert/strict";
import { GraphError } from "../../../src/graph/graph-error.ts";
import type { IngestCallRecord, IngestOutcome } from "../../../src/ingestion/ingest-call-record.ts";
import type { JobOutcome, ServedJob } from "../../../src/ingestion/run-job.ts";
import { createWorker, type Worker, type WorkerOptions } from "../../../src/ingestion/worker.ts";
import { createLog } from "../../../src/log.ts";
import type { IngestJob, IngestJobs } from "../../../src/store/store.ts";
import { DrivenClock } from "../../support/driven-clock.ts";
import { enqueueCalls } from "../../support/enqueue-calls.ts";
import { ENDED_CALL, HeldWork, SAVED } from "../../support/held-work.ts";
import { EMBEDDED_ENGINE, openTestDatabase, type TestDatabase } from "../../support/test-store.ts";
import { turnUntil } from "../../support/turn-until.ts";

const MINUTE_MS = 60_000;
const NOT_FOUND: IngestOutcome = { kind: "notFound", tooOld: false };

describe("worker", () => {
  let db: TestDatabase;
  let clock: DrivenClock;
  let jobs: IngestJobs;
  let workers: Worker[];
  let outcomes: JobOutcome[];
  let served: ServedJob[];

  before(async () => {
    db = await openTestDatabase(EMBEDDED_ENGINE);
  });
  after(() => db.close());
  beforeEach(() => {
    clock = new DrivenClock();
    jobs = db.storeFor({ clock }).ingestJobs;
    workers = [];
    outcomes = [];
    served = [];
  });
  afterEach(async () => {
    for (const worker of workers) {
      const stopped = worker.stop();
      await turnUntil(async () => {
        await clock.advance(10_000);
        return worker.running() === 0;
      });
      await stopped;
    }
    assert.equal(clock.sleeping, 0, "nothing sleeps after stop");
  });

  function create(ingest: IngestCallRecord, over: Partial<WorkerOptions> = {}): Worker {
    const worker = createWorker({
      jobs,
      ingest,
      owner: `worker-${workers.length + 1}`,
      clock,
      random: () => 0,
      log: createLog("silent"),
      onOutcome: (outcome) => outcomes.push(outcome),
      onServed: (job) => served.push(job),
      ...over,
    });
    workers.push(worker);
    return worker;
  }

  const enqueue = (...callIds: string[]): Promise<void> => enqueueCalls(jobs, callIds, "notification", clock.now());
  const counts = (): Promise<Awaited<ReturnType<IngestJobs["counts"]>>> => jobs.counts(clock.now());

  it("runs everything that is due and tells the delay from the notification", async () => {
    await enqueue("a", "b", "c");
    await clock.advance(1_500);
    const worker = create(() => Promise.resolve(SAVED), { concurrency: 2 });
    assert.equal(await worker.processAll(), 3);
    assert.equal((await counts()).done, 3);
    const expected = { source: "notification", outcome: "saved", delayMs: 1_500, announcedAfterMs: 20 * MINUTE_MS };
    assert.deepEqual(served, Array(3).fill(expected));
  });

  it("names the call and the attempt on every line about a job that fails, also where the call is not known", async () => {
    await enqueue("a", "b");
    const lines: string[] = [];
    const log = createLog("debug", { write: (line) => lines.push(line) });
    const ingest = (): Promise<never> => {
      log.info({}, "asked Graph");
      return Promise.reject(new TypeError("quotes what was sent"));
    };
    await create(ingest, { log }).processAll();
    const told = lines.map((line) => JSON.parse(line) as Record<string, string>);
    for (const callId of ["a", "b"]) {
      const ofCall = told.filter((line) => line["callId"] === callId);
      assert.deepEqual(
        ofCall.map((line) => line["msg"]),
        ["asked Graph", "job failed, it will be tried again", "job ended"],
      );
      const ids = new Set(ofCall.map((line) => line["requestId"]));
      assert.match([...ids].join(), /^[0-9a-f-]{36}$/, "one id for all of the attempt");
    }
    assert.equal(new Set(told.map((line) => line["requestId"])).size, 2);
    assert.doesNotMatch(lines.join(), /quotes what was sent/);
  });

  it("counts an unchanged or stale record as done", async () => {
    await enqueue("a", "b");
    const kinds: ("unchanged" | "stale")[] = ["unchanged", "stale"];
    const worker = create((callId) => {
      return Promise.resolve({ kind: kinds[callId === "a" ? 0 : 1] ?? "stale", ...ENDED_CALL });
    });
    await worker.processAll();
    assert.deepEqual(outcomes.sort(), ["stale", "unchanged"]);
    assert.equal((await counts()).done, 2);
  });

  it("tries a record that is not ready again by the table, until it is there", async () => {
    await enqueue("a");
    let tries = 0;
    const worker = create(() => Promise.resolve(++tries < 4 ? NOT_FOUND : SAVED));
    await worker.processAll();
    assert.equal(await worker.processAll(), 0);
    for (const waitMs of [9_999, 1, 10_000, 10_000]) {
      await clock.advance(waitMs);
      await worker.processAll();
    }
    assert.equal(tries, 4);
    assert.deepEqual(outcomes, ["failed", "failed", "failed", "saved"]);
    assert.equal(served[0]?.delayMs, 30_000);
  });

  it("gives a record up that never came, visibly, and takes it again on replay", async () => {
    await enqueue("a");
    let isThere = false;
    const worker = create(() => Promise.resolve(isThere ? SAVED : NOT_FOUND));
    while ((await counts()).exhausted === 0) {
      await worker.processAll();
      await clock.advance(5 * MINUTE_MS);
    }
    const [exhausted] = await jobs.exhausted(10);
    assert.equal(exhausted?.lastError?.code, "call_record_not_found");
    isThere = true;
    await jobs.replay("exhausted", clock.now());
    await worker.processAll();
    assert.equal((await counts()).done, 1);
  });

  it("gives a call up at once that Graph no longer keeps", async () => {
    await enqueue("a");
    await create(() => Promise.resolve({ kind: "notFound", tooOld: true })).processAll();
    assert.equal((await jobs.exhausted(1))[0]?.lastError?.code, "call_record_too_old");
  });

  it("waits as long as Graph asks", async () => {
    await enqueue("a");
    const throttled = new GraphError("graph_throttled", "", { retryable: true, retryAfterMs: 42_000 });
    await create(() => Promise.reject(throttled)).processAll();
    assert.equal((await jobs.nextDueAt(clock.now()))?.getTime(), clock.now().getTime() + 42_000);
  });

  it("is not ended by an unexpected error in one job", async () => {
    await enqueue("bad", "good");
    const worker = create((callId) => {
      if (callId === "bad") throw new TypeError("not a promise");
      return Promise.resolve(SAVED);
    });
    assert.equal(await worker.processAll(), 2);
    assert.deepEqual(outcomes.sort(), ["failed", "saved"]);
  });

  it("runs a job again that was enqueued while it ran", async () => {
    await enqueue("a");
    const work = new HeldWork();
    const worker = create(work.ingest);
    worker.start();
    await turnUntil(() => work.started.length === 1);
    await enqueue("a");
    work.end("a");
    await turnUntil(() => work.started.length === 2);
    work.end("a");
    await turnUntil(async () => (await counts()).done === 1);
  });

  it("wakes at once when told, and looks by itself else", async () => {
    const worker = create(() => Promise.resolve(SAVED), { idleMs: 10_000 });
    worker.start();
    await turnUntil(() => clock.sleeping === 1);
    await enqueue("a");
    worker.wake();
    await turnUntil(() => outcomes.length === 1);
    await turnUntil(() => clock.sleeping === 1);
    await enqueue("b");
    await clock.advance(10_000);
    await turnUntil(() => outcomes.length === 2);
  });

  it("sleeps until the next job is due", async () => {
    await enqueueCalls(jobs, ["a"], "backfill", new Date(clock.now().getTime() + 3_000));
    create(() => Promise.resolve(SAVED)).start();
    await turnUntil(() => clock.sleeping === 1);
    assert.equal(clock.nextDue?.getTime(), clock.now().getTime() + 3_000);
    await clock.advance(3_000);
    await turnUntil(() => outcomes.length === 1);
  });

  it("keeps to its concurrency, and fills it again", async () => {
    await enqueue("a", "b", "c");
    const work = new HeldWork();
    const worker = create(work.ingest, { concurrency: 2 });
    worker.start();
    await turnUntil(() => work.started.length === 2);
    await turnUntil(() => clock.sleeping === 3);
    assert.equal(worker.running(), 2);
    const [first] = work.started;
    work.end(first ?? "");
    await turnUntil(() => work.started.length === 3);
    for (const callId of work.started.slice(1)) work.end(callId);
    await turnUntil(async () => (await counts()).done === 3);
  });

  it("leaves jobs in the queue for which Graph's limit has no room, but for a few that wait for it", async () => {
    const work = new HeldWork();
    let roomForRecords = -100;
    const worker = create(work.ingest, { roomForRecords: () => roomForRecords });
    await enqueue(...Array.from({ length: 20 }, (_, index) => `call-${index}`));
    worker.start();
    await turnUntil(() => work.started.length === 1);
    roomForRecords = 3;
    await clock.advance(100);
    await turnUntil(() => work.started.length === 12);
    roomForRecords = -8;
    const [first] = work.started;
    work.end(first ?? "");
    await turnUntil(() => outcomes.length === 1);
    await clock.advance(100);
    assert.equal(worker.running(), 11, "one less than before");
    roomForRecords = 100;
    await clock.advance(100);
    await turnUntil(() => work.started.length === 20);
    for (const callId of work.started.slice(1)) work.end(callId);
    await turnUntil(async () => (await counts()).done === 20);
  });

  it("keeps the lease of long work, so that no other worker takes it", async () => {
    await enqueue("a");
    const work = new HeldWork();
    const worker = create(work.ingest, { leaseMs: MINUTE_MS });
    worker.start();
    await turnUntil(() => work.started.length === 1);
    const other = create(() => assert.fail("taken twice"), { leaseMs: MINUTE_MS });
    for (let half = 0; half < 6; half++) {
      const until0 = clock.now().getTime() + MINUTE_MS;
      await clock.advance(MINUTE_MS / 2);
      await turnUntil(async () => ((await jobs.nextDueAt(clock.now()))?.getTime() ?? 0) > until0);
      assert.equal(await other.processAll(), 0);
    }
    work.end("a");
    await turnUntil(async () => (await counts()).done === 1);
  });

  it("gives up work whose lease is lost, and leaves the job to its new holder", async () => {
    await enqueue("a");
    const work = new HeldWork();
    const worker = create(work.ingest, { jobs: { ...jobs, extendLease: () => Promise.resolve(false) } });
    worker.start();
    await turnUntil(() => work.started.length === 1);
    await clock.advance(MINUTE_MS);
    await turnUntil(() => outcomes.length === 1);
    assert.deepEqual(outcomes, ["lost"]);
    assert.equal((await counts()).running, 1);
  });

  describe("a job whose process dies of it", () => {
    /** Claims what is due as a process would that then vanishes; its leases run out. */
    async function die(limit = 10): Promise<string[]> {
      const claimed = await jobs.claim({ owner: "dead", limit, now: clock.now(), leaseMs: MINUTE_MS });
      await clock.advance(MINUTE_MS);
      return claimed.map(({ callId }) => callId);
    }

    it("is given up after five, visibly, and comes back on replay", async () => {
      await enqueue("poison");
      for (let death = 0; death < 5; death += 1) assert.deepEqual(await die(), ["poison"]);
      const worker = create(() => assert.fail("it is not run"));
      assert.equal(await worker.processAll(), 1);
      assert.deepEqual(outcomes, ["exhausted"]);
      const [given] = await jobs.exhausted(10);
      assert.equal(given?.lastError?.code, "job_crashed");
      await jobs.replay("exhausted", clock.now());
      const mended = create(() => Promise.resolve(SAVED));
      await mended.processAll();
      assert.equal((await counts()).done, 1);
    });

    it("takes none with it: what was at work at the same time runs alone, and is cleared", async () => {
      await enqueue("poison", "a", "b", "c");
      for (let death = 0; death < 2; death += 1) assert.equal((await die()).length, 4);
      await enqueue("fresh");
      const together: number[] = [];
      let running = 0;
      const worker = create(
        async (callId) => {
          running += 1;
          together.push(running);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          if (callId === "poison") throw new GraphError("graph_bad_answer", "", { retryable: true });
          return SAVED;
        },
        { concurrency: 4 },
      );
      await worker.processAll();
      assert.deepEqual(together, [1, 1, 1, 1, 1]);
      assert.deepEqual((await counts()).done, 4);
    });
  });

  it("outlives a queue that cannot be read", async () => {
    await enqueue("a");
    let failures = 3;
    const worker = create(() => Promise.resolve(SAVED), {
      jobs: { ...jobs, claim: (request) => (failures-- > 0 ? Promise.reject(new Error("down")) : jobs.claim(request)) },
    });
    worker.start();
    await turnUntil(async () => {
      await clock.advance(1_000);
      return outcomes.length === 1;
    });
  });

  it("outlives an end that cannot be written: the job runs again when its lease is over", async () => {
    await enqueue("a");
    let failures = 1;
    const worker = create(() => Promise.resolve(SAVED), {
      leaseMs: MINUTE_MS,
      jobs: {
        ...jobs,
        complete: (job, now) => (failures-- > 0 ? Promise.reject(new Error("down")) : jobs.complete(job, now)),
        fail: () => Promise.reject(new Error("down")),
      },
    });
    await worker.processAll();
    assert.equal((await counts()).running, 1);
    await clock.advance(MINUTE_MS);
    await worker.processAll();
    assert.equal((await counts()).done, 1);
  });

  describe("stop", () => {
    it("lets running jobs end", async () => {
      await enqueue("a");
      const work = new HeldWork();
      const worker = create(work.ingest);
      worker.start();
      await turnUntil(() => work.started.length === 1);
      const stopped = worker.stop();
      work.end("a");
      await stopped;
      assert.deepEqual(outcomes, ["saved"]);
    });

    it("gives back what does not end in time, without an attempt, even if it does not listen", async () => {
      await enqueue("a", "b");
      const work = new HeldWork();
      const deaf: IngestCallRecord = (callId) => work.ingest(callId);
      const worker = create((callId, signal) => (callId === "a" ? deaf(callId) : work.ingest(callId, signal)), {
        stopWithinMs: 5_000,
      });
      worker.start();
      await turnUntil(() => work.started.length === 2);
      const stopped = worker.stop();
      await turnUntil(async () => {
        await clock.advance(5_000);
        return worker.running() === 0;
      });
      await stopped;
      assert.deepEqual(outcomes, ["released", "released"]);
      const again: IngestJob[] = await jobs.claim({ owner: "next", limit: 5, now: clock.now(), leaseMs: MINUTE_MS });
      assert.deepEqual(
        again.map(({ attempts }) => attempts),
        [0, 0],
      );
    });

    it("takes nothing more", async () => {
      const worker = create(() => assert.fail("stopped"));
      worker.start();
      await turnUntil(() => clock.sleeping === 1);
      await worker.stop();
      await enqueue("a");
      worker.wake();
      await clock.advance(MINUTE_MS);
      assert.equal((await counts()).queued, 1);
    });

    it("ends at once when nothing was started", () => create(() => Promise.resolve(SAVED)).stop());
  });
});
