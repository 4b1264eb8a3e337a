import assert from "node:assert/strict";
import { createNotificationInbox } from "../../../src/store/notification-inbox.ts";
import { minutesIn, QUEUE_START as START, queueOn } from "../../support/job-queue.ts";
import { testEngines } from "../../support/test-store.ts";

for (const engine of testEngines()) {
  describe(`what was notified, on ${engine.name}`, () => {
    const queue = queueOn(engine);
    const { claim, claimOne } = queue;

    const accept = (callIds: readonly string[], at = START, traceparent?: string): Promise<void> =>
      queue.jobs.accept(callIds.map((callId) => ({ callId, at, traceparent })));

    it("is one job a call as soon as jobs are claimed, with its instant and its trace", async () => {
      await accept(["call-1", "call-2"], minutesIn(1), "00-older-1-01");
      await accept(["call-2", "call-3", "call-2"], minutesIn(2));
      assert.equal((await queue.jobs.counts(minutesIn(2))).queued, 5);
      assert.deepEqual(await queue.jobs.nextDueAt(minutesIn(3)), minutesIn(3));
      const claimed = [...(await claim(minutesIn(3))), ...(await claim(minutesIn(3)))];
      assert.deepEqual(
        new Map(claimed.map(({ callId, ...job }) => [callId, [job.source, job.notifiedAt, job.traceparent]])),
        new Map([
          ["call-1", ["notification", minutesIn(1), "00-older-1-01"]],
          ["call-2", ["notification", minutesIn(1), "00-older-1-01"]],
          ["call-3", ["notification", minutesIn(2), undefined]],
        ]),
      );
      for (const job of claimed) await queue.jobs.complete(job, minutesIn(3));
      const again = await claim(minutesIn(3));
      assert.deepEqual(
        again.map(({ callId, generation }) => [callId, generation]),
        [["call-2", 2]],
        "what was notified while it ran",
      );
      for (const job of again) await queue.jobs.complete(job, minutesIn(3));
      assert.equal((await queue.jobs.counts(minutesIn(3))).queued, 0);
    });

    it("makes a job due again that is there", async () => {
      await queue.jobs.complete(await accept(["call-1"]).then(() => claimOne()), START);
      await accept(["call-1"], minutesIn(1));
      const { callId, generation } = await claimOne(minutesIn(1));
      assert.deepEqual([callId, generation], ["call-1", 2]);
    });

    it("does not wait behind what else is queued", async () => {
      const listed = Array.from({ length: 100 }, (_, index) => `listed-${index}`);
      await queue.jobs.enqueue(listed.map((callId) => ({ callId, source: "backfill", at: START })));
      await claim(START, 10);
      await accept(["call-1"]);
      const next = [...(await claim(START, 10)), ...(await claim(START, 10))];
      assert.ok(next.some(({ callId }) => callId === "call-1"));
    });

    it("of more than a write holds is all there, each once", async () => {
      const callIds = Array.from({ length: 2_500 }, (_, index) => `call-${index}`);
      await accept(callIds);
      assert.equal((await queue.jobs.counts(START)).queued, 2_500);
      const claimed = new Set<string>();
      for (;;) {
        const some = await claim(START, 1_000);
        for (const { callId } of some) claimed.add(callId);
        if (some.length === 0) break;
      }
      assert.equal(claimed.size, 2_500);
    });

    it("is taken in by another instance, also after the one that was at it is gone", async () => {
      await accept(["call-1"]);
      const gone = createNotificationInbox(queue.db.database, queue.tenantId);
      assert.deepEqual(
        (await gone.take(START))?.items.map(({ callId }) => callId),
        ["call-1"],
      );
      assert.deepEqual(await claim(START), []);
      const other = queue.other(queue.tenantId);
      const request = { owner: "worker-2", limit: 10, now: minutesIn(1), leaseMs: 60_000 };
      assert.deepEqual(
        (await other.claim(request)).map(({ callId }) => callId),
        ["call-1"],
      );
      assert.equal(await gone.size(), 0);
    });

    it("may be nothing", async () => {
      await accept([]);
      assert.deepEqual(await claim(START), []);
      assert.equal(await queue.jobs.nextDueAt(START), null);
    });
  });
}
