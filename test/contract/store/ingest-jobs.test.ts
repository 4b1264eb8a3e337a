import assert from "node:assert/strict";
import type { JobSource } from "../../../src/store/store.ts";
import { enqueueCalls } from "../../support/enqueue-calls.ts";
import { minutesIn, QUEUE_START as START, queueOn } from "../../support/job-queue.ts";
import { testEngines } from "../../support/test-store.ts";

for (const engine of testEngines()) {
  describe(`ingest jobs on ${engine.name}`, () => {
    const queue = queueOn(engine);
    const { claim, claimOne } = queue;

    const enqueue = (callId: string, source: JobSource = "notification", at = START): Promise<void> =>
      enqueueCalls(queue.jobs, [callId], source, at);
    async function exhaust(callId: string): Promise<void> {
      await enqueue(callId);
      await queue.jobs.fail(await claimOne(), { code: "not_found", now: START, nextAttemptAt: null });
    }

    it("leaves one job for a call that is enqueued many times", async () => {
      await enqueue("call-1", "backfill", minutesIn(2));
      await enqueue("call-1", "notification", minutesIn(1));
      await enqueue("call-1", "notification", minutesIn(2));
      await enqueue("call-2", "reconcile", minutesIn(1));
      await enqueue("call-1", "reconcile", minutesIn(3));

      const claimed = await claim(minutesIn(4));
      assert.deepEqual(
        claimed.map(({ callId, source, generation, notifiedAt }) => ({ callId, source, generation, notifiedAt })),
        [
          { callId: "call-1", source: "notification", generation: 2, notifiedAt: minutesIn(1) },
          { callId: "call-2", source: "reconcile", generation: 1, notifiedAt: minutesIn(1) },
        ],
      );
    });

    it("makes known calls due again and new ones due, in one batch", async () => {
      await enqueue("call-1");
      await queue.jobs.fail(await claimOne(), { code: "not_found", now: START, nextAttemptAt: minutesIn(9) });
      await enqueueCalls(queue.jobs, ["call-1", "call-2"], "notification", minutesIn(1));
      const claimed = await claim(minutesIn(2));
      assert.deepEqual(
        new Map(claimed.map(({ callId, generation }) => [callId, generation])),
        new Map([
          ["call-1", 2],
          ["call-2", 1],
        ]),
      );
    });

    it("keeps the trace of the last enqueue that had one, until the job is served", async () => {
      const [older, newer] = ["00-older-1-01", "00-newer-1-01"];
      await queue.jobs.accept([
        { callId: "call-1", at: START, traceparent: older },
        { callId: "call-1", at: START, traceparent: newer },
        { callId: "call-2", at: START },
      ]);
      await enqueue("call-1", "reconcile");
      const traced = await claim(minutesIn(1));
      assert.deepEqual(
        new Map(traced.map(({ callId, traceparent }) => [callId, traceparent])),
        new Map([
          ["call-1", newer],
          ["call-2", undefined],
        ]),
      );
      for (const job of traced) await queue.jobs.complete(job, minutesIn(1));
      await enqueue("call-1", "replay", minutesIn(2));
      assert.equal((await claimOne(minutesIn(2))).traceparent, undefined);
    });

    it("accepts an empty batch and gives none where none is due", async () => {
      await queue.jobs.accept([]);
      await enqueueCalls(queue.jobs, [], "backfill", START);
      await enqueue("call-1", "notification", minutesIn(1));
      assert.deepEqual(await claim(START), []);
      assert.equal((await claim(minutesIn(1))).length, 1);
    });

    it("gives a claimed job whole", async () => {
      await enqueue("call-1");
      assert.deepEqual(await claim(minutesIn(1)), [
        {
          callId: "call-1",
          generation: 1,
          stage: "running",
          source: "notification",
          attempts: 0,
          takeovers: 0,
          nextAttemptAt: START,
          leaseOwner: "worker-1",
          leaseUntil: minutesIn(6),
          notifiedAt: START,
          lastError: null,
        },
      ]);
    });

    it("serves live notifications first, the newest of them before others, then whatever has been due longest", async () => {
      await enqueue("backfill-late", "backfill", minutesIn(2));
      await enqueue("backfill-early", "backfill", minutesIn(1));
      await enqueue("live-late", "notification", minutesIn(4));
      await enqueue("live-early", "notification", minutesIn(3));
      const first = await claim(minutesIn(5), 3);
      const second = await claim(minutesIn(5), 3);
      assert.deepEqual(
        [...first, ...second].map(({ callId }) => callId),
        ["live-late", "live-early", "backfill-early", "backfill-late"],
      );
    });

    it("serves calls that nobody has seen before later versions, and these before what was listed", async () => {
      const end = new Date("2030-03-04T07:00:00Z");
      await enqueue("seen");
      await enqueue("not-ready");
      for (const job of await claim(START)) {
        if (job.callId === "seen") await queue.jobs.complete(job, START, end);
        else await queue.jobs.fail(job, { code: "not_found", now: START, nextAttemptAt: minutesIn(2) });
      }
      await enqueue("listed", "reconcile", START);
      await enqueue("new", "notification", minutesIn(3));
      await enqueue("seen", "notification", minutesIn(4));
      assert.deepEqual(
        (await claim(minutesIn(5))).map(({ callId, generation }) => ({ callId, generation })),
        [
          { callId: "new", generation: 1 },
          { callId: "not-ready", generation: 1 },
          { callId: "seen", generation: 2 },
          { callId: "listed", generation: 1 },
        ],
      );
    });

    it("never gives one job to two of twenty claimers, and leaves none behind", async () => {
      const callIds = Array.from({ length: 60 }, (_, index) => `call-${index}`);
      await enqueueCalls(queue.jobs, callIds, "notification", START);
      const owners = Array.from({ length: 20 }, (_, index) => `worker-${index}`);
      const claims = await Promise.all(owners.map((owner) => claim(START, 5, owner)));
      const claimed = claims.flat().map(({ callId }) => callId);
      assert.equal(new Set(claimed).size, claimed.length, "no job twice");
      assert.equal(claimed.length, callIds.length, "twenty claimers of five take sixty jobs");
      for (const [index, jobsOfOne] of claims.entries()) {
        assert.ok(jobsOfOne.every(({ leaseOwner }) => leaseOwner === owners[index]));
      }
    });

    it("survives the same calls being notified to many instances at once", async () => {
      const callIds = Array.from({ length: 20 }, (_, index) => `call-${index}`);
      const claims = await Promise.all(
        Array.from({ length: 10 }, async (_, index) => {
          const instance = queue.other(queue.tenantId);
          await enqueueCalls(instance, callIds, "notification", START);
          return instance.claim({ owner: `worker-${index}`, limit: 100, now: START, leaseMs: 60_000 });
        }),
      );
      const claimed = claims.flat().map(({ callId }) => callId);
      assert.deepEqual(claimed.toSorted(), callIds.toSorted());
      assert.equal((await queue.jobs.counts(START)).running, 20);
    });

    it("is done after complete, and due again after the next enqueue", async () => {
      await enqueue("call-1", "notification");
      await queue.jobs.complete(await claimOne(), minutesIn(1));
      assert.deepEqual(await claim(minutesIn(9)), []);
      assert.equal((await queue.jobs.counts(minutesIn(9))).done, 1);

      await enqueue("call-1", "reconcile", minutesIn(10));
      const again = await claimOne(minutesIn(10));
      assert.equal(again.source, "reconcile", "the served notification is forgotten");
      assert.deepEqual(again.notifiedAt, minutesIn(10));
      assert.equal((await queue.jobs.counts(minutesIn(10))).done, 0);
    });

    it("forgets done jobs after forty days, and only those", async () => {
      await enqueue("call-1");
      const job = await claimOne();
      const expiry = async (): Promise<unknown> => {
        const document = await queue.db.database.collection("ingestJobs").findOne({ tenantId: queue.tenantId });
        const expireAt: unknown = document?.expireAt;
        return expireAt;
      };
      assert.equal(await expiry(), undefined);
      await queue.jobs.complete(job, START);
      assert.deepEqual(await expiry(), minutesIn(40 * 24 * 60));
      await enqueue("call-1");
      await claimOne();
      assert.equal(await expiry(), undefined);
    });

    it("runs a job again that was enqueued while it ran, whether it completed or failed", async () => {
      for (const end of ["complete", "fail"] as const) {
        await enqueue(end);
        const running = await claimOne();
        await enqueue(end, "notification", minutesIn(1));
        assert.deepEqual(await claim(minutesIn(1)), [], "still leased");
        if (end === "complete") await queue.jobs.complete(running, minutesIn(2));
        else await queue.jobs.fail(running, { code: "not_found", now: minutesIn(2), nextAttemptAt: null });
        const again = await claimOne(minutesIn(2));
        assert.deepEqual([again.callId, again.generation, again.attempts], [end, 2, 0]);
        await queue.jobs.complete(again, minutesIn(3));
        assert.deepEqual(await claim(minutesIn(60)), []);
      }
      assert.equal((await queue.jobs.counts(minutesIn(60))).exhausted, 0);
    });

    it("waits after a failure, counts the attempt and keeps the code", async () => {
      await enqueue("call-1");
      await queue.jobs.fail(await claimOne(), { code: "not_found", now: minutesIn(1), nextAttemptAt: minutesIn(8) });
      assert.deepEqual(await claim(minutesIn(7)), []);
      assert.equal((await queue.jobs.counts(minutesIn(7))).failed, 1);
      const again = await claimOne(minutesIn(8));
      assert.equal(again.attempts, 1);
      assert.deepEqual(again.lastError, { code: "not_found", at: minutesIn(1) });
      assert.deepEqual(again.notifiedAt, START);
      await queue.jobs.fail(again, { code: "throttled", now: minutesIn(9), nextAttemptAt: minutesIn(10) });
      assert.equal((await claimOne(minutesIn(10))).attempts, 2);
    });

    it("starts counting attempts anew with a new notification", async () => {
      await enqueue("call-1");
      await queue.jobs.fail(await claimOne(), { code: "not_found", now: START, nextAttemptAt: minutesIn(30) });
      await enqueue("call-1", "notification", minutesIn(1));
      const again = await claimOne(minutesIn(1));
      assert.deepEqual([again.attempts, again.generation], [0, 2]);
      assert.deepEqual(again.notifiedAt, START, "the first notification is still unserved");
    });

    it("hands a job on when its lease has run out, counts that as an attempt, and ignores the late worker", async () => {
      await enqueue("call-1");
      const lost = await claimOne(START, "worker-1");
      assert.deepEqual(await claim(minutesIn(4), 1, "worker-2"), []);
      const taken = await claimOne(minutesIn(5), "worker-2");
      assert.equal(taken.attempts, 1);

      await queue.jobs.complete(lost, minutesIn(6));
      await queue.jobs.fail(lost, { code: "late", now: minutesIn(6), nextAttemptAt: null });
      await queue.jobs.release(lost);
      assert.equal(await queue.jobs.extendLease(lost, minutesIn(60)), false);
      assert.equal((await queue.jobs.counts(minutesIn(6))).running, 1);

      await queue.jobs.fail(taken, { code: "not_found", now: minutesIn(6), nextAttemptAt: minutesIn(7) });
      assert.equal((await claimOne(minutesIn(7))).attempts, 2);
    });

    it("keeps a lease that is extended", async () => {
      await enqueue("call-1");
      const job = await claimOne();
      assert.equal(await queue.jobs.extendLease(job, minutesIn(20)), true);
      assert.deepEqual(await claim(minutesIn(19), 1, "worker-2"), []);
      await queue.jobs.complete(job, minutesIn(19));
      assert.equal((await queue.jobs.counts(minutesIn(19))).done, 1);
    });

    it("gives a released job to the next claimer without counting an attempt", async () => {
      await enqueue("call-1");
      await queue.jobs.release(await claimOne());
      const again = await claimOne(START, "worker-2");
      assert.deepEqual([again.attempts, again.leaseOwner], [0, "worker-2"]);
    });

    it("shows exhausted jobs, newest first, and replays them all", async () => {
      await exhaust("call-1");
      await enqueue("call-2");
      await queue.jobs.fail(await claimOne(), { code: "gone", now: minutesIn(1), nextAttemptAt: null });
      assert.deepEqual(await claim(minutesIn(9)), []);

      const exhausted = await queue.jobs.exhausted(10);
      assert.deepEqual(
        exhausted.map(({ callId, stage, lastError }) => [callId, stage, lastError?.code]),
        [
          ["call-2", "exhausted", "gone"],
          ["call-1", "exhausted", "not_found"],
        ],
      );
      assert.equal((await queue.jobs.exhausted(1)).length, 1);
      assert.equal(await queue.jobs.replay("exhausted", minutesIn(10)), 2);
      assert.deepEqual(await queue.jobs.exhausted(10), []);
      const replayed = await claim(minutesIn(10));
      assert.deepEqual(
        replayed.map(({ source, attempts, generation }) => [source, attempts, generation]),
        [
          ["replay", 0, 2],
          ["replay", 0, 2],
        ],
      );
      assert.equal(await queue.jobs.replay("exhausted", minutesIn(10)), 0);
    });

    it("brings an exhausted job back when it is enqueued, and counts from then on", async () => {
      await exhaust("call-1");
      const [exhausted] = await queue.jobs.exhausted(10);
      assert.deepEqual([exhausted?.source, exhausted?.notifiedAt], ["notification", START]);
      await enqueue("call-1", "reconcile", minutesIn(1));
      assert.deepEqual(await queue.jobs.exhausted(10), []);
      const again = await claimOne(minutesIn(1));
      assert.deepEqual([again.source, again.notifiedAt, again.attempts], ["reconcile", minutesIn(1), 0]);
    });

    it("replays one call in any stage, and no call that was never enqueued", async () => {
      await enqueue("done");
      await queue.jobs.complete(await claimOne(), START);
      assert.equal(await queue.jobs.replay({ callId: "done" }, minutesIn(1)), 1);
      const again = await claimOne(minutesIn(1));
      assert.deepEqual([again.callId, again.source, again.notifiedAt], ["done", "replay", minutesIn(1)]);
      assert.equal(await queue.jobs.replay({ callId: "done" }, minutesIn(2)), 1);
      await queue.jobs.complete(again, minutesIn(2));
      assert.equal((await claim(minutesIn(2))).length, 1, "replayed while it ran");
      assert.equal(await queue.jobs.replay({ callId: "unknown" }, START), 0);
    });

    it("counts every job in exactly one stage", async () => {
      await exhaust("exhausted");
      await enqueue("done");
      await queue.jobs.complete(await claimOne(), START);
      await enqueue("failed");
      await queue.jobs.fail(await claimOne(), { code: "not_found", now: START, nextAttemptAt: minutesIn(9) });
      await enqueue("running");
      await claimOne();
      await enqueue("queued-live");
      await enqueue("queued-backfill", "backfill", minutesIn(30));
      assert.deepEqual(await queue.jobs.counts(START), { queued: 2, running: 1, done: 1, failed: 1, exhausted: 1 });
      assert.equal((await queue.jobs.counts(minutesIn(5))).running, 0, "a lease that ran out is no run");
      assert.equal((await queue.jobs.counts(minutesIn(5))).queued, 3);
    });

    it("tells when the next job becomes due, lease ends included", async () => {
      assert.equal(await queue.jobs.nextDueAt(START), null);
      await exhaust("exhausted");
      assert.equal(await queue.jobs.nextDueAt(START), null);
      await enqueue("later", "backfill", minutesIn(30));
      assert.deepEqual(await queue.jobs.nextDueAt(START), minutesIn(30));
      await enqueue("sooner", "notification", minutesIn(20));
      assert.deepEqual(await queue.jobs.nextDueAt(START), minutesIn(20));
      await enqueue("now");
      assert.deepEqual(await queue.jobs.nextDueAt(START), START);
      await claimOne();
      assert.deepEqual(await queue.jobs.nextDueAt(START), minutesIn(5));
    });

    it("keeps tenants apart", async () => {
      const others = queue.other();
      await enqueue("call-1");
      assert.deepEqual(await others.claim({ owner: "worker-1", limit: 5, now: START, leaseMs: 60_000 }), []);
      await enqueueCalls(others, ["call-1"], "notification", START);
      assert.equal((await claim()).length, 1);
      assert.equal((await others.counts(START)).queued, 1);
    });
  });
}
