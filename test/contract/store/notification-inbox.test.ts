import assert from "node:assert/strict";
import { createNotificationInbox } from "../../../src/store/notification-inbox.ts";
import { enqueueCalls } from "../../support/enqueue-calls.ts";
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
      assert.deepEqual(await queue.jobs.nextDueAt(minutesIn(3)), minutesIn(1), "since the first was notified");
      const claimed = await claim(minutesIn(3));
      assert.deepEqual(
        new Map(claimed.map(({ callId, ...job }) => [callId, [job.source, job.notifiedAt, job.traceparent]])),
        new Map([
          ["call-1", ["notification", minutesIn(1), "00-older-1-01"]],
          ["call-2", ["notification", minutesIn(1), "00-older-1-01"]],
          ["call-3", ["notification", minutesIn(2), undefined]],
        ]),
      );
      await accept(["call-2"], minutesIn(3));
      assert.deepEqual(await claim(minutesIn(3)), []);
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

    it("does not wait behind what else is queued, in however many groups it came", async () => {
      const listed = Array.from({ length: 100 }, (_, index) => `listed-${index}`);
      await enqueueCalls(queue.jobs, listed, "backfill", START);
      await claim(START, 10);
      const live = ["live-1", "live-2", "live-3", "live-4", "live-5"];
      for (const [index, callId] of live.entries()) await accept([callId], minutesIn(index));
      const next = await claim(minutesIn(live.length), 10);
      assert.deepEqual(
        next.map(({ callId }) => callId).filter((callId) => !listed.includes(callId)),
        live.toReversed(),
        "the newest first",
      );
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
      await new Promise((taken) => void gone.handOver(START, (calls) => new Promise(() => taken(calls))));
      assert.deepEqual(await claim(START), []);
      assert.deepEqual(
        await queue.jobs.nextDueAt(START),
        new Date(START.getTime() + 30_000),
        "when the lease runs out",
      );
      const other = queue.other(queue.tenantId);
      const request = { owner: "worker-2", limit: 10, now: minutesIn(1), leaseMs: 60_000 };
      assert.deepEqual(
        (await other.claim(request)).map(({ callId }) => callId),
        ["call-1"],
      );
      assert.equal(await gone.size(), 0);
    });

    it("waits again at once when it could not be taken in", async () => {
      await accept(["call-1", "call-2"]);
      const inbox = createNotificationInbox(queue.db.database, queue.tenantId);
      await assert.rejects(
        inbox.handOver(START, () => Promise.reject(new Error("down"))),
        /down/,
      );
      assert.equal(await inbox.size(), 2);
      assert.deepEqual(await queue.jobs.nextDueAt(minutesIn(1)), START);
      assert.equal((await claim(START)).length, 2);
    });

    it("is handed over to one of several at a time, all of it once", async () => {
      for (let index = 0; index < 20; index += 1) await accept([`call-${index}`]);
      const seen: string[] = [];
      const inboxes = Array.from({ length: 3 }, () => createNotificationInbox(queue.db.database, queue.tenantId));
      const take = (calls: readonly { callId: string }[]): Promise<void> =>
        Promise.resolve(void seen.push(...calls.map(({ callId }) => callId)));
      await Promise.all(inboxes.map((inbox) => inbox.handOver(START, take)));
      for (const inbox of inboxes) while (await inbox.handOver(START, take));
      assert.equal(seen.length, 20);
      assert.equal(new Set(seen).size, 20);
    });

    it("may be nothing", async () => {
      await accept([]);
      assert.deepEqual(await claim(START), []);
      assert.equal(await queue.jobs.nextDueAt(START), null);
    });
  });
}
